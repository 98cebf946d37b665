"""Applications with settings of their own, and clients of them."""

from collections.abc import AsyncIterator
from typing import Protocol

import httpx
import pytest
from starlette.requests import Request

from tests.api import testville
from tests.support.office import Office
from xiangmu.access.principals import ANONYMOUS, Principal
from xiangmu.db.engine import Database
from xiangmu.settings import Settings
from xiangmu.web.app import create_app

WHO = "x-test-principal"


async def by_header(request: Request) -> Principal:
    """Whoever the request says it is from; nobody without."""
    who = request.headers.get(WHO)
    return Principal(id=who) if who else ANONYMOUS


class Clients(Protocol):
    """Makes a client of an application with those settings: ``who`` asks, from ``address``."""

    def __call__(
        self, settings: Settings | None = None, who: str = "", address: tuple[str, int] = ...
    ) -> httpx.AsyncClient: ...


@pytest.fixture
async def office(database: Database) -> Office:
    """An office of the invented city, at midday of 1 July 2023."""
    opened = Office(database, testville.catalog())
    await opened.open()
    return opened


@pytest.fixture
async def clients(office: Office) -> AsyncIterator[Clients]:
    """Clients that say who they are by a header."""
    opened: list[httpx.AsyncClient] = []

    def client(
        settings: Settings | None = None, who: str = "", address: tuple[str, int] = ("192.0.2.1", 4711)
    ) -> httpx.AsyncClient:
        app = create_app(office.catalog, office.database, office.clock, identify=by_header, settings=settings)
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=address)
        opened.append(httpx.AsyncClient(transport=transport, base_url="http://xiangmu", headers={WHO: who}))
        return opened[-1]

    yield client
    for one in opened:
        await one.aclose()
