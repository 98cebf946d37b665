"""How long the tests of faults take, and what they count."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from tests.support import city
from tests.support.office import Office
from xiangmu.db.engine import Database

LONG = os.environ.get("FAULTS") == "long"
"""``make test-faults`` sets it; otherwise everything is tried a few times only."""
COUNTED = "faults"


@pytest.fixture
async def office(database: Database) -> Office:
    """An office of the invented city, its policy enabled."""
    opened = Office(database, city.catalog())
    await opened.open()
    return opened


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Says a line at the end of the run."""
    return lambda line: record_property(COUNTED, line)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What was counted, by test."""
    lines = [
        f"{report.nodeid.rpartition('::')[2]}: {content}"
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, content in getattr(report, "user_properties", ())
        if name == COUNTED and report.when == "call"
    ]
    if lines:
        terminalreporter.section("faults")
        terminalreporter.write_line("\n".join(sorted(lines)))


@pytest.fixture
def url(database: Database) -> str:
    """Where a server finds the database."""
    return database.engine.url.set(drivername=database.dialect).render_as_string(hide_password=False)
