"""The application as a server runs it."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import strawberry
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.extensions import SchemaExtension

from xiangmu.api.context import Shared
from xiangmu.api.schema import PublicSchema
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.services.clock import system_clock
from xiangmu.settings import HttpSettings, Settings
from xiangmu.web.app import create_app
from xiangmu.web.graphql import GraphQLEndpoint
from xiangmu.web.identity import as_system

pytestmark = pytest.mark.anyio
SECRET = "hunter2"  # noqa: S105  # what must not be shown


async def sleep() -> str:
    await asyncio.sleep(60)
    return "醒了"


def fail() -> str:
    raise RuntimeError(SECRET)


@strawberry.type
class Query:
    """A field that takes its time, and one that fails."""

    sleep: str = strawberry.field(resolver=sleep)
    fail: str | None = strawberry.field(resolver=fail)


class FailsEarly(SchemaExtension):
    """Fails before anything is parsed."""

    def on_operation(self) -> Iterator[None]:
        """Fail."""
        fail()
        yield


async def answer(schema: PublicSchema, query: str, seconds: float = 10) -> httpx.Response:
    """What the endpoint says over ``schema``."""
    database = Database.open("sqlite:///:memory:")
    settings = Settings(http=HttpSettings(seconds=seconds))
    shared = Shared(Catalog(()), database, system_clock, settings=settings)
    endpoint = GraphQLEndpoint(schema, shared, as_system)
    transport = httpx.ASGITransport(
        app=Starlette(routes=[Route("/graphql", endpoint)]), raise_app_exceptions=False
    )
    async with httpx.AsyncClient(transport=transport, base_url="http://xiangmu") as http:
        response = await http.post("/graphql", json={"query": query})
    await database.dispose()
    return response


async def test_a_request_that_takes_too_long_is_given_up() -> None:
    response = await answer(PublicSchema(query=Query), "{ sleep }", seconds=0.05)
    assert response.status_code == 503
    assert response.json()["errors"][0]["extensions"]["code"] == "TIMEOUT"


@pytest.mark.parametrize("extensions", [[], [FailsEarly]], ids=["resolver", "extension"])
async def test_the_text_of_an_exception_does_not_leave_the_house(
    extensions: list[type[SchemaExtension]], caplog: pytest.LogCaptureFixture
) -> None:
    response = await answer(PublicSchema(query=Query, extensions=extensions), "{ fail }")
    assert SECRET not in response.text
    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert error["extensions"]["id"] in caplog.text
    assert SECRET in caplog.text


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
