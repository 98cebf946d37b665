"""Who is responsible (责任): posts, and whoever holds them, for a project or a unit, from a day to a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id
from xiangmu.plugin.facts import Assignment
from xiangmu.plugin.vocabulary import DUTY_TITLES, Duty
from xiangmu.services.command import VERSION, Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.spans import overlap
from xiangmu.services.work import Work

ONE_OF_PROJECT = frozenset(
    {Duty.COUNTY_LEADER, Duty.CHIEF_SERVICE_OFFICER, Duty.RESPONSIBLE_UNIT, Duty.RESPONSIBLE_PERSON}
)
"""Duties that one post has at a time for a project; a second one is recorded, with a warning."""
ONE_OF_UNIT = frozenset({Duty.MAIN_LEADER})
"""The same, for a unit."""


class DutyAssign(Input):
    """确定由谁承担一个项目或一个单位的一项责任, 自某日起。只记职务; 姓名另行登记为人员。"""

    jurisdiction: str = Field(title="辖区")
    duty: Duty = Field(title="责任")
    project: UUID | None = Field(None, title="项目", description="关于项目的责任必填")
    unit: str = Field(
        "", title="单位", description="关于单位的责任必填; 关于项目的填所在或承担的单位, 可不填"
    )
    post: str = Field(title="职务", description="如 常务副市长; 工作专班、责任单位填其名称")
    person: UUID | None = Field(None, title="人员", description="登记人员所得的标识, 可不填")
    since: date = Field(title="起日")
    until: date | None = Field(None, title="止日", description="含当日; 不填则一直承担")

    def needs(self) -> Iterable[Need]:
        """The project or unit with its duties, and the person."""
        if self.project:
            yield Need(table=t.project, column="id", content=self.project)
            yield Need(table=t.assignment, column="project_id", content=self.project)
        else:
            unit = unit_id(self.jurisdiction, self.unit)
            yield Need(table=t.assignment, column="unit_id", content=unit)
        if self.person:
            yield Need(table=t.person, column="id", content=self.person)


class DutyEnd(Input):
    """终止一项责任: 到某日为止, 此前的仍在记录里。"""

    assignment: UUID = Field(title="责任")
    until: date = Field(
        title="止日", description="含当日; 离任的填离任日, 当日无人接任即为缺口, 接任的可自同日起"
    )
    version: int | None = VERSION

    def needs(self) -> Iterable[Need]:
        """The assignment."""
        yield Need(table=t.assignment, column="fact_id", content=self.assignment)


def duty_assign(work: Work, data: DutyAssign) -> UUID:
    """The post has the duty from ``since`` to ``until``."""
    _enter(work, data)
    _check_person(work, data)
    if not data.post:
        work.problem("post", Code.REQUIRED, "须填职务")
    if data.until and data.until < data.since:
        work.problem("until", Code.REVERSED, f"止日 {data.until} 早于起日 {data.since}")
    assignment = Assignment(
        id=work.fact_id(),
        duty=data.duty,
        unit=data.unit,
        project=data.project,
        person=data.person,
        post=data.post,
        since=data.since,
        until=data.until,
    )
    for other in _others(work, data):
        _compare(work, assignment, other)
    work.require()
    return work.append(assignment)


def duty_end(work: Work, data: DutyEnd) -> UUID:
    """The duty ends; it stays on record for the days before."""
    found = work.find(Assignment, "fact_id", data.assignment)
    if not found:
        work.refuse("assignment", Code.NOT_FOUND, f"没有责任记录 {data.assignment}")
    work.about(found[0], "assignment")
    work.unchanged(found[0], data.version)
    before = found[0].fact
    if data.until < before.since:
        work.problem("until", Code.REVERSED, f"止日 {data.until} 早于起日 {before.since}")
    if before.until and before.until < data.until:
        work.problem("until", Code.CLOSED, f"这项责任已于 {before.until} 终止")
    work.require()
    return work.replace(found[0], replace(before, until=data.until))


def _enter(work: Work, data: DutyAssign) -> None:
    if data.project:
        home = work.project(data.project)["jurisdiction"]
        own = work.catalog.jurisdictions.get(home)
        if data.jurisdiction != home and (own is None or own.parent != data.jurisdiction):
            work.refuse("project", Code.NOT_ALLOWED, f"项目不在辖区 {data.jurisdiction}, 也不在其下级辖区")
    work.enter(data.jurisdiction)
    if data.unit:
        work.unit(data.unit, on=data.since)
    elif data.project is None:
        work.problem("unit", Code.REQUIRED, "须填项目或单位: 责任是谁的")
    elif data.duty is Duty.RESPONSIBLE_UNIT:
        work.problem("unit", Code.REQUIRED, "责任单位须填单位")


def _check_person(work: Work, data: DutyAssign) -> None:
    if data.person is None:
        return
    found = work.rows.find(t.person, "id", data.person)
    if not found or found[0]["jurisdiction"] != work.scope:
        work.problem("person", Code.NOT_FOUND, f"没有人员 {data.person}")
    elif found[0]["erased_no"]:
        work.problem("person", Code.NOT_ALLOWED, "此人的资料已经抹去")


def _others(work: Work, data: DutyAssign) -> list[Assignment]:
    if data.project:
        return work.facts(Assignment, "project_id", data.project)
    of_unit = work.facts(Assignment, "unit_id", unit_id(data.jurisdiction, data.unit))
    return [other for other in of_unit if other.project is None]


def _compare(work: Work, one: Assignment, other: Assignment) -> None:
    if one.duty is not other.duty or not overlap(one, other):
        return
    title = DUTY_TITLES[one.duty]
    alone = ONE_OF_PROJECT if one.project else ONE_OF_UNIT
    same = one.person == other.person if one.person or other.person else one.post == other.post
    if same:
        work.problem("duty", Code.DUPLICATE, f"{other.post}自 {other.since} 起已是{title}; 如有误请更正")
    elif one.duty in alone and one.since != other.until and other.since != one.until:
        work.warn("duty", f"自 {other.since} 起已有{title}({other.post}), 其责任尚未终止", Code.TAKEN)
