"""The invented city behind the real application, with a folder for files."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api import testville
from tests.files.sending import Sender
from tests.support.office import Office
from xiangmu.db.engine import Database


@pytest.fixture
async def office(database: Database) -> Office:
    """An office of the invented city, its policy enabled, at midday of 1 July 2023."""
    opened = Office(database, testville.catalog())
    await opened.open()
    return opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files are kept."""
    return tmp_path / "files"


@pytest.fixture
async def sender(office: Office, folder: Path) -> AsyncIterator[Sender]:
    """Sends files as the city's office."""
    opened = Sender(office, folder)
    yield opened
    await opened.http.aclose()
