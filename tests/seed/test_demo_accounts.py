"""The accounts that README lists can sign in, and see what their roles see."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url

from tests.seed.conftest import SeededAt
from tests.support.command_line import CommandLine
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.seed.accounts import PASSWORD, TOKEN, demo_accounts, has_demo_accounts, open_accounts
from xiangmu.services.identity.directory import accounts, grants
from xiangmu.web.app import create_app

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.anyio
CARD = '{ scorecard(policy: "ruzhou-2023", group: "area", unit: "温泉镇", period: "2023Q2") { total } }'


async def test_readme_lists_the_accounts_there_are(seeded: Database, catalog: Catalog) -> None:
    listed = re.findall(r"^\| `([a-z.]+)` \|", README, re.MULTILINE)
    async with seeded.reading() as connection:
        opened, granted = await accounts(connection), await grants(connection)
    assert sorted(listed) == [one.login for one in sorted(opened, key=lambda one: one.login or "")]
    assert all(one.ready and not one.disabled for one in opened)
    told = {one.login: (one.role, one.jurisdiction) for one in demo_accounts(catalog)}
    assert {one.login: (one.role, one.jurisdiction) for one in granted} == told
    assert f"`{PASSWORD}`" in README
    assert await has_demo_accounts(seeded, catalog)


async def test_the_question_that_is_printed_is_answered_with_the_token_that_is_printed(
    seeded_sqlite: SeededAt, catalog: Catalog, tmp_path: Path
) -> None:
    # that the token was used is noted: not in what the tests share
    with (
        closing(sqlite3.connect(make_url(seeded_sqlite[0]).database or "")) as original,
        closing(sqlite3.connect(tmp_path / "demo.db")) as copy,
    ):
        original.backup(copy)
    database = Database.open(f"sqlite:///{tmp_path / 'demo.db'}")
    app = create_app(catalog, database)
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost") as http,
    ):
        known = {"Authorization": f"Bearer {TOKEN}"}
        answer = await http.post("/graphql", json={"query": CARD}, headers=known)
    assert answer.json()["data"] == {"scorecard": {"total": "92.67"}}


async def test_opening_them_again_opens_nothing(seeded: Database, catalog: Catalog) -> None:
    assert await open_accounts(seeded, catalog) == 0


def test_no_other_machine_reaches_a_demonstration(
    seeded_sqlite: SeededAt, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    xiangmu = CommandLine(seeded_sqlite[0], monkeypatch, capsys)
    answer = xiangmu("serve", "--host", "0.0.0.0", "--port", "0")  # noqa: S104  # refused
    assert (answer.code, answer.out) == (1, "")
    assert "库里有演示账号" in answer.err


async def test_no_accounts_where_no_demonstration_is(database: Database, catalog: Catalog) -> None:
    assert not await has_demo_accounts(database, catalog)
