"""Stages that projects reached (到达阶段) and the dates of their starts (开工)."""

from datetime import date

import strawberry
from strawberry import field

from xiangmu.api.entities.enums import Stage, StartKind
from xiangmu.api.entities.facts import ProjectFact, project_fact
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Direction, Order
from xiangmu.api.reader.filters import days, one_of
from xiangmu.db import tables as t

_REACHED = t.stage_event.c
_STARTED = t.start_event.c

STAGE_EVENT = project_fact(
    "StageEvent",
    "到达阶段的记录",
    "stg",
    t.stage_event,
    {
        "stage": Column(column=_REACHED.stage, codec=member(Stage)),
        "on": Column(column=_REACHED.occurred_on),
    },
    filters={
        "stage": one_of(Stage, _REACHED.stage, "阶段"),
        "on": days(_REACHED.occurred_on, "到达日期。"),
    },
    orders={"ON": Order(by=_REACHED.occurred_on, description="日期")},
    order=(("ON", Direction.DESC),),
)

START_EVENT = project_fact(
    "StartEvent",
    "开工的记录",
    "sta",
    t.start_event,
    {
        "kind": Column(column=_STARTED.kind, codec=member(StartKind)),
        "on": Column(column=_STARTED.occurred_on),
    },
    filters={
        "kind": one_of(StartKind, _STARTED.kind, "哪一种开工"),
        "on": days(_STARTED.occurred_on, "开工日期。"),
    },
    orders={"ON": Order(by=_STARTED.occurred_on, description="日期")},
    order=(("ON", Direction.DESC),),
)


@strawberry.type(description="到达阶段:项目在某一天到达某一阶段。")
class StageEvent(ProjectFact):
    """A stage reached."""

    stage: Stage = field(description="阶段。")
    on: date = field(description="到达日期。")


@strawberry.type(description="开工:举行仪式、实质性开工或入库的日期。")
class StartEvent(ProjectFact):
    """One of the three dates of a start."""

    kind: StartKind = field(description="哪一种开工。")
    on: date = field(description="日期。")
