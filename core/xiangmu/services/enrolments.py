"""Which unit a policy assesses for a project: enrolling, moving to another unit, deciding double claims (R17)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from xiangmu.db import tables as t
from xiangmu.db.ledger import Row
from xiangmu.plugin.facts import Enrolment, ProjectVersion
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.units import UnitKind
from xiangmu.plugin.vocabulary import EnrolmentState
from xiangmu.services.command import VERSION, Input, Need
from xiangmu.services.of_project import OfProject
from xiangmu.services.problems import Code
from xiangmu.services.project_rules import Subject, check_rules
from xiangmu.services.spans import overlap
from xiangmu.services.work import Work


class FirstEnrolment(BaseModel):
    """登记项目时一并计入一个责任单位; 上报上级文件的另行纳入。"""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    policy: str = Field(title="文件")
    unit: str = Field(title="责任单位")
    since: date = Field(title="起日")
    ground: str = Field("", title="依据")


class EnrolmentSet(OfProject):
    """把项目计入一个责任单位, 自某日起。下级辖区的项目也可以计入上级文件的责任单位: 下级上报, 上级确认。"""

    looks_at = (t.enrolment, t.project_version)

    policy: str = Field(title="文件")
    unit: str = Field(title="责任单位")
    since: date = Field(title="起日")
    until: date | None = Field(None, title="止日", description="含当日; 不填则一直有效")
    ground: str = Field("", title="依据")


class EnrolmentDecide(Input):
    """认定一条纳入是否计分: 计入、存疑或剔除。理由随命令记录。"""

    enrolment: UUID = Field(title="纳入")
    state: EnrolmentState = Field(title="认定")
    version: int | None = VERSION

    def needs(self) -> Iterable[Need]:
        """The enrolment."""
        yield Need(table=t.enrolment, column="fact_id", content=self.enrolment)


class ProjectTransfer(OfProject):
    """自某日起把项目转给另一责任单位; 之前的事项仍归原单位(A15)。"""

    looks_at = (t.enrolment, t.project_version)

    policy: str = Field(title="文件")
    unit: str = Field(title="新责任单位")
    on: date = Field(title="起日")


def enrolment_set(work: Work, data: EnrolmentSet) -> UUID:
    """The unit is assessed for the project from ``since`` to ``until``."""
    _enter(work, data)
    if data.until and data.until < data.since:
        work.problem("until", Code.REVERSED, f"止日 {data.until} 早于起日 {data.since}")
    enrolment = Enrolment(
        id=work.fact_id(),
        project=data.project,
        policy=data.policy,
        unit=data.unit,
        since=data.since,
        until=data.until,
    )
    for other in _of_policy(work, data.project, data.policy):
        if other.state is EnrolmentState.EXCLUDED or not overlap(enrolment, other):
            continue
        if other.unit == data.unit:
            work.problem("unit", Code.DUPLICATE, f"该单位自 {other.since} 起已纳入; 如有误请更正")
        else:
            work.warn(
                "unit",
                f"项目自 {other.since} 起已计入 {work.named(other.unit)}, 待认定前可能双方均不计",
                Code.TAKEN,
            )
    work.require()
    return enrol(work, enrolment, data.ground, "since")


def enrolment_decide(work: Work, data: EnrolmentDecide) -> UUID:
    """The office decides whether an enrolment counts."""
    found = work.find(Enrolment, "fact_id", data.enrolment)
    if not found:
        work.refuse("enrolment", Code.NOT_FOUND, f"没有纳入记录 {data.enrolment}")
    work.about(found[0], "enrolment")
    work.unchanged(found[0], data.version)
    work.office_only("enrolment", "认定")
    work.reasoned()
    work.require()
    return work.replace(found[0], replace(found[0].fact, state=data.state))


def project_transfer(work: Work, data: ProjectTransfer) -> UUID:
    """What counted for one unit counts for another from ``on``; returns the new enrolment."""
    _enter(work, data)
    work.office_only("project", "转交项目")
    work.require()
    current = [
        live
        for live in work.find(Enrolment, "project_id", data.project)
        if live.fact.policy == data.policy
        and live.fact.state is not EnrolmentState.EXCLUDED
        and live.fact.since < data.on
        and (live.fact.until is None or live.fact.until >= data.on)
    ]
    if len(current) != 1:
        state = "没有" if not current else "有多家"
        work.refuse("on", Code.NOT_FOUND, f"项目在 {data.on} 之前{state}责任单位, 不能转交")
    before = current[0].fact
    if before.unit == data.unit:
        work.refuse("unit", Code.DUPLICATE, "项目已计入该单位")
    work.replace(current[0], replace(before, until=data.on - timedelta(days=1)))
    after = replace(before, id=work.new_id(), unit=data.unit, since=data.on)
    return enrol(work, after, work.command.reason, "on")


def check_first(work: Work, subject: Subject, data: FirstEnrolment) -> None:
    """Note what speaks against enrolling a project that is being registered."""
    work.within = ("enrolment",)
    stated = work.policy(data.policy)
    if work.scope != subject.home:
        work.refuse("policy", Code.NOT_ALLOWED, f"{stated.title}是另一辖区的文件, 请登记之后再上报")
    _check_unit(work, stated, data.unit)
    work.within = ()
    check_rules(work, subject, [data.policy])


def enrol_first(work: Work, project: UUID, data: FirstEnrolment) -> None:
    """Record the enrolment of a project that was just registered."""
    enrolment = Enrolment(
        id=work.new_id(), project=project, policy=data.policy, unit=data.unit, since=data.since
    )
    work.append(enrolment, ground=data.ground)


def enrol(work: Work, enrolment: Enrolment, ground: str, path: str) -> UUID:
    """Record an enrolment. Refuses one that was excluded before: that decision has to be taken anew."""
    for other in _of_policy(work, enrolment.project, enrolment.policy):
        if (other.unit, other.since) == (enrolment.unit, enrolment.since):
            message = (
                f"{work.named(enrolment.unit)} 自 {enrolment.since} 起的纳入已认定为剔除; 请改为重新认定"
            )
            work.refuse(path, Code.DUPLICATE, message)
    return work.append(enrolment, ground=ground)


def _enter(work: Work, data: EnrolmentSet | ProjectTransfer) -> None:
    row = work.project(data.project)
    stated = work.policy(data.policy, offered_by=row["jurisdiction"])
    work.assessable(row, stated)
    _check_unit(work, stated, data.unit)
    _warn_of_another_county(work, row, data.unit)
    versions = sorted(work.facts(ProjectVersion, "project_id", data.project), key=lambda v: v.effective)
    if versions:
        subject = Subject(version=versions[-1], home=row["jurisdiction"], entered=type(data))
        check_rules(work, subject, [data.policy])
    work.require()


def _check_unit(work: Work, policy: Policy, unit: str) -> None:
    work.unit(unit, subject=True)
    work.require()
    if all(unit not in group.units for group in work.catalog.groups_of(policy.key)):
        work.problem("unit", Code.NOT_ALLOWED, f"{work.named(unit)} 不在{policy.title}的任何分组里")
    work.require()


def _warn_of_another_county(work: Work, project: Row, unit: str) -> None:
    """A county's project counts above for that county; there may be reasons why it counts for another one."""
    home, row = work.catalog.jurisdictions[project["jurisdiction"]], work.unit_row(unit)
    if home.key == work.scope or row is None or row["kind"] != UnitKind.COUNTY:
        return
    if row["division_code"] != home.division_code:
        work.warn("unit", f"项目属{home.title}, 却计入{row['title']}")


def _of_policy(work: Work, project: UUID, policy: str) -> list[Enrolment]:
    return [e for e in work.facts(Enrolment, "project_id", project) if e.policy == policy]
