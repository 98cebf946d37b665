"""The question in README is answered by the demonstration as README says."""

import re
from pathlib import Path

import httpx
import pytest

from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.web.app import create_app
from xiangmu.web.identity import as_system

PAGE = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.anyio


async def test_the_card_in_readme_is_the_card_of_the_demonstration(
    seeded: Database, catalog: Catalog
) -> None:
    (query,) = re.findall(r"^```graphql\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    transport = httpx.ASGITransport(app=create_app(catalog, seeded, identify=as_system))
    async with httpx.AsyncClient(transport=transport, base_url="http://xiangmu.test") as client:
        answer = (await client.post("/graphql", json={"query": query})).json()
    card = answer["data"]["scorecard"]
    place = card["place"]
    said = f"它得 {card['total']} 分,列第 {place['position']} 名(上一季度第 {place['previousPosition']} 名)"
    assert said in PAGE
    shown = re.findall(r"^\| (-?[\d.]+) \| (\S+) \| (RZ-\d+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert shown == [(x["points"], x["title"], x["clause"]["id"], x["because"]) for x in card["lines"]]
