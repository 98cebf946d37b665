"""The three governments behind the real application, on both databases."""

from collections.abc import AsyncIterator

import pytest

from tests.access.realm import Realm, catalog
from tests.api.asking import Client
from tests.support.office import Office
from xiangmu.db.engine import Database


@pytest.fixture
async def realm(database: Database) -> Realm:
    """All that has happened in them, at midday of 1 July 2023."""
    played = Realm(Office(database, catalog()))
    await played.happen()
    return played


@pytest.fixture
async def client(realm: Realm) -> AsyncIterator[Client]:
    """Whoever asks."""
    opened = Client(realm.office)
    yield opened
    await opened.http.aclose()
