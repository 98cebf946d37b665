"""The question that a town asks in June: what if this project entered the library by the 30th?"""

import pytest
from sqlalchemy import select

from tests.api.asking import Client
from tests.support.office import Office
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database

pytestmark = pytest.mark.anyio
PROJECT = "寄料镇山水研学基地项目"
PREVIEW = """
query ($changes: [SupposedChange!]!) {
  scorecardPreview(policy: "ruzhou-2023", group: "area", unit: "寄料镇", period: "2023Q2", changes: $changes) {
    before { total place { position } }
    after { total place { position } }
    differences { change points before { item because } after { item because evidence { note } } }
    errors { message }
  }
}
"""


async def test_a_late_start_costs_a_town_twenty_points(seeded: Database, catalog: Catalog) -> None:
    async with seeded.reading() as connection:
        project = await connection.scalar(select(t.project.c.id).where(t.project.c.name == PROJECT))
    assert project is not None
    entry = {"project": f"prj_{project.hex}", "kind": "LIBRARY_ENTRY", "on": "2023-06-30"}
    client = Client(Office(seeded, catalog))
    answer = await client.ask(PREVIEW, changes=[{"startRecord": entry}])
    await client.http.aclose()
    found = answer["scorecardPreview"]
    assert found["errors"] == []
    [starts] = [one for one in found["differences"] if one["before"] and one["before"]["item"] == "starts"]
    assert (starts["change"], starts["points"]) == ("CHANGED", "20")
    assert "按期开工0个" in starts["before"]["because"]
    assert "按期开工1个" in starts["after"]["because"]
    assert any("2023-06-30进入固定资产投资库" in one["note"] for one in starts["after"]["evidence"])
    assert float(found["after"]["total"]) >= float(found["before"]["total"]) + 20
    assert found["after"]["place"]["position"] < found["before"]["place"]["position"]
