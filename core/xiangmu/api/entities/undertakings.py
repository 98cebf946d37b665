"""Readings of indicators (指标读数), revised goals (目标调整) and public promises (公开承诺)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import strawberry
from strawberry import field

from xiangmu.api.entities import prefixes
from xiangmu.api.entities.facts import UnitFact, unit_fact
from xiangmu.api.reader.codecs import Codec
from xiangmu.api.reader.entity import Column, Computed, Direction, Environment, Order
from xiangmu.api.reader.expressions import bytewise, or_null
from xiangmu.api.reader.filters import days, one_of
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.plugin.facts.units import MICRO
from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.measures.base import PER_MILLE

_I = t.indicator_reading.c
_G = t.goal_revision.c
_C = t.commitment.c


def _read(micro: int) -> Fraction:
    return Fraction(micro, MICRO)


def _counts(catalog: Catalog, jurisdiction: str, indicator: str) -> Amount:
    """What the jurisdiction's indicator counts; a plain number when no plugin states it any more."""
    stated = (i for (_, key), i in catalog.indicators.items() if key == indicator)
    of = (i for i in stated if catalog.policies[i.policy].jurisdiction == jurisdiction)
    return next((i.counts for i in of), Amount.NUMBER)


async def _readings(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[str]:
    catalog = environment.context.catalog

    def shown(jurisdiction: str, indicator: str, micro: int) -> str:
        counts = _counts(catalog, jurisdiction, indicator)
        return said(_read(micro) * (PER_MILLE if counts is Amount.RATE else 1), counts)

    return [shown(*need) for need in needs]


async def _goals(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[str]:
    measured = {
        (target.policy, target.group, target.key): target.measure.counts
        for policy in {policy for policy, *_ in needs} & environment.context.catalog.policies.keys()
        for target in environment.context.catalog.targets_of(policy)
    }
    return [said(goal, measured.get(tuple(key), Amount.NUMBER)) for *key, goal in needs]


INDICATOR_READING = unit_fact(
    "IndicatorReading",
    "指标读数",
    prefixes.INDICATOR_READING,
    t.indicator_reading,
    {
        "indicator": Column(column=_I.indicator),
        "period": Column(column=_I.period),
        "exact": Column(
            column=_I.micro,
            codec=Codec(leaf="Fraction", read=_read, finish=lambda micro: str(_read(micro))),
        ),
        "text": Computed(type="String!", needs=(_I.jurisdiction, _I.indicator, _I.micro), fill=_readings),
        "source": Column(column=_I.source),
    },
    filters={
        "indicator": one_of(str, _I.indicator, "指标的键"),
        "period": one_of(str, _I.period, "期"),
    },
    orders={"PERIOD": Order(by=bytewise(_I.period), description="期")},
    order=(("PERIOD", Direction.DESC), ("RECORDED", Direction.DESC)),
)

GOAL_REVISION = unit_fact(
    "GoalRevision",
    "目标调整",
    prefixes.GOAL_REVISION,
    t.goal_revision,
    {
        "policy": Column(column=_G.policy),
        "target": Column(column=_G.target),
        "group": Column(column=or_null(_G.group_key), nullable=True),
        "exact": Column(column=_G.goal, codec=Codec(leaf="Fraction", read=Fraction, finish=str)),
        "text": Computed(type="String!", needs=(_G.policy, _G.group_key, _G.target, _G.goal), fill=_goals),
        "effective": Column(column=_G.effective),
        "approvedOn": Column(column=_G.approved_on),
        "approver": Column(column=_G.approver),
        "reason": Column(column=_G.revision_reason),
    },
    filters={
        "policy": one_of(str, _G.policy, "文件的键"),
        "target": one_of(str, _G.target, "目标的键"),
        "group": one_of(str, _G.group_key, "分组的键"),
        "effective": days(_G.effective, "起用日期。"),
        "approvedOn": days(_G.approved_on, "批准日期。"),
    },
    orders={
        "EFFECTIVE": Order(by=_G.effective, description="起用日期"),
        "APPROVED_ON": Order(by=_G.approved_on, description="批准日期"),
    },
    order=(("EFFECTIVE", Direction.DESC),),
)

COMMITMENT = unit_fact(
    "Commitment",
    "公开承诺",
    "cmt",
    t.commitment,
    {
        "policy": Column(column=_C.policy),
        "text": Column(column=_C.text),
        "on": Column(column=_C.occurred_on),
        "due": Column(column=_C.due),
    },
    filters={
        "policy": one_of(str, _C.policy, "文件的键"),
        "on": days(_C.occurred_on, "承诺日期。"),
        "due": days(_C.due, "兑现期限。"),
    },
    orders={"ON": Order(by=_C.occurred_on, description="承诺日期")},
    order=(("ON", Direction.DESC),),
)


@strawberry.type(description="指标读数:重点项目办从别处读得、录入的一个数,注明来源。")
class IndicatorReading(UnitFact):
    """What the office read; no unit for the whole jurisdiction."""

    indicator: str = field(description="指标的键。")
    period: str = field(description="哪一期,如 2022-10。")
    exact: Fraction = field(description="精确的读数:个数、元,比率以1为100%。")
    text: str = field(description="带单位的读数,如 508亿元、7.5%。")
    source: str = field(description="来源。")


@strawberry.type(description="目标调整:经批准,自某日起目标值改为多少。此前各日仍按原目标。")
class GoalRevision(UnitFact):
    """An approved goal; no unit for the whole jurisdiction."""

    policy: str = field(description="文件的键。")
    target: str = field(description="目标的键。")
    group: str | None = field(description="分组的键;全辖区的目标为空。")
    exact: Fraction = field(description="精确的目标值:个数、元或千分数。")
    text: str = field(description="带单位的目标值。")
    effective: date = field(description="起用日期。")
    approved_on: date = field(description="批准日期。")
    approver: str = field(description="批准人的职务。")
    reason: str = field(description="调整的理由。")


@strawberry.type(description="公开承诺:责任单位公开作出的一项承诺。")
class Commitment(UnitFact):
    """What a unit publicly promised."""

    policy: str = field(description="文件的键。")
    text: str = field(description="承诺的内容。")
    on: date = field(description="承诺日期。")
    due: date | None = field(description="兑现期限;没有期限的为空。")
