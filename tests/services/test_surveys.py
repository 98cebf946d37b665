"""Surveys: a sample anyone can draw again, one-time tokens, ballots that lead to nobody."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.support.city import CITY, POLICY
from tests.support.office import Office, codes
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no, load_facts
from xiangmu.services.surveys import BallotCast, BallotEntry, SurveyClose, SurveyOpen, draw, token_of

pytestmark = pytest.mark.anyio
SECRET = "一把足够长的发券密钥-用于试验-0001"  # noqa: S105  # invented for this test
FRAME = tuple(f"企业{n:02}" for n in range(1, 41))


def opening(**given: Any) -> SurveyOpen:
    standard = {
        "policy": POLICY,
        "group": "services",
        "period": "2023Q2",
        "frame": FRAME,
        "seed": "2023Q2",
        "secret": SECRET,
    }
    return SurveyOpen.model_validate(standard | given)


def ballot(**given: Any) -> BallotEntry:
    return BallotEntry.model_validate(
        {"unit": "bureau", "attitude": 1850, "efficiency": 3900, "quality": 4000} | given
    )


def cast(survey: UUID, enterprise: str, *ballots: BallotEntry) -> BallotCast:
    token = token_of(SECRET, survey, enterprise)
    return BallotCast(survey=survey, token=token, ballots=ballots or (ballot(),))


async def opened(office: Office) -> tuple[UUID, list[str]]:
    survey = UUID((await office.do(opening())).subject)
    async with office.database.reading() as connection:
        rows = await connection.execute(
            select(t.survey_sample.c.enterprise).order_by(t.survey_sample.c.position)
        )
        return survey, list(rows.scalars())


async def test_thirty_are_drawn_and_anyone_can_draw_them_again(office: Office) -> None:
    _, sample = await opened(office)
    assert tuple(sample) == draw(reversed(FRAME), "2023Q2")
    assert len(set(sample)) == 30
    assert draw(FRAME, "another seed") != tuple(sample)


async def test_ballots_count_once_the_box_is_opened(office: Office) -> None:
    survey, sample = await opened(office)
    for enterprise in sample[:3]:
        await office.do(cast(survey, enterprise))
    async with office.database.reading() as connection:
        assert (await load_facts(connection, CITY, await head_no(connection))).ballots == ()
    await office.do(SurveyClose(survey=survey))
    async with office.database.reading() as connection:
        ballots = (await load_facts(connection, CITY, await head_no(connection))).ballots
    assert [(b.unit, b.period, b.attitude, b.efficiency, b.quality) for b in ballots] == [
        ("bureau", "2023Q2", 1850, 3900, 4000)
    ] * 3
    assert codes(await office.refused(cast(survey, sample[4]))) == [("survey", "CLOSED")]
    assert codes(await office.refused(SurveyClose(survey=survey))) == [("survey", "CLOSED")]


async def test_a_token_is_good_for_one_vote(office: Office) -> None:
    survey, sample = await opened(office)
    vote = cast(survey, sample[0])
    await office.do(vote)
    assert codes(await office.refused(vote)) == [("token", "NOT_ALLOWED")]
    outsider = next(name for name in FRAME if name not in sample)
    assert codes(await office.refused(cast(survey, outsider))) == [("token", "NOT_ALLOWED")]


async def test_ballots_hold_to_their_ranges_and_one_for_each_department(office: Office) -> None:
    survey, sample = await opened(office)
    faulty = cast(
        survey,
        sample[0],
        ballot(attitude=2001, quality=-1),
        ballot(),
        ballot(unit="town1", efficiency=4001),
    )
    problems = await office.refused(faulty)
    assert codes(problems) == [
        ("ballots.0.attitude", "OUT_OF_RANGE"),
        ("ballots.0.quality", "OUT_OF_RANGE"),
        ("ballots.1.unit", "DUPLICATE"),
        ("ballots.2.unit", "UNKNOWN_UNIT"),
        ("ballots.2.efficiency", "OUT_OF_RANGE"),
    ]
    assert problems[0].message == "服务态度的分值应在 0 至 20 分之间"


async def test_nothing_leads_from_a_ballot_to_who_cast_it(office: Office) -> None:
    survey, sample = await opened(office)
    votes = {name: cast(survey, name, ballot(attitude=100 * n)) for n, name in enumerate(sample[:5])}
    for vote in votes.values():
        await office.do(vote)
    await office.do(SurveyClose(survey=survey))
    async with office.database.reading() as connection:
        commands = (await connection.execute(select(t.command))).mappings().all()
        ballots = (await connection.execute(select(t.ballot))).mappings().all()
        box = (await connection.execute(select(t.ballot_box))).mappings().all()
    casting = [command for command in commands if command["kind"] == "ballot_cast"]
    assert {command["principal"] for command in casting} == {"anonymous"}
    assert {command["after_digest"] for command in casting} == {""}
    closing = next(command["no"] for command in commands if command["kind"] == "survey_close")
    assert {row["no"] for row in ballots} == {closing}
    assert set(box[0]) == {"id", "survey_id", "unit_id", "attitude", "efficiency", "quality"}
    assert not {row["id"] for row in box} & {row["fact_id"] for row in ballots}
    assert [row["attitude"] for row in sorted(ballots, key=lambda row: row["row_id"])] == [
        0,
        100,
        200,
        300,
        400,
    ]


async def test_a_survey_is_opened_once_with_a_seed_a_secret_and_names(office: Office) -> None:
    await office.do(opening())
    assert codes(await office.refused(opening())) == [("period", "DUPLICATE")]
    faulty = opening(period="2023Q1", seed="", secret="short", frame=())  # noqa: S106  # too short to be one
    assert codes(await office.refused(faulty)) == [
        ("seed", "REQUIRED"),
        ("secret", "MALFORMED"),
        ("frame", "REQUIRED"),
    ]
    assert codes(await office.refused(opening(group="none"))) == [("group", "UNKNOWN_GROUP")]
    few = await office.do(opening(period="2023Q1", frame=FRAME[:5]))
    assert [warning.message for warning in few.warnings] == ["名册只有 5 家, 不足 30 家"]
