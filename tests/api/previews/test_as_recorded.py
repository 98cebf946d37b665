"""Supposing something shows what recording it shows."""

from collections.abc import AsyncIterator

import pytest

from tests.api import mirror
from tests.api.asking import Answer, Client
from tests.api.previews.suppositions import (
    SCORECARD,
    STEPS,
    UNDERTAKEN,
    Told,
    preview,
    record,
)
from tests.support.office import Office
from xiangmu.db.engine import Database

pytestmark = pytest.mark.anyio


@pytest.fixture
async def mirrored(database: Database) -> AsyncIterator[tuple[Office, Client]]:
    """An office whose cards tell every fact, and its client."""
    office = Office(database, mirror.catalog())
    await office.open()
    client = Client(office)
    yield office, client
    await client.http.aclose()


def result(card: Answer) -> Answer:
    """The card without the number of the ledger it rests on."""
    return {key: content for key, content in card.items() if key != "computation"}


async def test_every_kind_of_change_shows_what_recording_it_shows(mirrored: tuple[Office, Client]) -> None:
    office, client = mirrored
    told = await Told.to(office)
    for name, content_of in STEPS:
        content = content_of(told)
        found = await preview(client, {name: content})
        assert found["errors"] == [], name
        assert result(found["after"]) != result(found["before"]), name
        told.facts[name] = await record(client, name, content) or ""
        card = (await client.ask(SCORECARD, unit="1镇"))["scorecard"]
        assert result(found["after"]) == result(card), name


async def test_all_changes_together_show_what_recording_them_shows(mirrored: tuple[Office, Client]) -> None:
    office, client = mirrored
    told = await Told.to(office)
    steps = [(name, of(told)) for name, of in STEPS if name not in ("factRemove", "enrolmentDecide")]
    found = await preview(client, *({name: content} for name, content in steps))
    assert found["errors"] == []
    for name, content in steps:
        await record(client, name, content)
    card = (await client.ask(SCORECARD, unit="1镇"))["scorecard"]
    assert result(found["after"]) == result(card)


async def test_what_boards_targets_and_gaps_look_at_is_supposed_as_recorded(
    mirrored: tuple[Office, Client],
) -> None:
    office, client = mirrored
    told = await Told.to(office)
    for name, content_of in UNDERTAKEN:
        content = content_of(told)
        found = await preview(client, {name: content})
        assert found["errors"] == [], name
        told.facts[name] = await record(client, name, content) or ""
        card = (await client.ask(SCORECARD, unit="1镇"))["scorecard"]
        assert result(found["after"]) == result(card), name


async def test_every_kind_of_change_is_tried(client: Client) -> None:
    query = '{ __type(name: "SupposedChange") { isOneOf inputFields { name } } }'
    found = (await client.ask(query))["__type"]
    assert found["isOneOf"] is True
    assert {field["name"] for field in found["inputFields"]} == {name for name, _ in (*STEPS, *UNDERTAKEN)}
