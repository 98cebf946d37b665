"""What only a person can decide: points within the range that the policy prints (A5)."""

from collections.abc import Iterable
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import Judgement
from xiangmu.plugin.scoring import JudgementItem
from xiangmu.services.command import Input, Need
from xiangmu.services.periods import begun_period
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class JudgementGive(Input):
    """对一个单位一个考核期的一个酌情项给分。"""

    policy: str = Field(title="文件")
    group: str = Field(title="分组")
    unit: str = Field(title="责任单位")
    period: str = Field(title="考核期", description="如 2023Q2")
    item: str = Field(title="酌情项")
    hundredths: int = Field(title="分值")
    judgement_reason: str = Field(title="理由")
    matter: str = Field("", title="事项", description="按次给分的项必填, 用以区分几次")

    def needs(self) -> Iterable[Need]:
        """What was judged for the period."""
        yield Need(table=t.judgement, column="period", content=self.period)


def judgement_give(work: Work, data: JudgementGive) -> UUID:
    """Points for an item of the card, within its range; once, or once per matter."""
    policy = work.policy(data.policy)
    group = work.catalog.groups.get((data.policy, data.group))
    card = work.catalog.cards.get((data.policy, data.group))
    if group is None or card is None:
        work.refuse("group", Code.UNKNOWN_GROUP, f"{policy.title}没有可计分的分组 {data.group}")
    begun_period(work, policy, data.period, card.period_kind)
    if data.unit not in group.units:
        work.problem("unit", Code.UNKNOWN_UNIT, f"{group.title}没有单位 {work.named(data.unit)}")
    item = work.catalog.judgement(data.policy, data.group, data.item)
    if item is None:
        work.refuse("item", Code.UNKNOWN_ITEM, f"{group.title}没有酌情项 {data.item}")
    _check(work, data, item)
    work.require()
    for other in work.facts(Judgement, "period", data.period):
        if _key(other) == (data.policy, data.group, data.unit, data.item, data.matter):
            work.refuse("item", Code.DUPLICATE, f"{item.title}已给分; 如有误请更正")
    return work.append(
        Judgement(
            id=work.fact_id(),
            policy=data.policy,
            group=data.group,
            unit=data.unit,
            period=data.period,
            item=data.item,
            hundredths=data.hundredths,
            reason=data.judgement_reason,
            matter=data.matter,
        )
    )


def _check(work: Work, data: JudgementGive, item: JudgementItem) -> None:
    if not item.least * 100 <= data.hundredths <= item.most * 100:
        given = f"{data.hundredths / 100:g}"
        limits = f"应在 {item.least} 至 {item.most} 分之间"
        work.problem("hundredths", Code.OUT_OF_RANGE, f"{item.title}的分值 {given} 超出范围, {limits}")
    if not data.judgement_reason:
        work.problem("judgement_reason", Code.REQUIRED, "须写明理由")
    if item.many and not data.matter:
        work.problem("matter", Code.REQUIRED, f"{item.title}按次给分, 须写明事项")
    if data.matter and not item.many:
        work.problem("matter", Code.NOT_ALLOWED, f"{item.title}一期只给一次分, 不填事项")


def _key(judgement: Judgement) -> tuple[str, str, str, str, str]:
    return judgement.policy, judgement.group, judgement.unit, judgement.item, judgement.matter
