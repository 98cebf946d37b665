"""Planned investment of years (年度计划), procedures (前期手续), and who is responsible (责任)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from sqlalchemy import case
from strawberry import field

from xiangmu.api.entities.codecs import WAN
from xiangmu.api.entities.enums import Duty, ProcedureKind
from xiangmu.api.entities.facts import Fact, ProjectFact, fact, project_fact
from xiangmu.api.entities.prefixes import PERSON, PROJECT, UNIT
from xiangmu.api.entities.ranges import amounts
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Direction, One, Order
from xiangmu.api.reader.filters import days, ids, one_of, truth
from xiangmu.api.reader.ids import typed_id
from xiangmu.api.scalars import Wan
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.projects import Project
    from xiangmu.api.entities.units import Unit

_Y = t.year_plan.c
_P = t.project_procedure.c
_A = t.assignment.c
_IN_ORDER = case({str(kind): place for place, kind in enumerate(ProcedureKind)}, value=_P.kind, else_=0)

YEAR_PLAN = project_fact(
    "YearPlan",
    "年度计划投资",
    "ypl",
    t.year_plan,
    {"year": Column(column=_Y.year), "planned": Column(column=_Y.yuan, codec=WAN)},
    filters={
        "year": one_of(int, _Y.year, "年份"),
        "planned": amounts(_Y.yuan, "计划投资。"),
    },
    orders={
        "YEAR": Order(by=_Y.year, description="年份"),
        "PLANNED": Order(by=_Y.yuan, description="计划投资"),
    },
    order=(("YEAR", Direction.DESC),),
)

PROCEDURE = project_fact(
    "Procedure",
    "前期手续",
    "prc",
    t.project_procedure,
    {
        "kind": Column(column=_P.kind, codec=member(ProcedureKind)),
        "department": One(to="Unit", on=_P.department_id),
        "appliedOn": Column(column=_P.applied_on),
        "promisedOn": Column(column=_P.promised_on),
        "doneOn": Column(column=_P.done_on),
    },
    filters={
        "kind": one_of(ProcedureKind, _P.kind, "哪一种手续"),
        "department": ids(UNIT, _P.department_id, "办理部门"),
        "done": truth(_P.done_on.is_not(None), "是否已经办结。"),
        "appliedOn": days(_P.applied_on, "受理日期。"),
        "promisedOn": days(_P.promised_on, "承诺办结日期。"),
        "doneOn": days(_P.done_on, "办结日期。"),
    },
    orders={"KIND": Order(by=_IN_ORDER, description="手续的先后")},
    order=(("KIND", Direction.ASC),),
)

ASSIGNMENT = fact(
    "Assignment",
    "责任",
    "asg",
    t.assignment,
    {
        "duty": Column(column=_A.duty, codec=member(Duty)),
        "project": One(to="Project", on=_A.project_id),
        "unit": One(to="Unit", on=_A.unit_id),
        "post": Column(column=_A.post),
        "person": Column(column=_A.person_id, codec=typed_id(PERSON, _A.person_id)),
        "since": Column(column=_A.since),
        "until": Column(column=_A.until),
    },
    filters={
        "duty": one_of(Duty, _A.duty, "哪一种责任"),
        "project": ids(PROJECT, _A.project_id, "项目"),
        "unit": ids(UNIT, _A.unit_id, "单位"),
        "person": ids(PERSON, _A.person_id, "人员"),
        "since": days(_A.since, "起始日期。"),
        "ended": truth(_A.until.is_not(None), "是否已定终止日期。"),
    },
    orders={"SINCE": Order(by=_A.since, description="起始日期")},
    order=(("SINCE", Direction.DESC),),
)


@strawberry.type(description="年度计划投资:项目计划在一年完成的投资。")
class YearPlan(ProjectFact):
    """What a project plans to invest in one year."""

    year: int = field(description="年份。")
    planned: Wan = field(description="计划投资。")


@strawberry.type(description="前期手续:一个项目的一种手续由谁办理、办到哪一步。")
class Procedure(ProjectFact):
    """How far one procedure has come."""

    kind: ProcedureKind = field(description="哪一种手续。")
    department: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="办理部门;没有写明的为空。"
    )
    applied_on: date | None = field(description="受理日期;尚未受理的为空。")
    promised_on: date | None = field(description="承诺办结日期;没有承诺的为空。")
    done_on: date | None = field(description="办结日期;尚未办结的为空。")


@strawberry.type(description="责任:一个职务自某日起对一个项目或一个单位负什么责。只有职务,没有姓名。")
class Assignment(Fact):
    """A post is responsible for a project or a unit."""

    duty: Duty = field(description="哪一种责任。")
    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] | None = field(
        description="项目;关于单位的责任为空。"
    )
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="单位;关于项目的责任可以为空。"
    )
    post: str = field(description="职务。")
    person: strawberry.ID | None = field(description="登记的人员的标识;没有登记的为空。")
    since: date = field(description="自哪一天起。")
    until: date | None = field(description="到哪一天为止,当天算在内;空为不限。")
