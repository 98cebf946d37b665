"""What units promise in public."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import Commitment
from xiangmu.services.command import Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

LONGEST = 500


class CommitmentRecord(Input):
    """记录一个单位公开作出的一项承诺。"""

    policy: str = Field(title="文件")
    unit: str = Field(title="责任单位")
    text: str = Field(title="承诺内容", max_length=LONGEST)
    on: date = Field(title="承诺日期")
    due: date | None = Field(None, title="兑现期限", description="没有期限则不填")

    def needs(self) -> Iterable[Need]:
        """What was promised under the policy."""
        yield Need(table=t.commitment, column="policy", content=self.policy)


def commitment_record(work: Work, data: CommitmentRecord) -> UUID:
    """One promise; the same words on the same day are the same promise."""
    policy = work.policy(data.policy)
    work.unit(data.unit, on=data.on)
    work.past(data.on)
    if not data.text:
        work.problem("text", Code.REQUIRED, "须写明承诺内容")
    if data.due and data.due < data.on:
        work.problem("due", Code.REVERSED, f"兑现期限 {data.due} 早于承诺日期 {data.on}")
    commitment = Commitment(
        id=work.fact_id(), policy=policy.key, unit=data.unit, text=data.text, on=data.on, due=data.due
    )
    for other in work.facts(Commitment, "policy", data.policy):
        if (other.unit, other.on, other.text) == (data.unit, data.on, data.text):
            work.problem("text", Code.DUPLICATE, f"{data.on} 已记录过这项承诺; 如有误请更正")
    work.require()
    return work.append(commitment)
