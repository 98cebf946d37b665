"""Registering and changing projects, and their codes."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.support.city import CITY
from tests.support.office import REPORTER, Office, codes
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no, load_facts
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import Flag, ProjectKind
from xiangmu.services.projects import ProjectChange, ProjectCodesSet, ProjectRegister

pytestmark = pytest.mark.anyio
CODE = "2301-990001-04-01-123456"


async def stored(office: Office, project: object) -> dict[str, object]:
    async with office.database.reading() as connection:
        row = await connection.execute(select(t.project).where(t.project.c.id == project))
        return dict(row.mappings().one())


def registration(**attributes: object) -> ProjectRegister:
    given: dict[str, object] = {
        "jurisdiction": CITY,
        "name": "碳材料厂",
        "total_yuan": yi(2),
        "kind": "MANUFACTURING",
        "effective": date(2023, 1, 15),
    }
    return ProjectRegister.model_validate(given | attributes)


async def test_a_registered_project_stands_in_the_list_and_in_the_facts(office: Office) -> None:
    project = await office.project(
        flags=(Flag.STRATEGIC_EMERGING, Flag.ADVANCED_MANUFACTURING),
        profile={"chain": "碳材料"},
        place="北区",
    )
    row = await stored(office, project)
    assert (row["name"], row["total_yuan"], row["stage"], row["version"]) == ("碳材料厂", yi(2), "", 1)
    async with office.database.reading() as connection:
        facts = await load_facts(connection, CITY, await head_no(connection))
    version = facts.versions[0]
    assert (version.project, version.unit, version.place) == (project, "town1", "北区")
    assert set(version.flags) == {Flag.STRATEGIC_EMERGING, Flag.ADVANCED_MANUFACTURING}
    assert version.profile == {"chain": "碳材料"}


async def test_what_is_wrong_with_a_registration_is_said_all_at_once(office: Office) -> None:
    problems = await office.refused(
        registration(
            name="",
            unit="nowhere",
            sector="c26",
            effective=date(2023, 7, 2),
            profile={"colour": "red"},
            codes=("2301-99",),
        )
    )
    assert codes(problems) == [
        ("profile.colour", "MALFORMED"),
        ("name", "REQUIRED"),
        ("sector", "MALFORMED"),
        ("effective", "IN_FUTURE"),
        ("unit", "UNKNOWN_UNIT"),
        ("codes.0", "MALFORMED"),
    ]
    assert "日期 2023-07-02 晚于今天(2023-07-01)" in [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("field", "content", "code"),
    [
        ("total_yuan", -1, "OUT_OF_RANGE"),
        ("total_yuan", 10**12 + 1, "OUT_OF_RANGE"),
        ("name", "厂" * 2001, "OUT_OF_RANGE"),
        ("name", "厂\x00", "MALFORMED"),
        ("name", "厂\ud800", "MALFORMED"),
        ("effective", date(23, 1, 1), "OUT_OF_RANGE"),
        ("profile", {"chain": 10**30}, "OUT_OF_RANGE"),
        ("profile", {"chain": float("nan")}, "OUT_OF_RANGE"),
        ("profile", {"链\ud800": ""}, "MALFORMED"),
    ],
    ids=["negative", "absurd", "long", "control sign", "half a sign", "year 23", "huge", "nan", "key"],
)
async def test_what_cannot_be_meant_is_refused(
    office: Office, field: str, content: object, code: str
) -> None:
    data = registration().model_copy(update={field: content})
    problems = await office.refused(data)
    assert [(problem.path[0], str(problem.code)) for problem in problems] == [(field, code)]


async def test_a_jurisdiction_that_is_not_installed_is_refused(office: Office) -> None:
    problems = await office.refused(registration(jurisdiction="elsewhere"))
    assert codes(problems) == [("jurisdiction", "UNKNOWN_JURISDICTION")]


async def test_a_change_holds_from_its_day_and_leaves_the_rest_as_it_was(office: Office) -> None:
    project = await office.project()
    await office.do(
        ProjectChange(project=project, version=1, effective=date(2023, 3, 1), total_yuan=yi(3), name="新厂")
    )
    row = await stored(office, project)
    assert (row["name"], row["total_yuan"], row["kind"], row["version"]) == (
        "新厂",
        yi(3),
        "MANUFACTURING",
        2,
    )
    async with office.database.reading() as connection:
        facts = await load_facts(connection, CITY, await head_no(connection))
    assert {v.effective: v.total_yuan for v in facts.versions} == {
        date(2023, 1, 15): yi(2),
        date(2023, 3, 1): yi(3),
    }


async def test_a_change_on_the_same_day_corrects_that_version(office: Office) -> None:
    project = await office.project()
    await office.do(
        ProjectChange(project=project, version=1, effective=date(2023, 1, 15), kind=ProjectKind.OTHER)
    )
    async with office.database.reading() as connection:
        facts = await load_facts(connection, CITY, await head_no(connection))
    assert [version.kind for version in facts.versions] == [ProjectKind.OTHER]
    assert (await stored(office, project))["version"] == 2


async def test_a_reporter_adds_a_version_but_does_not_rewrite_a_confirmed_one(office: Office) -> None:
    project = await office.project()
    rewrite = ProjectChange(project=project, version=1, effective=date(2023, 1, 15), name="新厂")
    assert codes(await office.refused(rewrite, principal=REPORTER)) == [("effective", "NOT_ALLOWED")]
    later = rewrite.model_copy(update={"effective": date(2023, 3, 1)})
    await office.do(later, principal=REPORTER)
    row = await stored(office, project)
    assert (row["name"], row["version"]) == ("碳材料厂", 2)


async def test_a_change_on_a_stale_version_conflicts(office: Office) -> None:
    project = await office.project()
    change = ProjectChange(project=project, version=1, effective=date(2023, 3, 1), name="新厂")
    await office.do(change)
    problems = await office.refused(change)
    assert codes(problems) == [("version", "CONFLICT")]
    assert problems[0].message == "项目已变更为第 2 版, 提交的是第 1 版"


async def test_a_change_of_an_unknown_project_is_refused(office: Office) -> None:
    change = ProjectChange(project=uuid4(), version=1, effective=date(2023, 3, 1))
    assert codes(await office.refused(change)) == [("project", "NOT_FOUND")]


async def test_codes_are_folded_before_they_are_compared(office: Office) -> None:
    await office.project(codes=("２３０１－990001—04-01 -123456",))
    problems = await office.refused(registration(codes=(CODE,)))
    assert codes(problems) == [("codes.0", "TAKEN")]


async def test_a_code_from_elsewhere_is_a_warning(office: Office) -> None:
    receipt = await office.do(registration(unit="town1", codes=("2301-990009-04-01-123456",)))
    assert codes(receipt.warnings) == [("codes.0", "UNUSUAL")]


async def test_codes_that_are_left_out_are_free_again(office: Office) -> None:
    project = await office.project(codes=(CODE,))
    await office.do(ProjectCodesSet(project=project, codes=()))
    assert await office.project("另一厂", codes=(CODE,)) != project


async def test_a_reporters_project_is_listed_but_counts_only_when_confirmed(office: Office) -> None:
    assert codes(await office.refused(registration(), principal=REPORTER)) == [("unit", "NOT_ALLOWED")]
    receipt = await office.do(registration(unit="town1"), principal=REPORTER)
    async with office.database.reading() as connection:
        no = await head_no(connection)
        assert (await load_facts(connection, CITY, no)).versions == ()
        assert len((await load_facts(connection, CITY, no, include_claimed=True)).versions) == 1
    async with office.database.reading() as connection:
        names = (await connection.execute(select(t.project.c.name))).scalars().all()
    assert names == ["碳材料厂"]
    assert receipt.subject
