"""Into the libraries step by step: who submits, who reviews, what a return asks for, and one library at a time."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.support.city import CITY, POLICY
from tests.support.office import Office, codes
from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services import maintenance
from xiangmu.services.command import Input
from xiangmu.services.events import StageRecord
from xiangmu.services.libraries.reviewing import LibraryCorrect, LibraryReview
from xiangmu.services.libraries.statistics import StatisticsListEnter
from xiangmu.services.libraries.submitting import LibraryResubmit, LibrarySubmit, LibraryWithdraw

pytestmark = pytest.mark.anyio
MAY, JUNE, LATER = date(2023, 5, 1), date(2023, 6, 1), date(2023, 6, 20)


def reporter(unit: str) -> Principal:
    grant = Grant(role=Role.REPORTER, jurisdiction=CITY, unit=unit_id(CITY, unit))
    return Principal(id=f"account:{unit}", grants=(grant,))


def submit(project: UUID, library: str = "planning", **more: Any) -> Input:
    given = {"project": project, "policy": POLICY, "library": library, "on": MAY, "text": "手续齐备"}
    return LibrarySubmit.model_validate(given | more)


def review(project: UUID, step: str = "city", result: str = "PASSED", **more: Any) -> Input:
    given = {"project": project, "policy": POLICY, "step": step, "result": result, "on": JUNE}
    return LibraryReview.model_validate(given | {"reviewer": "市发改委投资科"} | more)


def resubmit(project: UUID, **more: Any) -> Input:
    given = {"project": project, "policy": POLICY, "on": JUNE, "text": "已补用地预审"}
    return LibraryResubmit.model_validate(given | more)


def withdraw(project: UUID, **more: Any) -> Input:
    given = {"project": project, "policy": POLICY, "on": LATER, "text": "不再建设"}
    return LibraryWithdraw.model_validate(given | more)


def correct(project: UUID, library: str = "planning", **more: Any) -> Input:
    given = {"project": project, "policy": POLICY, "library": library}
    return LibraryCorrect.model_validate(given | more)


async def admit(office: Office, project: UUID, library: str = "planning", on: date = JUNE) -> UUID:
    receipt = await office.do(submit(project, library, on=on))
    for step in ("city", "province"):
        await office.do(review(project, step, on=on))
    return UUID(receipt.subject)


async def live(office: Office, table: Any, **alike: Any) -> list[dict[str, Any]]:
    statement = select(table).where(table.c.ended_no.is_(None))
    for column, content in alike.items():
        statement = statement.where(table.c[column] == content)
    async with office.database.reading() as connection:
        return [dict(row) for row in (await connection.execute(statement)).mappings()]


async def entry(office: Office, identity: UUID) -> dict[str, Any]:
    [row] = await live(office, t.library_entry, fact_id=identity)
    return row


async def stands(office: Office, identity: UUID) -> tuple[Any, ...]:
    row = await entry(office, identity)
    return row["status"], row["awaits"], row["round"]


async def steps(office: Office, identity: UUID) -> list[tuple[Any, ...]]:
    rows = sorted(await live(office, t.library_step, entry_id=identity), key=lambda row: row["place"])
    return [(row["round"], row["kind"], row["step"], row["level"]) for row in rows]


async def test_a_project_passes_the_county_the_city_and_the_province(office: Office) -> None:
    project = await office.project()
    identity = UUID((await office.do(submit(project), principal=reporter("town1"))).subject)
    assert await stands(office, identity) == ("UNDER_REVIEW", "city", 1)
    await office.do(review(project))
    assert await stands(office, identity) == ("UNDER_REVIEW", "province", 1)
    await office.do(review(project, "province", reviewer="省发改委", on=LATER))
    row = await entry(office, identity)
    assert (row["status"], row["awaits"], row["admitted_on"]) == ("ADMITTED", "", LATER)
    assert (row["unit_id"], row["closed_on"]) == (unit_id(CITY, "town1"), None)
    assert await steps(office, identity) == [
        (1, "SUBMITTED", "county", "COUNTY"),
        (1, "PASSED", "city", "CITY"),
        (1, "PASSED", "province", "PROVINCE"),
    ]
    [first] = [row for row in await live(office, t.library_step) if row["place"] == 1]
    assert first["reviewer"] == "1镇"


async def test_a_return_opens_the_first_step_again_and_keeps_the_round_before(office: Office) -> None:
    project = await office.project()
    identity = UUID((await office.do(submit(project))).subject)
    await office.do(review(project))
    await office.do(review(project, "province", "RETURNED", reviewer="省发改委", text="缺用地预审"))
    assert await stands(office, identity) == ("RETURNED", "county", 1)
    assert codes(await office.refused(review(project, "province"))) == [("step", "CLOSED")]
    await office.do(resubmit(project), principal=reporter("town1"))
    assert await stands(office, identity) == ("UNDER_REVIEW", "city", 2)
    assert codes(await office.refused(resubmit(project))) == [("project", "CLOSED")]
    await office.do(review(project))
    await office.do(review(project, "province"))
    assert await stands(office, identity) == ("ADMITTED", "", 2)
    assert [(round, kind) for round, kind, *_ in await steps(office, identity)] == [
        (1, "SUBMITTED"),
        (1, "PASSED"),
        (1, "RETURNED"),
        (2, "SUBMITTED"),
        (2, "PASSED"),
        (2, "PASSED"),
    ]


async def test_the_unit_is_told_of_a_return(office: Office) -> None:
    project = await office.project()
    await office.do(submit(project))
    await office.do(review(project, result="RETURNED", text="缺用地预审"))
    async with office.database.reading() as connection:
        [told] = (await connection.execute(select(t.notification))).mappings()
    assert (told["topic"], told["unit_id"]) == ("LIBRARY_RETURNED", unit_id(CITY, "town1"))
    assert told["text"] == "碳材料厂报送谋划库, 市级初审退回: 缺用地预审"


async def test_what_is_admitted_further_on_leaves_the_library_before(office: Office) -> None:
    project = await office.project()
    first = await admit(office, project)
    receipt = await office.do(submit(project, "works", on=LATER))
    second = UUID(receipt.subject)
    assert (await entry(office, second))["before"] == "planning"
    assert await stands(office, first) == ("ADMITTED", "", 1)
    await office.do(review(project, on=LATER))
    await office.do(review(project, "province", on=LATER))
    left = await entry(office, first)
    assert (left["status"], left["admitted_on"], left["closed_on"]) == ("MOVED", JUNE, LATER)
    assert await stands(office, second) == ("ADMITTED", "", 1)
    refused = await office.refused(submit(project, on=LATER))
    assert codes(refused) == [("library", "AGAINST_RULE")]
    assert refused[0].clause == "T-1"
    assert codes(await office.refused(submit(project, "works", on=LATER))) == [("library", "DUPLICATE")]
    assert await maintenance.verify(office.database) == ()


async def test_what_a_review_must_not_say(office: Office) -> None:
    project = await office.project()
    await office.do(submit(project))
    for made, found in (
        (review(project, "province"), [("step", "AGAINST_RULE")]),
        (review(project, "county"), [("step", "AGAINST_RULE")]),
        (review(project, "state"), [("step", "UNKNOWN_ITEM")]),
        (review(project, on=date(2023, 4, 30)), [("on", "REVERSED")]),
        (review(project, on=date(2023, 7, 2)), [("on", "IN_FUTURE")]),
        (review(project, result="RETURNED"), [("text", "REQUIRED")]),
        (review(project, result="REJECTED", text=" "), [("text", "REQUIRED")]),
        (review(project, reviewer=" "), [("reviewer", "REQUIRED")]),
        (review(project, version=1), [("version", "CONFLICT")]),
        (submit(project, "works"), [("library", "TAKEN")]),
        (submit(project, "gold"), [("library", "UNKNOWN_ITEM")]),
        (withdraw(project, text=" "), [("text", "REQUIRED")]),
        (correct(project, text="写错"), [("reason", "REQUIRED"), ("library", "NOT_ALLOWED")]),
        (correct(project, "works", text="写错"), [("library", "NOT_FOUND")]),
        (submit(uuid4()), [("project", "NOT_FOUND")]),
        (submit(project, policy="other"), [("policy", "UNKNOWN_POLICY")]),
    ):
        assert codes(await office.refused(made)) == found, made


async def test_who_looked_at_an_older_version_is_told(office: Office) -> None:
    project = await office.project()
    identity = UUID((await office.do(submit(project))).subject)
    seen = (await entry(office, identity))["no"]
    await office.do(review(project, version=seen))
    refused = await office.refused(review(project, "province", version=seen))
    assert codes(refused) == [("version", "CONFLICT")]


async def test_what_is_rejected_may_be_submitted_anew(office: Office) -> None:
    project = await office.project()
    first = UUID((await office.do(submit(project))).subject)
    await office.do(review(project, result="REJECTED", text="不符合产业政策"))
    assert await stands(office, first) == ("REJECTED", "", 1)
    assert codes(await office.refused(resubmit(project))) == [("project", "NOT_FOUND")]
    assert codes(await office.refused(submit(project))) == [("on", "REVERSED")]
    second = UUID((await office.do(submit(project, on=JUNE))).subject)
    assert second != first
    assert await stands(office, second) == ("UNDER_REVIEW", "city", 1)


async def test_units_submit_their_own_and_review_nothing(office: Office) -> None:
    project = await office.project()
    other = reporter("town2")
    assert codes(await office.refused(submit(project), principal=other)) == [("project", "NOT_FOUND")]
    refused = await office.refused(submit(project, unit="town2"), principal=reporter("town1"))
    assert codes(refused) == [("unit", "NOT_ALLOWED")]
    await office.do(submit(project), principal=reporter("town1"))
    refused = await office.refused(review(project), principal=reporter("town1"))
    assert [code for _, code in codes(refused)] == ["NOT_ALLOWED"]
    await office.do(withdraw(project), principal=reporter("town1"))
    await admit(office, project, on=LATER)
    refused = await office.refused(withdraw(project), principal=reporter("town1"))
    assert codes(refused) == [("project", "NOT_ALLOWED")]
    await office.do(withdraw(project))
    assert codes(await office.refused(withdraw(project))) == [("project", "NOT_FOUND")]


async def test_the_stage_says_where_a_project_belongs(office: Office) -> None:
    project = await office.project()
    told = await office.do(submit(project))
    assert [problem.message for problem in told.warnings] == ["项目没有进展记录, 请核对应入哪个库"]
    await office.do(withdraw(project))
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY))
    told = await office.do(submit(project, on=LATER))
    assert [problem.message for problem in told.warnings] == ["项目现为开工, 按进展应入建设库"]


async def test_a_result_entered_wrongly_is_put_right(office: Office) -> None:
    project = await office.project()
    first = await admit(office, project)
    second = await admit(office, project, "works", LATER)
    assert [(await stands(office, one))[0] for one in (first, second)] == ["MOVED", "ADMITTED"]
    wrong = correct(project, "works", result="RETURNED", text="缺施工许可")
    await office.do(wrong, reason="录反了")
    assert await stands(office, first) == ("ADMITTED", "", 1)
    assert await stands(office, second) == ("RETURNED", "county", 1)
    assert (await entry(office, first))["closed_on"] is None
    await office.do(correct(project, "works", result="PASSED"), reason="省里确已通过")
    assert [(await stands(office, one))[0] for one in (first, second)] == ["MOVED", "ADMITTED"]
    await office.do(correct(project, "works", on=date(2023, 6, 30)), reason="日期有误")
    assert (await entry(office, first))["closed_on"] == date(2023, 6, 30)
    assert (await entry(office, second))["admitted_on"] == date(2023, 6, 30)
    refused = await office.refused(correct(project, "planning", text="改"), reason="改")
    assert codes(refused) == [("library", "NOT_ALLOWED")]
    assert await maintenance.verify(office.database) == ()


async def test_a_result_stays_when_something_was_founded_on_it(office: Office) -> None:
    project = await office.project()
    await admit(office, project)
    await office.do(submit(project, "works", on=LATER))
    refused = await office.refused(correct(project, result="REJECTED", text="不符"), reason="录反了")
    assert codes(refused) == [("library", "CLOSED")]
    await office.do(correct(project, reviewer="省发改委"), reason="漏填")


def statistics(**more: Any) -> Input:
    lines = ({"code": "２３０１-990001-04-01-000001", "name": "碳材料厂"}, {"name": "二期", "place": "东区"})
    given = {"policy": POLICY, "month": date(2023, 6, 15), "on": LATER, "lines": lines}
    return StatisticsListEnter.model_validate(given | more)


async def test_the_statistics_office_enters_its_list_whole(office: Office) -> None:
    [identity] = {
        (await office.do(statistics(), principal=reporter("bureau"))).subject,
        str(statistics().identity),  # type: ignore[attr-defined]  # of this input
    }
    [listed] = await live(office, t.statistics_list)
    assert (str(listed["fact_id"]), listed["month"], listed["lines"]) == (identity, JUNE, 2)
    lines = await live(office, t.statistics_line)
    assert {line["code"] for line in lines} == {"2301-990001-04-01-000001", ""}
    assert codes(await office.refused(statistics())) == [("reason", "REQUIRED")]
    again = statistics(lines=({"name": "三期"},), version=listed["no"])
    await office.do(again, reason="漏报")
    assert [line["name"] for line in await live(office, t.statistics_line)] == ["三期"]
    assert codes(await office.refused(again, reason="又改")) == [("version", "CONFLICT")]
    assert await maintenance.verify(office.database) == ()


async def test_what_a_list_must_not_say(office: Office) -> None:
    for made, found in (
        (statistics(on=date(2023, 7, 2)), [("on", "IN_FUTURE")]),
        (statistics(on=date(2023, 5, 31)), [("on", "REVERSED")]),
        (statistics(lines=({"name": " "},)), [("lines.0.name", "REQUIRED")]),
        (statistics(policy="other"), [("policy", "UNKNOWN_POLICY")]),
    ):
        assert codes(await office.refused(made)) == found, made
    refused = await office.refused(statistics(), principal=reporter("town1"))
    assert [code for _, code in codes(refused)] == ["NOT_ALLOWED"]


async def test_a_code_that_stands_twice_is_pointed_out(office: Office) -> None:
    line = {"code": "2301-990001-04-01-000001", "name": "碳材料厂"}
    receipt = await office.do(statistics(lines=(line, line)))
    assert codes(receipt.warnings) == [("lines.0.code", "DUPLICATE"), ("lines.1.code", "DUPLICATE")]
