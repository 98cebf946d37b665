"""A project office over a fresh database."""

import pytest

from tests.support import city
from tests.support.office import Office
from xiangmu.db.engine import Database


@pytest.fixture
async def office(database: Database) -> Office:
    """An office of the invented city, its policy enabled."""
    opened = Office(database, city.catalog())
    await opened.open()
    return opened
