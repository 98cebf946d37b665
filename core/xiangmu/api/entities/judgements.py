"""Judgements (人工认定) and surveys of enterprises (企业评议)."""

from datetime import date
from fractions import Fraction

import strawberry
from sqlalchemy import func, select
from strawberry import field

from xiangmu.access import field_rules
from xiangmu.api.entities.facts import Recorded, UnitFact, live, recorded, unit_fact
from xiangmu.api.reader.codecs import NUMBER, TEXT, Codec
from xiangmu.api.reader.entity import Column, Direction, Order
from xiangmu.api.reader.expressions import bytewise, or_null
from xiangmu.api.reader.filters import one_of, truth
from xiangmu.db import tables as t

_J = t.judgement.c
_S = t.survey.c


def _exact(hundredths: int) -> Fraction:
    return Fraction(hundredths, 100)


def _shown(hundredths: int) -> str:
    return str(_exact(hundredths))


_JUDGE = select(t.command.c.principal).where(t.command.c.no == _J.no).correlate(t.judgement).scalar_subquery()

JUDGEMENT = unit_fact(
    "Judgement",
    "人工认定",
    "jdg",
    t.judgement,
    {
        "policy": Column(column=_J.policy),
        "group": Column(column=_J.group_key),
        "period": Column(column=_J.period),
        "item": Column(column=_J.item),
        "matter": Column(column=or_null(_J.matter), nullable=True),
        "points": Column(column=_J.hundredths, codec=Codec(leaf="Fraction", read=_exact, finish=_shown)),
        "reason": Column(column=_J.judgement_reason),
        "judgedBy": Column(column=_JUDGE, codec=TEXT, nullable=True, shown=field_rules.judge),
    },
    filters={
        "policy": one_of(str, _J.policy, "文件的键"),
        "group": one_of(str, _J.group_key, "分组的键"),
        "period": one_of(str, _J.period, "考核期"),
        "item": one_of(str, _J.item, "认定项的键"),
    },
    orders={"PERIOD": Order(by=bytewise(_J.period), description="考核期")},
    order=(("PERIOD", Direction.DESC), ("RECORDED", Direction.DESC)),
)

_BALLOTS = (
    select(func.count())
    .where(t.ballot.c.survey_id == _S.fact_id, live(t.ballot))
    .correlate(t.survey)
    .scalar_subquery()
)

SURVEY = recorded(
    "Survey",
    "企业评议",
    "svy",
    t.survey,
    {
        "policy": Column(column=_S.policy),
        "group": Column(column=_S.group_key),
        "period": Column(column=_S.period),
        "seed": Column(column=_S.seed),
        "frameSize": Column(column=_S.frame_size),
        "closedOn": Column(column=_S.closed_on),
        "ballotCount": Column(column=_BALLOTS, codec=NUMBER),
    },
    filters={
        "policy": one_of(str, _S.policy, "文件的键"),
        "group": one_of(str, _S.group_key, "分组的键"),
        "period": one_of(str, _S.period, "考核期"),
        "closed": truth(_S.closed_on.is_not(None), "是否已经开箱。"),
    },
    orders={"PERIOD": Order(by=bytewise(_S.period), description="考核期")},
    order=(("PERIOD", Direction.DESC), ("RECORDED", Direction.DESC)),
)


@strawberry.type(description="人工认定:由人对一个单位一期的一个得分项作的决定。")
class Judgement(UnitFact):
    """What a person decided."""

    policy: str = field(description="文件的键。")
    group: str = field(description="分组的键。")
    period: str = field(description="考核期,如 2023Q2。")
    item: str = field(description="认定项的键。")
    matter: str | None = field(description="同一项下的哪一件事;只有一件的为空。")
    points: Fraction = field(description="所定的分值。")
    reason: str = field(description="理由。")
    judged_by: str | None = field(description="由谁认定,台账中的编号;无权查看的为空。")


@strawberry.type(description="企业评议:一个分组一期的一次评议。选票不记名,这里只有张数。")
class Survey(Recorded):
    """A survey of one group in one period."""

    policy: str = field(description="文件的键。")
    group: str = field(description="分组的键。")
    period: str = field(description="考核期,如 2023Q2。")
    seed: str = field(description="抽样种子,任何人可据以重抽。")
    frame_size: int = field(description="名册中有多少家企业。")
    closed_on: date | None = field(description="开箱日期;没有开箱的为空。")
    ballot_count: int = field(description="已开箱计入的选票数,每个部门一张。")
