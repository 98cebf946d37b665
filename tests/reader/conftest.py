"""An office whose ledger the reader reads."""

import pytest

from tests.reader.asking import CATALOG, Asking
from tests.support.office import Office
from xiangmu.db.engine import Database


@pytest.fixture
async def office(database: Database) -> Office:
    """The invented city, installed, at midday of 1 July 2023."""
    opened = Office(database, CATALOG)
    await opened.open()
    return opened


@pytest.fixture
def asking(office: Office) -> Asking:
    """Questions to it."""
    return Asking(office)
