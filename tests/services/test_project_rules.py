"""What a policy asks of its projects is checked on every command about one, with the clause."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.support import city
from tests.support.city import CITY, POLICY
from tests.support.office import Office, codes
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.money import yi
from xiangmu.plugin.profile import Fault, ProjectRule, Severity, required
from xiangmu.plugin.vocabulary import EnrolmentState, ProjectKind
from xiangmu.services.admissions import AdmissionGrant
from xiangmu.services.enrolments import EnrolmentDecide, EnrolmentSet, FirstEnrolment, ProjectTransfer
from xiangmu.services.problems import Problem
from xiangmu.services.projects import ProjectChange, ProjectRegister
from xiangmu.services.restructuring import ProjectMerge, ProjectSplit, SplitPart

pytestmark = pytest.mark.anyio
MARCH, MAY = date(2023, 3, 1), date(2023, 5, 1)


def small(version: ProjectVersion) -> Iterator[Fault]:
    """A project under 1亿."""
    if version.total_yuan < yi(1):
        yield Fault(field="total_yuan", message="不足1亿元")


RULES = (
    ProjectRule(
        policy=POLICY,
        key="fields",
        title="必填项",
        clause="T-2",
        severity=Severity.ERROR,
        check=required("place", "profile.chain"),
    ),
    ProjectRule(
        policy=POLICY, key="size", title="规模", clause="T-1", severity=Severity.WARNING, check=small
    ),
)
FIELDS: dict[str, Any] = {"place": "北区", "profile": {"chain": "碳材料"}}


@pytest.fixture
async def office(database: Database) -> Office:
    """An office whose policy asks for the place and the chain of every project."""
    bare = city.catalog().cities[0]
    strict = Catalog((replace(bare, profile=replace(bare.profile, rules=RULES)),))
    opened = Office(database, strict)
    await opened.open()
    return opened


def said(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [(".".join(p.path), str(p.code), p.clause) for p in problems]


def enrol(project: UUID, **given: Any) -> EnrolmentSet:
    return EnrolmentSet.model_validate(
        {"project": project, "policy": POLICY, "unit": "town1", "since": MARCH} | given
    )


async def test_a_project_of_no_policy_is_asked_nothing(office: Office) -> None:
    project = await office.project(total_yuan=yi("0.5"))
    assert (await office.do(ProjectChange(project=project, version=1, effective=MAY))).warnings == ()


async def test_what_is_missing_keeps_a_project_from_being_enrolled(office: Office) -> None:
    project = await office.project()
    problems = await office.refused(enrol(project))
    assert said(problems) == [("project", "AGAINST_RULE", "T-2")] * 2
    assert [p.message for p in problems] == [
        "建设地点: 必填(试验办法第2条)",
        "产业链: 必填(试验办法第2条)",
    ]
    grant = AdmissionGrant(project=project, policy=POLICY, on=MAY)
    assert said(await office.refused(grant)) == [("project", "AGAINST_RULE", "T-2")] * 2
    await office.do(ProjectChange(project=project, version=1, effective=MARCH, **FIELDS))
    await office.do(enrol(project))
    await office.do(grant)


async def test_a_change_of_an_enrolled_project_is_checked_at_its_field(office: Office) -> None:
    project = await office.project(**FIELDS)
    await office.do(enrol(project))
    change = ProjectChange(project=project, version=1, effective=MAY, place="", profile={})
    assert said(await office.refused(change)) == [
        ("place", "AGAINST_RULE", "T-2"),
        ("profile.chain", "AGAINST_RULE", "T-2"),
    ]
    smaller = await office.do(ProjectChange(project=project, version=1, effective=MAY, total_yuan=yi("0.5")))
    assert said(smaller.warnings) == [("total_yuan", "AGAINST_RULE", "T-1")]
    assert smaller.warnings[0].message == "总投资: 不足1亿元(试验办法第1条)"


async def test_a_project_that_was_excluded_is_asked_nothing_more(office: Office) -> None:
    project = await office.project(**FIELDS)
    enrolment = UUID((await office.do(enrol(project))).subject)
    decision = EnrolmentDecide(enrolment=enrolment, state=EnrolmentState.EXCLUDED)
    await office.do(decision, reason="不属该镇")
    await office.do(ProjectChange(project=project, version=1, effective=MAY, place=""))


async def test_a_project_is_enrolled_as_it_is_registered(office: Office) -> None:
    given: dict[str, Any] = {
        "jurisdiction": CITY,
        "name": "碳材料厂",
        "total_yuan": yi("0.5"),
        "kind": ProjectKind.MANUFACTURING,
        "effective": MARCH,
        "enrolment": FirstEnrolment(policy=POLICY, unit="town1", since=MARCH, ground="备案"),
    }
    problems = await office.refused(ProjectRegister.model_validate(given))
    assert said(problems) == [
        ("place", "AGAINST_RULE", "T-2"),
        ("profile.chain", "AGAINST_RULE", "T-2"),
    ]
    receipt = await office.do(ProjectRegister.model_validate(given | FIELDS))
    assert said(receipt.warnings) == [("total_yuan", "AGAINST_RULE", "T-1")]
    again = enrol(UUID(receipt.subject))
    assert codes(await office.refused(again)) == [("unit", "DUPLICATE")]
    moon = given | FIELDS | {"enrolment": FirstEnrolment(policy=POLICY, unit="moon", since=MARCH)}
    refused = await office.refused(ProjectRegister.model_validate(moon))
    assert codes(refused) == [("enrolment.unit", "UNKNOWN_UNIT")]


async def test_a_transfer_is_checked(office: Office) -> None:
    project = await office.project(**FIELDS)
    await office.do(enrol(project))
    await office.do(ProjectChange(project=project, version=1, effective=MAY, total_yuan=yi("0.5")))
    moved = await office.do(ProjectTransfer(project=project, policy=POLICY, unit="town2", on=MAY))
    assert said(moved.warnings) == [("project", "AGAINST_RULE", "T-1")]


async def test_parts_and_mergers_are_checked(office: Office) -> None:
    whole = await office.project(**FIELDS)
    await office.do(enrol(whole))
    part = SplitPart(name="二期", total_yuan=yi("0.5"), place="")
    split = ProjectSplit(project=whole, version=1, on=MAY, parts=(part,))
    assert said(await office.refused(split)) == [("parts.0.place", "AGAINST_RULE", "T-2")]
    fit = split.model_copy(update={"parts": (part.model_copy(update={"place": "南区"}),)})
    receipt = await office.do(fit)
    assert said(receipt.warnings) == [("parts.0.total_yuan", "AGAINST_RULE", "T-1")]
    other = await office.project("配套厂")
    merger = ProjectMerge(
        project=whole, version=2, on=date(2023, 6, 1), absorbed=(other,), total_yuan=yi("0.5")
    )
    assert said((await office.do(merger)).warnings) == [("total_yuan", "AGAINST_RULE", "T-1")]


async def test_an_admitted_project_that_shrinks_is_pointed_out(office: Office) -> None:
    project = await office.project(**FIELDS)
    await office.do(AdmissionGrant(project=project, policy=POLICY, on=MARCH))
    change = ProjectChange(project=project, version=1, effective=MAY, total_yuan=yi("0.5"))
    assert said((await office.do(change)).warnings) == [("total_yuan", "UNUSUAL", "T-1")]
