"""An office of the invented city, and a client of its application."""

from collections.abc import AsyncIterator

import pytest

from tests.api import testville
from tests.api.asking import Client
from tests.support.office import Office
from xiangmu.db.engine import Database


@pytest.fixture
async def office(database: Database) -> Office:
    """An office of the invented city, its policy enabled, at midday of 1 July 2023."""
    opened = Office(database, testville.catalog())
    await opened.open()
    return opened


@pytest.fixture
async def client(office: Office) -> AsyncIterator[Client]:
    """A client of the office."""
    opened = Client(office)
    yield opened
    await opened.http.aclose()
