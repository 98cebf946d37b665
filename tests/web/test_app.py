"""The application as a server runs it."""

import asyncio
from typing import Any

import httpx
import pytest
import strawberry

from xiangmu.api.context import Context
from xiangmu.api.schema import PublicSchema
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.services.clock import system_clock
from xiangmu.web.app import create_app
from xiangmu.web.graphql import GraphQLEndpoint

pytestmark = pytest.mark.anyio


async def sleep() -> str:
    await asyncio.sleep(60)
    return "醒了"


@strawberry.type
class Query:
    """A field that takes its time."""

    sleep: str = strawberry.field(resolver=sleep)


async def test_a_request_that_takes_too_long_is_given_up() -> None:
    database = Database.open("sqlite:///:memory:")
    endpoint = GraphQLEndpoint(
        PublicSchema(query=Query), Context(Catalog(()), database, system_clock), seconds=0.05
    )
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=endpoint), base_url="http://xiangmu"
    ) as http:
        response = await http.post("/graphql", json={"query": "{ sleep }"})
    assert response.status_code == 503
    assert response.json()["errors"][0]["extensions"]["code"] == "TIMEOUT"
    await database.dispose()


async def test_stopping_closes_the_database(database: Database) -> None:
    app = create_app(Catalog(()), database)
    messages: list[dict[str, Any]] = []
    received = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> dict[str, Any]:
        return next(received)

    async def send(message: Any) -> None:
        messages.append(message)

    async with database.reading():
        pass
    pool = database.engine.pool
    await app({"type": "lifespan", "state": {}}, receive, send)
    assert [message["type"] for message in messages] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]
    assert database.engine.pool is not pool


async def test_a_client_that_goes_away_is_no_fault() -> None:
    database = Database.open("sqlite:///:memory:")
    app = create_app(Catalog(()), database)
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
    }
    await app(scope, receive, send)
    assert sent == []
    await database.dispose()
