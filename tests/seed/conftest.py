"""What the tests of the demonstration share: the cities, and databases that hold what they tell."""

import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.support import databases
from xiangmu.catalog import Catalog, load_catalog
from xiangmu.db.engine import Database
from xiangmu.seed import Seeded, seed_demo

SeededAt = tuple[str, Seeded]


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The cities that come with the program."""
    return load_catalog()


@pytest.fixture(scope="session")
def seeded_sqlite(sqlite_template: Path, catalog: Catalog) -> SeededAt:
    """A SQLite file with every city's demonstration, for reading only."""
    return _seeded(sqlite_template, catalog)


@pytest.fixture(scope="session")
def seeded_postgresql(postgresql_server: URL, catalog: Catalog) -> SeededAt:
    """The same on PostgreSQL."""
    return _seeded(postgresql_server, catalog)


def _seeded(template: Path | URL, catalog: Catalog) -> SeededAt:
    async def seed(database: Database) -> str:
        return json.dumps(asdict(await seed_demo(database, catalog)))

    url, said = databases.filled_once(template, seed)
    return url, Seeded(**json.loads(said))


@pytest.fixture(params=["seeded_sqlite", "seeded_postgresql"], ids=["sqlite", "postgresql"])
def seeded_at(request: pytest.FixtureRequest) -> SeededAt:
    """The URL of a database with the demonstration, and what seeding it said."""
    at: SeededAt = request.getfixturevalue(request.param)
    return at


@pytest.fixture
async def seeded(seeded_at: SeededAt) -> AsyncIterator[Database]:
    """A database with the demonstration, for reading only."""
    database = Database.open(seeded_at[0])
    yield database
    await database.dispose()
