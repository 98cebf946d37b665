"""The invented city behind the real application, of which lists and figures are exported."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api import testville
from tests.sheets.exports.exporting import Exporter
from tests.support.office import Office
from xiangmu.db.engine import Database


@pytest.fixture
async def office(database: Database) -> Office:
    """An office of the invented city, its policy enabled, at midday of 1 July 2023."""
    opened = Office(database, testville.catalog())
    await opened.open()
    return opened


@pytest.fixture
async def exporter(office: Office, tmp_path: Path) -> AsyncIterator[Exporter]:
    """Exports as the city's office."""
    opened = Exporter(office, tmp_path / "files")
    yield opened
    await opened.http.aclose()
