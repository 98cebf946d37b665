"""Subscriptions as server-sent events: for those who ask so, without getting into the way of queries."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.live.desk import Desk, open_desk
from tests.live.subscriber import SUBSCRIBE
from xiangmu.access.roles import Role

pytestmark = pytest.mark.anyio
EVERYTHING = "application/graphql-response+json, application/json, text/event-stream, multipart/mixed"
"""What urql says it reads, with every request."""


@pytest.fixture
async def desk(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Desk]:
    """One with a quick heart."""
    async with open_desk(sqlite_template, tmp_path, heartbeat=0.4, per_principal=2) as opened:
        yield opened


@pytest.fixture
async def client(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who sees the whole city."""
    await desk.house.employ("wang", Role.VIEWER)
    headers = {"Authorization": await desk.bearer("wang"), "Accept": EVERYTHING}
    async with httpx.AsyncClient(base_url=desk.address, headers=headers, timeout=10) as opened:
        yield opened


async def events(response: httpx.Response) -> AsyncIterator[tuple[str, Any]]:
    """What a stream tells, heartbeats as such."""
    kind = ""
    async for line in response.aiter_lines():
        match line.partition(": "):
            case ("event", _, content):
                kind = content
            case ("data", _, content):
                yield kind, json.loads(content) if content else None
            case (":", _, _):
                yield "heartbeat", None


async def test_events_come_as_they_happen_with_heartbeats_between(
    desk: Desk, client: httpx.AsyncClient
) -> None:
    body = {"query": SUBSCRIBE, "variables": {"types": ["Project"]}}
    async with client.stream("POST", "/graphql", json=body) as response:
        assert response.status_code == 200
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert response.headers["cache-control"] == "no-store"
        told = events(response)
        kind, first = await anext(told)
        assert kind == "next" and first["data"]["changes"]["changes"] == []
        assert (await anext(told))[0] == "heartbeat"
        project = await desk.office.project()
        kinds: list[str] = []
        while not kinds or kinds[-1] == "heartbeat":
            kind, content = await anext(told)
            kinds.append(kind)
        assert content["data"]["changes"]["changes"][0]["id"] == f"prj_{project.hex}"


async def test_queries_stay_json_whatever_else_the_client_reads(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": "{ __typename }"})
    assert answer.headers["content-type"].startswith("application/graphql-response+json")
    assert answer.json()["data"] == {"__typename": "Query"}


async def test_a_subscription_that_is_not_asked_for_as_events_is_refused(client: httpx.AsyncClient) -> None:
    body = {"query": "subscription { changes { no } }"}
    answer = await client.post("/graphql", json=body, headers={"Accept": "application/json"})
    assert answer.status_code == 406
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_what_cannot_begin_is_told_and_ends(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": "subscription { changes(first: 0) { no } }"})
    lines = answer.text.split("\n")
    assert lines[0] == "event: next" and lines[3] == "event: complete" and "\r" not in answer.text
    assert json.loads(lines[1][6:])["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_client_that_leaves_makes_room(
    desk: Desk, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    body = {"query": SUBSCRIBE}
    async with (
        client.stream("POST", "/graphql", json=body) as one,
        client.stream("POST", "/graphql", json=body) as two,
    ):
        assert (one.status_code, two.status_code) == (200, 200)
        three = await client.post("/graphql", json=body)
        assert (three.status_code, three.json()["errors"][0]["extensions"]["code"]) == (503, "BUSY")
        assert await desk.metric('xiangmu_live_connections{protocol="sse"}') == 2
    await asyncio.sleep(0.5)
    assert await desk.metric('xiangmu_live_connections{protocol="sse"}') == 0
    async with client.stream("POST", "/graphql", json=body) as again:
        assert again.status_code == 200
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_the_server_stops_at_once_and_lets_streams_end_unfinished(
    sqlite_template: Path, tmp_path: Path
) -> None:
    async with open_desk(sqlite_template, tmp_path) as desk:
        body = {"query": SUBSCRIBE}
        client = httpx.AsyncClient(base_url=desk.address, headers={"Accept": EVERYTHING}, timeout=10)
        sent = client.build_request("POST", "/graphql", json=body)
        response = await client.send(sent, stream=True)
        told = events(response)
        assert (await anext(told))[0] == "next"
        loop = asyncio.get_running_loop()
        began = loop.time()
    assert loop.time() - began < 5
    assert [kind async for kind, _ in told] == []
    await client.aclose()
