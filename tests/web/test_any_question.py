"""Whatever is asked or commanded, fitting or not: the answer is never a fault of the program."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import URL

from tests.api import testville
from tests.support import databases
from tests.support.office import Office
from tests.support.scene import play_everything
from tests.web.questions import questions
from xiangmu.api.schema import schema
from xiangmu.web.app import create_app
from xiangmu.web.identity import as_system


class Service:
    """The application over a ledger in which everything has happened, and a loop to ask it on."""

    def __init__(self, runner: asyncio.Runner, template: Path | URL, folder: str) -> None:
        self._runner = runner
        self._stack = databases.copied(template, Path(folder) / "ledger.db")
        self.known: dict[str, tuple[Any, ...]] = {}

    def open(self) -> None:
        """Begin."""
        self._runner.run(self._open())

    async def _open(self) -> None:
        office = Office(await self._stack.__aenter__(), testville.catalog())
        await office.open()
        project = str(await play_everything(office))
        self.known = {"UUID": (project, project.upper(), project[:-1])}
        app = create_app(office.catalog, office.database, office.clock, identify=as_system)
        self._http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app, raise_app_exceptions=False), base_url="http://xiangmu"
        )

    def close(self) -> None:
        """End."""

        async def closing() -> None:
            await self._http.aclose()
            await self._stack.__aexit__(None, None, None)

        self._runner.run(closing())

    def post(self, **sent: Any) -> httpx.Response:
        """The answer to a request."""
        return self._runner.run(self._http.post("/graphql", **sent))


@pytest.fixture(scope="module")
def service(template: Path | URL) -> Iterator[Service]:
    """One for all examples: what they command stays."""
    with TemporaryDirectory() as folder, asyncio.Runner() as runner:
        opened = Service(runner, template, folder)
        opened.open()
        yield opened
        opened.close()


def is_no_fault(response: httpx.Response) -> None:
    assert response.status_code < 500, response.text
    codes = {error["extensions"]["code"] for error in response.json().get("errors", ())}
    assert "INTERNAL_SERVER_ERROR" not in codes, response.text


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_question(service: Service, data: st.DataObject) -> None:
    is_no_fault(service.post(json=data.draw(questions(schema(testville.catalog())._schema, service.known))))


@settings(max_examples=100, deadline=None)
@given(body=st.binary() | st.text().map(str.encode))
def test_any_bytes(service: Service, body: bytes) -> None:
    is_no_fault(service.post(content=body, headers={"content-type": "application/json"}))


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=100, deadline=None)
@given(
    query=json | st.sampled_from(["{ __typename }", "query ($v: Int) { __typename }"]),
    variables=json | st.dictionaries(st.just("v"), json),
    name=json,
)
def test_any_json(service: Service, query: object, variables: object, name: object) -> None:
    is_no_fault(service.post(json={"query": query, "variables": variables, "operationName": name}))
