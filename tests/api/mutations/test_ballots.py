"""Ballots come with a token and without a name."""

from typing import Any

import pytest
from sqlalchemy import select

from tests.api.mutations.desk import Desk
from tests.support.city import POLICY
from xiangmu.db import tables as t

pytestmark = pytest.mark.anyio
BALLOT = {"unit": "服务局", "attitude": "18", "efficiency": "36.25", "quality": "37"}


@pytest.fixture
async def survey(desk: Desk) -> dict[str, Any]:
    """A survey with its invitations."""
    return await desk.give(
        "surveyOpen",
        "survey { id } invitations { token }",
        policy=POLICY,
        group="services",
        period="2023Q2",
        frame=["甲公司", "乙公司"],
        seed="1",
        secret="一把足够长的发券密钥-只在试验里用",  # noqa: S106  # invented for this test
    )


def voting(survey: dict[str, Any], *ballots: dict[str, Any]) -> dict[str, Any]:
    token = survey["invitations"][0]["token"]
    return {"survey": survey["survey"]["id"], "token": token, "ballots": list(ballots)}


async def test_a_ballot_is_nobodys(desk: Desk, survey: dict[str, Any]) -> None:
    payload = await desk.give("ballotCast", "receipt { principal }", **voting(survey, BALLOT))
    assert payload["receipt"] == {"principal": "anonymous"}
    async with desk.office.database.reading() as connection:
        box = (await connection.execute(select(t.ballot_box))).mappings().one()
    assert (box["attitude"], box["efficiency"], box["quality"]) == (1800, 3625, 3700)


async def test_a_token_is_spent_once(desk: Desk, survey: dict[str, Any]) -> None:
    await desk.give("ballotCast", **voting(survey, BALLOT))
    assert await desk.refusals("ballotCast", **voting(survey, BALLOT)) == [("token", "NOT_ALLOWED")]
    forged = voting(survey, BALLOT) | {"token": "0" * 32}
    assert await desk.refusals("ballotCast", **forged) == [("token", "NOT_ALLOWED")]


async def test_what_is_wrong_with_ballots_is_said(desk: Desk, survey: dict[str, Any]) -> None:
    wrong = [
        BALLOT | {"attitude": "20.01"},
        BALLOT | {"unit": "1镇", "quality": "-1"},
    ]
    assert await desk.refusals("ballotCast", **voting(survey, *wrong)) == [
        ("ballots.0.attitude", "OUT_OF_RANGE"),
        ("ballots.1.unit", "UNKNOWN_UNIT"),
        ("ballots.1.quality", "OUT_OF_RANGE"),
    ]
    assert await desk.refusals("ballotCast", **voting(survey, BALLOT, BALLOT)) == [
        ("ballots.1.unit", "DUPLICATE")
    ]
    assert await desk.refusals("ballotCast", **voting(survey, BALLOT | {"attitude": "1.005"})) == [
        ("ballots.0.attitude", "MALFORMED")
    ]


async def test_a_closed_box_takes_nothing(desk: Desk, survey: dict[str, Any]) -> None:
    await desk.give("surveyClose", survey=survey["survey"]["id"])
    assert await desk.refusals("ballotCast", **voting(survey, BALLOT)) == [("survey", "CLOSED")]


async def test_ballots_are_not_cast_in_a_batch(desk: Desk) -> None:
    query = '{ __type(name: "CommandInput") { inputFields { name } } }'
    fields = {field["name"] for field in (await desk.ask(query))["__type"]["inputFields"]}
    assert "stageRecord" in fields
    assert not fields & {"ballotCast", "publicationDraft"}
