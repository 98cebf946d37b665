"""An invented city with accounts."""

import pytest

from tests.identity.household import Household
from tests.support import city
from tests.support.office import Office
from xiangmu.db.engine import Database


@pytest.fixture
async def house(database: Database) -> Household:
    """The city, with nobody in it yet."""
    office = Office(database, city.catalog())
    await office.open()
    return Household(office)
