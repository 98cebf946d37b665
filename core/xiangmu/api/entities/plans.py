"""Planned dates (计划) and the progress of months (月度进度)."""

from datetime import date

import strawberry
from strawberry import field

from xiangmu.api.entities.codecs import WAN
from xiangmu.api.entities.enums import Stage
from xiangmu.api.entities.facts import ProjectFact, project_fact
from xiangmu.api.entities.ranges import amounts
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Direction, Order
from xiangmu.api.reader.filters import days, one_of
from xiangmu.api.scalars import Wan
from xiangmu.db import tables as t

_PLANNED = t.plan.c
_MONTH = t.month_progress.c

PLAN = project_fact(
    "Plan",
    "计划",
    "pln",
    t.plan,
    {
        "milestone": Column(column=_PLANNED.milestone, codec=member(Stage)),
        "due": Column(column=_PLANNED.due),
        "madeOn": Column(column=_PLANNED.made_on),
        "approvedOn": Column(column=_PLANNED.approved_on),
    },
    filters={
        "milestone": one_of(Stage, _PLANNED.milestone, "计划到达的阶段"),
        "due": days(_PLANNED.due, "计划日期。"),
    },
    orders={
        "DUE": Order(by=_PLANNED.due, description="计划日期"),
        "MADE_ON": Order(by=_PLANNED.made_on, description="制定日期"),
    },
    order=(("DUE", Direction.ASC), ("MADE_ON", Direction.ASC)),
)

MONTH_PROGRESS = project_fact(
    "MonthProgress",
    "月度进度",
    "mon",
    t.month_progress,
    {
        "month": Column(column=_MONTH.month),
        "invested": Column(column=_MONTH.invested_yuan, codec=WAN),
        "cumulative": Column(column=_MONTH.cumulative_yuan, codec=WAN),
    },
    filters={
        "month": days(_MONTH.month, "月份,以当月第一天表示。"),
        "invested": amounts(_MONTH.invested_yuan, "当月完成投资。"),
    },
    orders={"MONTH": Order(by=_MONTH.month, description="月份")},
    order=(("MONTH", Direction.DESC),),
)


@strawberry.type(description="计划:项目计划在哪一天到达某一阶段。最早制定的一份为准,经批准才可调整。")
class Plan(ProjectFact):
    """A planned date."""

    milestone: Stage = field(description="计划到达的阶段。")
    due: date = field(description="计划日期。")
    made_on: date = field(description="制定日期。")
    approved_on: date | None = field(description="批准调整的日期;最初的计划和未批准的为空。")


@strawberry.type(description="月度进度:项目在一个月完成的投资。")
class MonthProgress(ProjectFact):
    """What was invested in a month."""

    month: date = field(description="月份,以当月第一天表示。")
    invested: Wan = field(description="当月完成投资。")
    cumulative: Wan = field(description="开工以来累计完成投资。")
