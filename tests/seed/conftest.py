"""What the tests of the demonstration share: the cities, and databases that hold what they tell."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.support import databases
from xiangmu.catalog import Catalog
from xiangmu.catalog.discovery import load_catalog
from xiangmu.db.engine import Database
from xiangmu.seed import Seeded, seed_demo

SeededAt = tuple[str, Seeded]


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The cities that come with the program."""
    return load_catalog()


@pytest.fixture(scope="session")
def seeded_sqlite(
    sqlite_template: Path, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SeededAt]:
    """A SQLite file with every city's demonstration."""
    yield from _seeded(sqlite_template, catalog, tmp_path_factory.mktemp("seed"))


@pytest.fixture(scope="session")
def seeded_postgresql(
    postgresql_server: URL, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SeededAt]:
    """The same on PostgreSQL."""
    yield from _seeded(postgresql_server, catalog, tmp_path_factory.mktemp("seed"))


def _seeded(template: Path | URL, catalog: Catalog, folder: Path) -> Iterator[SeededAt]:
    with asyncio.Runner() as runner:
        copy = databases.copied(template, folder / "ledger.db")
        database = runner.run(_begun(copy))
        seeded = runner.run(seed_demo(database, catalog))
        yield database.engine.url.render_as_string(hide_password=False), seeded
        runner.run(_ended(copy))


async def _begun(copy: AbstractAsyncContextManager[Database]) -> Database:
    return await copy.__aenter__()


async def _ended(copy: AbstractAsyncContextManager[Database]) -> None:
    await copy.__aexit__(None, None, None)


def _kind(name: str) -> object:
    # one worker seeds each kind, once
    return pytest.param(f"seeded_{name}", id=name, marks=pytest.mark.xdist_group(f"seeded-{name}"))


@pytest.fixture(params=[_kind("sqlite"), _kind("postgresql")])
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
