"""Fixtures that every test folder may use."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.support import databases
from xiangmu.db.engine import Database


def pytest_configure(config: pytest.Config) -> None:
    """Only the process that begins the run makes what its workers share."""
    if not hasattr(config, "workerinput"):
        databases.begin_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    """And only that process takes it down."""
    if not hasattr(config, "workerinput"):
        databases.end_run()


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio."""
    return "asyncio"


@pytest.fixture(scope="session")
def sqlite_template() -> Path:
    """A migrated SQLite file."""
    return databases.migrated_sqlite_file()


@pytest.fixture(scope="session")
def postgresql_server() -> URL:
    """A server with a migrated database to copy from."""
    return databases.postgresql_server()


@pytest.fixture(params=["sqlite_template", "postgresql_server"], ids=["sqlite", "postgresql"])
def template(request: pytest.FixtureRequest) -> Path | URL:
    """What a database is copied from: both kinds, one after the other."""
    source: Path | URL = request.getfixturevalue(request.param)
    return source


@pytest.fixture
async def database_url(template: Path | URL, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of a fresh migrated database."""
    if isinstance(template, Path):
        path = shutil.copy(template, tmp_path / "ledger.db")
        yield f"sqlite:///{path}"
        return
    url = await databases.create_postgresql(template)
    yield url
    await databases.drop_postgresql(url)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh migrated database."""
    opened = Database.open(database_url)
    yield opened
    await opened.dispose()
