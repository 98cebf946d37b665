"""Planned dates (计划) and the progress of months (月度进度)."""

from datetime import date

import strawberry
from sqlalchemy import Boolean, false, func
from strawberry import field

from xiangmu.api.entities.codecs import WAN
from xiangmu.api.entities.enums import Stage
from xiangmu.api.entities.facts import ProjectFact, Recorded, project_fact, recorded
from xiangmu.api.entities.ranges import amounts
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Direction, Order
from xiangmu.api.reader.filters import days, one_of, truth
from xiangmu.api.scalars import Wan
from xiangmu.db import tables as t

_PLANNED = t.plan.c
_MONTH = t.month_progress.c
_CLOSED = t.month_closed.c
_AFTER_CLOSING = func.coalesce(_MONTH.after_closing, false(), type_=Boolean())

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
        "yearToDate": Column(column=_MONTH.year_to_date_yuan, codec=WAN),
        "cumulative": Column(column=_MONTH.cumulative_yuan, codec=WAN),
        "picture": Column(column=_MONTH.picture),
        "nextMonth": Column(column=_MONTH.next_month_yuan, codec=WAN),
        "nextMonthWork": Column(column=_MONTH.next_month_work),
        "afterClosing": Column(column=_AFTER_CLOSING),
    },
    filters={
        "month": days(_MONTH.month, "月份,以当月第一天表示。"),
        "invested": amounts(_MONTH.invested_yuan, "当月完成投资。"),
        "afterClosing": truth(_AFTER_CLOSING, "是否关账之后补报、更正的。"),
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
    year_to_date: Wan | None = field(description="所填报的1月以来完成投资;没有填的为空。")
    cumulative: Wan = field(description="开工以来累计完成投资。")
    picture: str | None = field(description="形象进度;没有填的为空。")
    next_month: Wan | None = field(description="下月计划投资;没有填的为空。")
    next_month_work: str | None = field(description="下月计划完成的工作;没有填的为空。")
    after_closing: bool = field(description="是否关账之后补报、更正的;谁、何时、为何,见沿革。")


MONTH_CLOSED = recorded(
    "MonthClosed",
    "关账",
    "mcl",
    t.month_closed,
    {
        "jurisdiction": Column(column=_CLOSED.jurisdiction),
        "month": Column(column=_CLOSED.month),
        "closed": Column(column=_CLOSED.closed),
    },
    filters={
        "month": days(_CLOSED.month, "月份,以当月第一天表示。"),
        "closed": truth(_CLOSED.closed, "是否关着。"),
    },
    orders={"MONTH": Order(by=_CLOSED.month, description="月份")},
    order=(("MONTH", Direction.DESC),),
)


@strawberry.type(description="关账:一个辖区一个月的进度不再由单位报送和更正。重新打开的,沿革里有理由。")
class MonthClosed(Recorded):
    """A month that was closed, or opened again."""

    jurisdiction: str = field(description="辖区的键。")
    month: date = field(description="月份,以当月第一天表示。")
    closed: bool = field(description="是否关着;重新打开的为否。")
