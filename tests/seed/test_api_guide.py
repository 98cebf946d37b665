"""Every question in the guide to the interface is answered by the demonstration, in order, as the guide says."""

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from graphql import parse, validate
from sqlalchemy import make_url

from tests.seed.conftest import SeededAt
from xiangmu.api.costs import COMMAND, COST, COUNTING, FOLDING, IN_BATCH, REFUSAL
from xiangmu.api.errors import Code
from xiangmu.api.mutations import shapes
from xiangmu.api.previews import changes
from xiangmu.api.reader import entity
from xiangmu.api.reader.planner import MOST_ROWS
from xiangmu.api.schema import schema
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.settings import Settings
from xiangmu.web.app import create_app
from xiangmu.web.identity import as_system

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
    app = create_app(catalog, database, lambda: NOON, identify=as_system)
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


def test_every_question_with_variables_fits_the_schema(catalog: Catalog) -> None:
    questions = re.findall(r"^```gql\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert questions
    for question in questions:
        assert validate(schema(catalog)._schema, parse(question)) == [], question


def test_the_limits_of_the_guide_are_those_in_force() -> None:
    told = dict(re.findall(r"^\| (\S+) \| (\d+) ?\S* \|$", PAGE.split("\n## 上限\n")[1], re.MULTILINE))
    settings = Settings()
    http, limits = settings.http, settings.limits
    assert {name: int(most) for name, most in told.items()} == {
        "请求正文": http.body,
        "处理时间": http.seconds,
        "查询文本": limits.characters,
        "词法单位": limits.tokens,
        "操作": limits.operations,
        "嵌套": limits.depth,
        "别名": limits.aliases,
        "指令": limits.directives,
        "复杂度": limits.complexity,
        "变量里的值": limits.variables,
        "变量的嵌套": limits.variable_depth,
        "一次可能涉及": MOST_ROWS,
        "一页": entity.MOST,
        "一批命令": shapes.MOST,
        "假设": changes.MOST,
    }


def test_every_code_of_an_error_is_in_the_guide() -> None:
    codes = re.findall(r"^\| `([A-Z_]+)` \| \S", PAGE.split("\n## 错误\n")[1], re.MULTILINE)
    assert sorted(codes) == sorted(Code)


def test_the_prices_and_budgets_of_the_guide_are_those_in_force() -> None:
    prices, budgets = (PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0] for title in ("上限", "额度"))
    for price in (COUNTING[COST], FOLDING[COST], COMMAND, IN_BATCH):
        assert re.search(rf"(?<!\d){price}(?!\d)", prices), price
    budget = Settings().budget
    for amount in (budget.principal, budget.anonymous, REFUSAL):
        assert re.search(rf"(?<!\d){amount}(?!\d)", budgets), amount
