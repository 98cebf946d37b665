"""Subscriptions over a real WebSocket: who may, for how long, how many, and what goes wrong."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tests.live.desk import Desk, open_desk
from xiangmu.access.roles import Role
from xiangmu.services.identity.accounts import AccountDisable
from xiangmu.services.identity.grants import GrantEnd
from xiangmu.services.projects import ProjectChange
from xiangmu.settings import HttpSettings

pytestmark = pytest.mark.anyio
QUICK = 0.5
"""Seconds."""


@pytest.fixture
async def desk(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Desk]:
    """One with all the patience that there is by default."""
    async with open_desk(sqlite_template, tmp_path) as opened:
        yield opened


@pytest.fixture
async def hasty_desk(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Desk]:
    """One with little patience."""
    async with open_desk(sqlite_template, tmp_path, heartbeat=QUICK, init=QUICK) as opened:
        yield opened


async def test_what_happens_is_told_to_those_who_may_see_it(desk: Desk) -> None:
    await desk.house.employ("li", Role.REPORTER, unit="town1")
    await desk.house.employ("wang", Role.VIEWER)
    async with (
        desk.subscribed(await desk.bearer("li")) as (li, first),
        desk.subscribed(await desk.bearer("wang"), types=["Project"]) as (wang, _),
    ):
        assert first["changes"] == [] and first["resync"] is None
        elsewhere = await desk.office.project("别家的", unit="town2")
        page = await wang.page()
        assert [one["id"] for one in page["changes"]] == [f"prj_{elsewhere.hex}"]
        await li.nothing()
        mine = await desk.office.project("自家的")
        page = await li.page()
        assert ("Project", f"prj_{mine.hex}") in [(one["type"], one["id"]) for one in page["changes"]]
        assert elsewhere.hex not in json.dumps(page)
        assert (await wang.page())["changes"][0]["node"]["name"] == "自家的"
        data = ProjectChange(project=mine, version=1, effective="2023-02-01", unit="town2")
        await desk.office.do(data)
        left = (await li.page())["changes"]
        assert [(one["type"], one["kind"], one["node"]) for one in left if one["type"] == "Project"] == [
            ("Project", "LEFT", None)
        ]
        assert (await wang.page())["changes"][0]["kind"] == "CHANGED"


async def test_who_comes_back_misses_nothing_and_hears_nothing_twice(desk: Desk) -> None:
    await desk.house.employ("wang", Role.VIEWER)
    bearer, heard, since, view = await desk.bearer("wang"), [], None, None
    for round_ in range(3):
        async with desk.subscribed(bearer, since=since, view=view, first=3, types=["Project"]) as (
            wang,
            page,
        ):
            if round_ == 1:
                await desk.office.project("连着的时候")
            while True:
                heard += [one["node"]["name"] for one in page["changes"]]
                since, view = (since, view) if page["cursor"] else (page["no"], page["view"])
                if (round_ != 1 or "连着的时候" in heard) and not page["cursor"]:
                    break
                page = await wang.page()
        for number in range(5):
            await desk.office.project(f"断开的时候{round_}{number}")
    expected = ["连着的时候", *(f"断开的时候{round_}{number}" for round_ in (0, 1) for number in range(5))]
    assert sorted(heard) == sorted(expected)


async def test_grants_that_end_ask_for_everything_anew_and_the_next_is_as_they_may(desk: Desk) -> None:
    account = await desk.house.open("li")
    grant = await desk.house.give(account, Role.VIEWER)
    async with desk.subscribed(await desk.bearer("li")) as (li, first):
        await desk.office.do(GrantEnd(grant=grant))
        page = await li.page()
        assert (page["resync"], page["changes"]) == ("RIGHTS", [])
        assert page["view"] != first["view"]
        await desk.office.project("看不到了")
        await li.nothing()


async def test_a_disabled_account_hears_no_more(desk: Desk) -> None:
    account = await desk.house.employ("li", Role.VIEWER)
    async with desk.subscribed(await desk.bearer("li")) as (li, _):
        await desk.office.do(AccountDisable(account=account), reason="离岗")
        await desk.office.project("不给看")
        message = await li.next()
        assert message["type"] == "error"
        assert message["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert await li.closed() == 4403


async def test_a_session_that_ended_ends_its_connection_even_if_nothing_happens(hasty_desk: Desk) -> None:
    await hasty_desk.house.employ("li", Role.VIEWER)
    bearer = await hasty_desk.bearer("li")
    async with hasty_desk.connected() as idle:
        await idle.begin(bearer)
        hasty_desk.office.pass_time(days=30)
        assert await idle.closed() == 4403


async def test_it_is_pinged_and_missed_when_it_does_not_answer(hasty_desk: Desk) -> None:
    async with hasty_desk.connected() as subscriber:
        await subscriber.begin()
        assert await subscriber.hear() == {"type": "ping"}
        await subscriber.send(type="ping")
        assert await subscriber.hear() in ({"type": "pong"}, {"type": "ping"})
        assert await subscriber.closed() == 4408


async def test_first_things_first(hasty_desk: Desk) -> None:
    async with (
        hasty_desk.connected() as silent,
        hasty_desk.connected() as hasty,
        hasty_desk.connected() as forged,
    ):
        await hasty.subscribe()
        assert await hasty.closed() == 4401
        await forged.send(type="connection_init", payload={"Authorization": "Bearer xs_forged"})
        assert await forged.closed() == 4403
        assert await silent.closed() == 4408
    async with hasty_desk.connected(protocol="graphql-ws") as old:
        assert await old.closed() == 4406
    async with hasty_desk.connected() as twice:
        await twice.begin()
        await twice.send(type="connection_init")
        assert await twice.closed() == 4429


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("no json", 4400),
        ("[]", 4400),
        ('{"type": "next"}', 4400),
        ('{"type": "subscribe", "payload": {}}', 4400),
        ('{"id": "1", "type": "subscribe"}', 4400),
        ("[" * 5000, 4400),
        (b"\x00", 4400),
        (json.dumps({"type": "x" * 200_000}), 1009),
    ],
    ids=range(8),
)
async def test_what_is_no_message_ends_the_connection(desk: Desk, sent: str | bytes, code: int) -> None:
    async with desk.connected() as subscriber:
        await subscriber.begin()
        await subscriber.socket.send(sent)
        assert await subscriber.closed() == code


async def test_what_cannot_be_subscribed_to_is_told_and_the_rest_goes_on(desk: Desk) -> None:
    async with desk.connected() as subscriber:
        await subscriber.begin()
        deep = "... { " * 30 + "id" + " }" * 30
        for query, code in (
            ("{ __typename }", "BAD_REQUEST"),
            ("subscription a { changes { no } } subscription b { changes { no } }", "BAD_REQUEST"),
            ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
            ("subscription {", "GRAPHQL_PARSE_FAILED"),
            ("subscription { changes(first: 101) { no } }", "BAD_USER_INPUT"),
            (f"subscription {{ changes {{ changes {{ node {{ {deep} }} }} }} }}", "LIMIT_EXCEEDED"),
        ):
            await subscriber.subscribe("bad", query=query)
            message = await subscriber.next()
            assert (message["type"], message["id"]) == ("error", "bad"), message
            assert message["payload"][0]["extensions"]["code"] == code, message
        await subscriber.send(id="2", type="subscribe", payload={"query": "x", "variables": []})
        assert (await subscriber.next())["payload"][0]["extensions"]["code"] == "BAD_REQUEST"
        await subscriber.subscribe("good")
        assert (await subscriber.page("good"))["changes"] == []
        await subscriber.subscribe("good")
        assert await subscriber.closed() == 4409


async def test_a_subscription_that_is_over_makes_room_for_another(
    sqlite_template: Path, tmp_path: Path
) -> None:
    async with (
        open_desk(sqlite_template, tmp_path, per_connection=10) as desk,
        desk.connected() as subscriber,
    ):
        await subscriber.begin()
        for number in range(20):
            await subscriber.subscribe(str(number))
        told = [await subscriber.next() for _ in range(20)]
        refused = [message["id"] for message in told if message["type"] == "error"]
        assert refused == [str(number) for number in range(10, 20)]
        assert {m["payload"][0]["extensions"]["code"] for m in told if m["type"] == "error"} == {
            "LIMIT_EXCEEDED"
        }
        await subscriber.send(id="0", type="complete")
        await asyncio.sleep(0.2)
        await subscriber.subscribe("again")
        assert (await subscriber.page("again"))["resync"] is None
        assert await desk.metric("xiangmu_live_subscriptions ") == 10
        assert await desk.metric("xiangmu_live_events_total") == 11


async def test_connections_have_their_limits(sqlite_template: Path, tmp_path: Path) -> None:
    async with open_desk(sqlite_template, tmp_path, per_principal=1, per_address=2) as desk:
        await desk.house.employ("li", Role.VIEWER)
        bearer = await desk.bearer("li")
        async with desk.connected() as one, desk.connected() as two:
            await one.begin(bearer)
            await two.send(type="connection_init", payload={"authorization": bearer})
            assert await two.closed() == 1013
            async with desk.connected() as three:
                await three.begin()
                with pytest.raises(InvalidStatus):
                    async with desk.connected():
                        pass
        assert await desk.metric('xiangmu_live_closed_total{code="1013"}') == 2


@pytest.mark.parametrize(
    ("origin", "welcome"), [("https://evil.example", False), ("https://a.example", True)]
)
async def test_pages_of_other_origins_only_where_they_are_listed(
    sqlite_template: Path, tmp_path: Path, origin: str, welcome: bool
) -> None:
    async with open_desk(sqlite_template, tmp_path, HttpSettings(origins=("https://a.example",))) as desk:
        if welcome:
            async with desk.connected(origin=origin) as subscriber:
                await subscriber.begin()
        else:
            with pytest.raises(InvalidStatus) as refused:
                async with desk.connected(origin=origin):
                    pass
            assert refused.value.response.status_code == 403
        async with desk.connected(origin=desk.address) as own:
            await own.begin()


async def test_a_client_that_does_not_read_is_told_together_what_it_missed(desk: Desk) -> None:
    await desk.house.employ("wang", Role.VIEWER)
    async with desk.subscribed(await desk.bearer("wang"), types=["Project"]) as (wang, _):
        for number in range(12):
            await desk.office.project(f"项目{number}")
        pages, heard = 0, 0
        while heard < 12:
            heard += len((await wang.page())["changes"])
            pages += 1
        assert heard == 12 and pages < 12


async def test_logs_tell_of_connections_and_of_nothing_secret(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await desk.house.employ("li", Role.VIEWER)
    bearer = await desk.bearer("li")
    async with desk.subscribed(bearer):
        pass
    async with desk.connected() as forged:
        await forged.send(type="connection_init", payload={"Authorization": "Bearer xs_secret-of-mine"})
        await forged.closed()
    await asyncio.sleep(0.2)
    lines = [record for record in caplog.records if record.name.startswith("xiangmu")]
    told = [record.__dict__["told"] for record in lines if "told" in record.__dict__]
    assert [line["code"] for line in told if line.get("protocol") == "ws"] == [1000, 4403]
    text = "\n".join(f"{record.getMessage()} {record.__dict__.get('told')}" for record in lines)
    assert bearer.partition(" ")[2] not in text and "secret-of-mine" not in text
