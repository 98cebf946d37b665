"""A desk of the invented city, on both databases."""

from collections.abc import AsyncIterator

import pytest

from tests.api.mutations.desk import CATALOG, Desk
from tests.support.office import Office
from xiangmu.db.engine import Database


@pytest.fixture
async def office(database: Database) -> Office:
    """An office of the invented city, its policy enabled, at midday of 1 July 2023."""
    opened = Office(database, CATALOG)
    await opened.open()
    return opened


@pytest.fixture
async def desk(office: Office) -> AsyncIterator[Desk]:
    """Where its commands are given."""
    opened = Desk(office)
    yield opened
    await opened.http.aclose()
