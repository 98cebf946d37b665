"""Fixtures that every test folder may use."""

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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many cases the tests tried that count them."""
    for report in terminalreporter.getreports("passed"):
        for name, content in report.user_properties:
            if name == "cases":
                terminalreporter.write_line(f"{report.nodeid}: {content} cases")


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


@pytest.fixture(
    scope="session", params=["sqlite_template", "postgresql_server"], ids=["sqlite", "postgresql"]
)
def template(request: pytest.FixtureRequest) -> Path | URL:
    """What a database is copied from: both kinds, one after the other."""
    source: Path | URL = request.getfixturevalue(request.param)
    return source


@pytest.fixture
async def database(template: Path | URL, tmp_path: Path) -> AsyncIterator[Database]:
    """A fresh migrated database."""
    async with databases.copied(template, tmp_path / "ledger.db") as opened:
        yield opened


@pytest.fixture(params=["sqlite_template", "postgresql_server"], ids=["to sqlite", "to postgresql"])
def second_template(request: pytest.FixtureRequest) -> Path | URL:
    """What a second database is copied from."""
    source: Path | URL = request.getfixturevalue(request.param)
    return source


@pytest.fixture
async def second_database(second_template: Path | URL, tmp_path: Path) -> AsyncIterator[Database]:
    """Another fresh migrated database, of either kind."""
    async with databases.copied(second_template, tmp_path / "second.db") as opened:
        yield opened
