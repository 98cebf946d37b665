"""Every question in the guide to the interface is answered by the demonstration, in order, as the guide says."""

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url

from tests.seed.conftest import SeededAt
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.web.app import create_app

PAGE = (Path(__file__).parents[2] / "docs" / "api_guide.md").read_text(encoding="utf-8")
NOON = datetime(2024, 1, 15, 4, tzinfo=UTC)
"""Midday in Shanghai, a week after the last record of the demonstration."""
pytestmark = pytest.mark.anyio


@pytest.fixture
async def http(seeded_sqlite: SeededAt, catalog: Catalog, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application over a copy of the demonstration: the guide commands too."""
    original = sqlite3.connect(make_url(seeded_sqlite[0]).database or "")
    copy = sqlite3.connect(tmp_path / "guide.db")
    original.backup(copy)
    original.close()
    copy.close()
    database = Database.open(f"sqlite:///{tmp_path / 'guide.db'}")
    app = create_app(catalog, database, lambda: NOON)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://xiangmu") as client:
        yield client
    await database.dispose()


async def test_every_answer_of_the_guide_is_that_of_the_demonstration(http: httpx.AsyncClient) -> None:
    blocks = re.findall(r"^```(graphql|json)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    kinds = [kind for kind, _ in blocks]
    assert kinds == ["graphql", "json"] * (len(kinds) // 2), "a question without an answer, or the other way"
    for (_, query), (_, shown) in zip(blocks[::2], blocks[1::2], strict=True):
        response = await http.post("/graphql", json={"query": query})
        assert response.json() == json.loads(shown), query
