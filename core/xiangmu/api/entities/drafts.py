"""Drafts of publications (公布稿草稿): what they rest on, what units say against them, and what becomes of them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from sqlalchemy import exists
from strawberry import field

from xiangmu.api.entities.codecs import INSTANT
from xiangmu.api.entities.enums import DraftOutcome
from xiangmu.api.entities.facts import Recorded, live, recorded
from xiangmu.api.entities.policies import PublicationHead
from xiangmu.api.entities.prefixes import DRAFT, UNIT
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Direction, Many, One, Order
from xiangmu.api.reader.expressions import bytewise, or_null
from xiangmu.api.reader.filters import days, ids, one_of, truth
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.units import Unit

_D = t.publication_draft.c
_O = t.objection.c
_A = t.objection_answer.c
_E = t.draft_decision.c

DRAFT_HEAD = recorded(
    "DraftHead",
    "公布稿草稿目录",
    DRAFT,
    t.publication_draft,
    {
        "policy": Column(column=_D.policy),
        "group": Column(column=_D.group_key),
        "period": Column(column=_D.period),
        "round": Column(column=_D.round),
        "number": Column(column=_D.number),
        "draftedOn": Column(column=_D.drafted_on),
        "objectionsUntil": Column(column=_D.objections_until, codec=INSTANT),
        "asOf": Column(column=_D.as_of),
        "knownAt": Column(column=_D.known_no),
        "plugin": Column(column=_D.plugin),
        "pluginVersion": Column(column=_D.plugin_version),
        "resultsHash": Column(column=_D.results_hash),
        "objections": Many(to="Objection", on=_O.draft_id),
        "decision": One(to="DraftDecision", on=_D.fact_id, by=_E.draft_id),
    },
    filters={
        "policy": one_of(str, _D.policy, "文件的键"),
        "group": one_of(str, _D.group_key, "分组的键"),
        "period": one_of(str, _D.period, "考核期"),
        "draftedOn": days(_D.drafted_on, "拟稿日期。"),
        "decided": truth(exists().where(_E.draft_id == _D.fact_id, live(t.draft_decision)), "是否已有决定。"),
    },
    orders={
        "PERIOD": Order(by=bytewise(_D.period), description="考核期"),
        "DRAFTED_ON": Order(by=_D.drafted_on, description="拟稿日期"),
    },
    order=(("DRAFTED_ON", Direction.DESC),),
)

OBJECTION = recorded(
    "Objection",
    "异议",
    "obj",
    t.objection,
    {
        "draft": One(to="DraftHead", on=_O.draft_id),
        "unit": One(to="Unit", on=_O.unit_id),
        "item": Column(column=or_null(_O.item), nullable=True),
        "text": Column(column=_O.text),
        "answer": One(to="ObjectionAnswer", on=_O.fact_id, by=_A.objection_id),
    },
    filters={
        "draft": ids(DRAFT, _O.draft_id, "公布稿草稿"),
        "unit": ids(UNIT, _O.unit_id, "责任单位"),
        "answered": truth(
            exists().where(_A.objection_id == _O.fact_id, live(t.objection_answer)), "是否已经答复。"
        ),
    },
    orders={},
    order=(("RECORDED", Direction.ASC),),
)

OBJECTION_ANSWER = recorded(
    "ObjectionAnswer",
    "异议的答复",
    "oan",
    t.objection_answer,
    {"upheld": Column(column=_A.upheld), "text": Column(column=_A.text)},
    filters={},
    orders={},
    order=(("RECORDED", Direction.ASC),),
)

DRAFT_DECISION = recorded(
    "DraftDecision",
    "对草稿的决定",
    "drd",
    t.draft_decision,
    {
        "outcome": Column(column=_E.outcome, codec=member(DraftOutcome)),
        "decidedOn": Column(column=_E.decided_on),
        "publication": One(to="PublicationHead", on=_E.publication_id),
    },
    filters={},
    orders={},
    order=(("RECORDED", Direction.ASC),),
)


@strawberry.type(description="对异议的答复。")
class ObjectionAnswer(Recorded):
    """What the office answered."""

    upheld: bool = field(description="是否认可;认可的,草稿不能批准,须改正后重新拟稿。")
    text: str = field(description="答复。")


@strawberry.type(description="异议:一个单位在公布之前对草稿提出的不同意见。")
class Objection(Recorded):
    """What a unit says against a draft."""

    draft: Annotated["DraftHead", strawberry.lazy("xiangmu.api.entities.drafts")] | None = field(
        description="草稿。"
    )
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="提出异议的单位。"
    )
    item: str | None = field(description="得分项的键;对整份得分表的为空。")
    text: str = field(description="异议。")
    answer: ObjectionAnswer | None = field(description="答复;还没有答复的为空。")


@strawberry.type(description="对草稿的决定:批准、退回或撤回,理由见台账记录。")
class DraftDecision(Recorded):
    """What became of a draft."""

    outcome: DraftOutcome = field(description="决定。")
    decided_on: date = field(description="决定的日期。")
    publication: PublicationHead | None = field(description="批准后的公布稿;没有批准的为空。")


@strawberry.type(
    description="公布稿草稿目录:一份草稿是什么、据什么算出、有哪些异议;内容见 publicationDrafts。"
)
class DraftHead(Recorded):
    """What a draft is, without what it prints."""

    policy: str = field(description="文件的键。")
    group: str = field(description="分组的键。")
    period: str = field(description="考核期,如 2023Q2。")
    round: int = field(description="同一分组、同一期的第几稿。")
    number: int = field(description="批准后将是第几号公布稿;第2号起为更正。")
    drafted_on: date = field(description="拟稿日期。")
    objections_until: datetime = field(description="异议截止的时刻,含这一刻。")
    as_of: date = field(description="所据事实的截止日期。")
    known_at: int = field(description="所据台账序号。")
    plugin: str = field(description="计算所用的插件。")
    plugin_version: str = field(description="插件的版本。")
    results_hash: str = field(description="草稿内容的校验值。")
    objections: list[Objection] = field(description="异议,按提出的先后。")
    decision: DraftDecision | None = field(description="决定;还没有决定的为空。")
