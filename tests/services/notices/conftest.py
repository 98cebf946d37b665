"""Notifications of the invented city."""

import pytest

from tests.support import city
from tests.support.office import Office
from tests.support.post import Post
from xiangmu.db.engine import Database


@pytest.fixture
async def post(database: Database) -> Post:
    """On either database."""
    office = Office(database, city.catalog())
    await office.open()
    return Post(office)
