"""Bulletins: drafted from what is known, published once, frozen, corrected by a new one, rechecked."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from tests.support.city import POLICY
from tests.support.office import APPROVER, REPORTER, Office, codes
from tests.support.statements import statements_of
from xiangmu.access.principals import SYSTEM, Principal
from xiangmu.db import tables as t
from xiangmu.db.bulletins import Bulletin
from xiangmu.db.facts import head_no
from xiangmu.db.rhythm import rhythm_of
from xiangmu.domain.bulletins.content import Section
from xiangmu.domain.schedule.standing import State
from xiangmu.plugin.schedule import BulletinSection
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.bulletins.drafting import BulletinDraft, draft_bulletin
from xiangmu.services.bulletins.publishing import BulletinPublish
from xiangmu.services.bulletins.rechecking import BulletinRecheck, bulletins_of, recheck_bulletin
from xiangmu.services.bulletins.stored import content_of, pack_content, unpack_content
from xiangmu.services.events import StageRecord
from xiangmu.services.problems import Refused
from xiangmu.services.recheck import Outcome
from xiangmu.services.rhythm import Due, due_between

pytestmark = pytest.mark.anyio
DUE = date(2023, 7, 10)
"""About June."""
ON_TIME = datetime(2023, 7, 8, 2, tzinfo=UTC)


def bulletin(**given: Any) -> BulletinDraft:
    said = {"policy": POLICY, "obligation": "bulletin", "due": DUE, "issuer": "试验市重点项目办"}
    return BulletinDraft.model_validate(said | given)


async def draft(office: Office, principal: Principal = SYSTEM, reason: str = "", **given: Any) -> UUID:
    receipt = await draft_bulletin(
        office.database,
        office.catalog,
        bulletin(**given),
        request_id=uuid4(),
        principal=principal,
        clock=office.clock,
        reason=reason,
    )
    return UUID(receipt.subject)


async def publish(office: Office, of: UUID, principal: Principal = SYSTEM) -> UUID:
    data = BulletinPublish(policy=POLICY, bulletin_draft=of)
    return UUID((await office.do(data, principal=principal)).subject)


async def bulletins(office: Office) -> tuple[Bulletin, ...]:
    async with office.database.reading() as connection:
        return await bulletins_of(connection, await head_no(connection))


async def checked(office: Office, one: Bulletin) -> BulletinRecheck:
    async with office.database.reading() as connection:
        return await recheck_bulletin(connection, office.catalog, one)


async def occurrence(office: Office) -> Due:
    async with office.database.reading() as connection:
        rhythm = await rhythm_of(connection, office.catalog.policies[POLICY], await head_no(connection))
    [found] = due_between(office.catalog, rhythm, DUE, DUE, office.now, obligations=("bulletin",))
    return found


async def refused(office: Office, principal: Principal = SYSTEM, **given: Any) -> list[tuple[str, str]]:
    try:
        await draft(office, principal, **given)
    except Refused as answer:
        return codes(answer.problems)
    raise AssertionError(f"not refused: {given}")


def sections(one: Bulletin) -> dict[BulletinSection, Section]:
    return {section.key: section for section in unpack_content(content_of(one)).sections}


async def test_what_is_known_at_the_moment_is_printed_and_publishing_fulfils_the_occurrence(
    office: Office,
) -> None:
    office.now = ON_TIME
    project = await office.enrolled_project()
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 6, 20)))
    await office.do(StageRecord(project=project, stage=Stage.BUILDING, on=date(2023, 7, 1)))
    assert (await occurrence(office)).standing.state is State.OPEN
    remarks = ({"section": "REPORTING", "text": "请尽快补报"},)
    drafted = await draft(office, introduction="各镇：", remarks=remarks)
    assert await bulletins(office) == ()
    await publish(office, drafted)
    [one] = await bulletins(office)
    assert (one.year, one.number, one.draft, one.corrects) == (2023, 1, drafted, None)
    content, told = unpack_content(content_of(one)), sections(one)
    assert (content.title, content.issuer, content.introduction) == (
        "试验市月通报",
        "试验市重点项目办",
        "各镇：",
    )
    [moved] = told[BulletinSection.MOVEMENTS].tables
    assert [row[0] for row in moved.rows] == ["开工项目数", "开工总投资"], "July is not June"
    [late] = told[BulletinSection.REPORTING].tables
    assert {(row[0], row[2], row[3]) for row in late.rows if row[1] == "月报"} == {
        (f"{n}镇", f"2023-0{month}-05 16:00", "逾期未办") for n in (1, 2, 3) for month in (6, 7)
    }
    assert told[BulletinSection.REPORTING].remarks == "请尽快补报"
    found = await occurrence(office)
    assert (found.standing.state, found.by) == (State.IN_TIME, str(one.id))
    async with office.database.reading() as connection:
        topics = set(await connection.scalars(select(t.notification.c.topic)))
    assert "BULLETIN_PUBLISHED" in topics


async def test_what_is_published_stays_when_facts_come_late(office: Office) -> None:
    office.now = ON_TIME
    project = await office.enrolled_project()
    await publish(office, await draft(office))
    [before] = await bulletins(office)
    assert await checked(office, before) == BulletinRecheck(outcome=Outcome.SAME)
    office.pass_time(days=1)
    await office.do(StageRecord(project=project, stage=Stage.BUILDING, on=date(2023, 7, 2)))
    assert (await checked(office, before)).outcome is Outcome.SAME, "not in the days it is about"
    await office.do(StageRecord(project=project, stage=Stage.SIGNED, on=date(2023, 6, 2)))
    assert await bulletins(office) == (before,)
    result = await checked(office, before)
    assert (result.outcome, len(result.notes)) == (Outcome.SAME, 1), "it tells what was known then"
    assert result.notes[0].startswith("本期进展")


async def test_what_was_meddled_with_is_found(office: Office) -> None:
    office.now = ON_TIME
    await publish(office, await draft(office))
    [one] = await bulletins(office)
    other = pack_content(replace(unpack_content(content_of(one)), title="改过"))
    meddled = replace(one, content=other.content)
    assert (await checked(office, meddled)).outcome is Outcome.FACTS_DIFFER
    rewritten = replace(meddled, content_hash=other.hash)
    assert (await checked(office, rewritten)).outcome is Outcome.RULE_CHANGED


async def test_a_correction_is_a_new_one_that_names_the_old_one(office: Office) -> None:
    office.now = ON_TIME
    await publish(office, await draft(office))
    office.pass_time(days=30)
    assert await refused(office) == [("reason", "REQUIRED")]
    await publish(office, await draft(office, reason="漏计一个项目"))
    first, second = await bulletins(office)
    assert (second.number, second.corrects, first.corrects) == (2, first.id, None)
    assert unpack_content(content_of(second)).correction == "本期更正2023年第1期，原因：漏计一个项目"
    assert (await occurrence(office)).by == str(first.id), "what was in time stays so"
    assert [(await checked(office, one)).outcome for one in (first, second)] == [Outcome.SAME] * 2


async def test_of_several_drafts_one_is_published(office: Office) -> None:
    office.now = ON_TIME
    older, newer = await draft(office), await draft(office)

    async def outcome(of: UUID) -> str:
        try:
            await publish(office, of)
        except Refused as answer:
            return codes(answer.problems)[0][1]
        return "PUBLISHED"

    assert sorted(await asyncio.gather(outcome(older), outcome(newer))) == ["CONFLICT", "PUBLISHED"]
    assert sorted(await asyncio.gather(outcome(newer), outcome(newer))) == ["CONFLICT"] * 2
    assert len(await bulletins(office)) == 1


async def test_what_cannot_be_drafted_is_refused(office: Office) -> None:
    office.now = ON_TIME
    assert await refused(office, policy="nothing") == [("policy", "UNKNOWN_POLICY")]
    assert await refused(office, obligation="nothing") == [("obligation", "UNKNOWN_ITEM")]
    assert await refused(office, obligation="report", due=date(2023, 6, 5)) == [("obligation", "NOT_ALLOWED")]
    assert await refused(office, due=date(2023, 7, 11)) == [("due", "NOT_FOUND")]
    assert await refused(office, due=date(2023, 8, 10)) == [("due", "NOT_ALLOWED")]
    assert await refused(office, introduction="\x00") == [("introduction", "MALFORMED")]
    assert await refused(office, REPORTER) == [("policy", "NOT_ALLOWED")]
    assert await refused(office, APPROVER) == [("policy", "NOT_ALLOWED")]
    twice = ({"section": "ISSUES", "text": "一"}, {"section": "ISSUES", "text": "二"})
    with pytest.raises(ValidationError):
        bulletin(remarks=twice)
    drafted = await draft(office)
    unknown = BulletinPublish(policy=POLICY, bulletin_draft=uuid4())
    assert codes(await office.refused(unknown)) == [("bulletin_draft", "NOT_FOUND")]
    known = BulletinPublish(policy=POLICY, bulletin_draft=drafted)
    assert codes(await office.refused(known, principal=APPROVER)) == [("policy", "NOT_ALLOWED")]


async def test_a_repeated_request_drafts_once(office: Office) -> None:
    office.now = ON_TIME
    given: dict[str, Any] = {"request_id": uuid4(), "principal": SYSTEM, "clock": office.clock}
    first = await draft_bulletin(office.database, office.catalog, bulletin(), **given)
    again = await draft_bulletin(office.database, office.catalog, bulletin(), **given)
    assert (again.subject, again.replayed) == (first.subject, True)


async def test_statements_do_not_grow_with_what_is_told(office: Office) -> None:
    office.now = ON_TIME
    counted: list[int] = []
    for _ in range(2):
        for number in range(3):
            project = await office.enrolled_project(f"厂{len(counted)}{number}")
            await office.do(StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 6, 20)))
        with statements_of(office.database) as sent:
            await draft(office)
        counted.append(len(sent))
    assert counted[0] == counted[1]
