"""A request ends when its time is up or its client is gone, and so does what it asked of the database."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest
import strawberry
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.routing import Route

from tests.support.slow import Slow
from xiangmu.api.context import Info, Shared
from xiangmu.api.schema import PublicSchema
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.services.clock import system_clock
from xiangmu.settings import HttpSettings, Settings
from xiangmu.web.graphql import GraphQLEndpoint
from xiangmu.web.identity import as_system

pytestmark = pytest.mark.anyio


async def slow_read(info: Info) -> str:
    async with info.context.database.reading() as connection:
        await Slow.of[info.context.database].run(connection)
    return "读完了"


async def slow_write(info: Info) -> str:
    async with info.context.database.writing() as connection:
        await Slow.of[info.context.database].run(connection)
    return "写完了"


@strawberry.type
class Query:
    """What takes for ever."""

    read: str = strawberry.field(resolver=slow_read)


@strawberry.type
class Mutation:
    """The same inside the one transaction that writes."""

    write: str = strawberry.mutation(resolver=slow_write)


SCHEMA = PublicSchema(query=Query, mutation=Mutation)


def app(database: Database, seconds: float) -> Starlette:
    settings = Settings(http=HttpSettings(seconds=seconds))
    shared = Shared(Catalog(()), database, system_clock, settings=settings)
    return Starlette(routes=[Route("/graphql", GraphQLEndpoint(SCHEMA, shared, as_system))])


@pytest.mark.parametrize("query", ["{ read }", "mutation { write }"])
async def test_when_time_is_up_the_statement_ends_in_the_database(database: Database, query: str) -> None:
    slow = Slow(database)
    transport = httpx.ASGITransport(app=app(database, 0.5))
    async with httpx.AsyncClient(transport=transport, base_url="http://xiangmu") as http:
        asking = asyncio.create_task(http.post("/graphql", json={"query": query}))
        await slow.until(going=True)
        response = await asking
    assert response.status_code == 503
    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == "TIMEOUT"
    await slow.until(going=False)
    await writes(database)


@pytest.mark.parametrize("query", ["{ read }", "mutation { write }"])
async def test_when_the_client_is_gone_the_statement_ends_too(database: Database, query: str) -> None:
    slow, gone, sent = Slow(database), asyncio.Event(), []
    messages = iter([{"type": "http.request", "body": orjson.dumps({"query": query})}])

    async def receive() -> Any:
        if message := next(messages, None):
            return message
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    asking = asyncio.create_task(app(database, 600)(SCOPE, receive, send))
    await slow.until(going=True)
    gone.set()
    await asking
    assert sent == []
    await slow.until(going=False)
    await writes(database)


SCOPE: dict[str, Any] = {
    "type": "http",
    "method": "POST",
    "path": "/graphql",
    "query_string": b"",
    "headers": [(b"content-type", b"application/json")],
}


async def test_a_body_that_comes_drop_by_drop_is_not_waited_for(database: Database) -> None:
    async def drops() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.01)

    transport = httpx.ASGITransport(app=app(database, 0.1))
    async with httpx.AsyncClient(transport=transport, base_url="http://xiangmu") as http:
        headers = {"content-type": "application/json"}
        response = await http.post("/graphql", content=drops(), headers=headers)
    assert response.status_code == 408
    assert response.json()["errors"][0]["extensions"]["code"] == "TIMEOUT"


async def test_more_requests_than_can_be_worked_at_are_told_to_come_back(database: Database) -> None:
    slow = Slow(database)
    settings = Settings(http=HttpSettings(seconds=0.5, at_once=1))
    shared = Shared(Catalog(()), database, system_clock, settings=settings)
    transport = httpx.ASGITransport(
        app=Starlette(routes=[Route("/graphql", GraphQLEndpoint(SCHEMA, shared, as_system))])
    )
    async with httpx.AsyncClient(transport=transport, base_url="http://xiangmu") as http:
        asking = asyncio.create_task(http.post("/graphql", json={"query": "{ read }"}))
        await slow.until(going=True)
        refused = await http.post("/graphql", json={"query": "{ __typename }"})
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
        assert refused.json()["errors"][0]["extensions"]["code"] == "BUSY"
        await asking
        assert (await http.post("/graphql", json={"query": "{ __typename }"})).status_code == 200


async def writes(database: Database) -> None:
    """The next write finds nobody in its way, and the pool whole."""
    async with asyncio.timeout(5), database.writing() as connection:
        await connection.execute(text("UPDATE person SET name = NULL"))
    assert database.engine.pool.status().endswith("Current Checked out connections: 0")
