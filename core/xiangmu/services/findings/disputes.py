"""Facts in dispute (存疑的事实): what a finding contradicts counts until the office decides."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.inspections import DisputedFact
from xiangmu.db.kinds import kind_of
from xiangmu.services.command import VERSION, Input, Need
from xiangmu.services.corrections import OF_KIND, FactKind, FactReject, fact_reject
from xiangmu.services.permissions import RULES
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

DISPUTED = (FactKind.STAGE, FactKind.START, FactKind.PROGRESS)
"""The kinds of facts that findings contradict."""


class DisputeDecide(Input):
    """认定一条存疑的事实: 核查属实则退回这条事实, 不再计入; 不属实则照旧计入。理由必填, 随命令记录。"""

    dispute: UUID = Field(title="存疑的事实")
    fact: UUID = Field(title="所疑的事实")
    upheld: bool = Field(title="核查是否属实")
    version: int | None = VERSION

    def needs(self) -> Iterable[Need]:
        """The dispute with its finding, and the fact, of whichever kind it is."""
        yield Need(table=t.disputed_fact, column="fact_id", content=self.dispute)
        for kind in DISPUTED:
            yield Need(table=kind_of(OF_KIND[kind]).table, column="fact_id", content=self.fact)


def dispute_decide(work: Work, data: DisputeDecide) -> UUID:
    """The finding was right, and the fact is rejected for a reason that names it; or it was not, and it stands."""
    found = work.find(DisputedFact, "fact_id", data.dispute)
    if not found:
        work.refuse("dispute", Code.NOT_FOUND, f"没有存疑的事实 {data.dispute}")
    live, dispute = found[0], found[0].fact
    work.about(live, "dispute")
    work.unchanged(live, data.version)
    work.office_only("dispute", "认定")
    work.reasoned()
    if dispute.upheld is not None:
        work.problem("dispute", Code.CLOSED, f"已于 {dispute.decided_on} 认定")
    if dispute.disputed != data.fact:
        work.problem("fact", Code.NOT_FOUND, f"所疑的不是事实 {data.fact}")
    work.require()
    why = work.command.reason
    work.replace(live, replace(dispute, upheld=data.upheld, decided_on=work.today, text=why))
    work.command = replace(work.command, reason=f"{why}(核查发现 {dispute.finding})")
    if data.upheld:
        _strike(work, FactKind(dispute.kind), data.fact)
    return dispute.id


def _strike(work: Work, kind: FactKind, fact: UUID) -> None:
    """Reject the fact, unless somebody has meanwhile."""
    if work.find(OF_KIND[kind], "fact_id", fact):
        work.under(RULES["fact_reject"])
        fact_reject(work, FactReject(kind=kind, fact=fact))
