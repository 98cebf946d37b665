"""The invented city behind the real application, where workbooks are imported."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api import testville
from tests.sheets.imports.importing import Importer
from tests.support.office import Office
from xiangmu.db.engine import Database


@pytest.fixture
async def office(database: Database) -> Office:
    """An office of the invented city, its policy enabled, at midday of 1 July 2023."""
    opened = Office(database, testville.catalog())
    await opened.open()
    return opened


@pytest.fixture
async def importer(office: Office, tmp_path: Path) -> AsyncIterator[Importer]:
    """Imports as the city's office."""
    opened = Importer(office, tmp_path / "files")
    yield opened
    await opened.http.aclose()
