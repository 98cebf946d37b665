"""Inventories as they are stated, how far they have come, and that counting them costs no more for more items."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.api.asking import Client
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from tests.support.statements import statements_of
from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.db.ids import unit_id
from xiangmu.services.inventories import InventoryItemAdd, InventoryItemDispose

pytestmark = pytest.mark.anyio
JUNE = date(2023, 6, 1)
SUMS = "count amount area"
SUMMARY = f"""{{ inventories(policy: "{POLICY}") {{ key title quantity ofProject clause {{ id }} lead {{ key }}
    columns {{ key title required }} deliveries {{ key state }} sum {{ {SUMS} }} rate
    states {{ status title sum {{ {SUMS} }} }}
    units {{ unit {{ key }} sum {{ {SUMS} }} disposed {{ {SUMS} }} }} }} }}"""


async def parcel(office: Office, name: str, unit: str, area: int) -> UUID:
    given = {"policy": POLICY, "inventory": "land", "name": name, "unit": unit, "area": area, "on": JUNE}
    cells = ({"column": "place", "text": "东区"},)
    receipt = await office.do(InventoryItemAdd.model_validate(given | {"cells": cells}))
    return UUID(receipt.subject)


async def land(client: Client) -> Any:
    found = (await client.ask(SUMMARY))["inventories"]
    assert [one["key"] for one in found] == ["land", "funds", "projects"]
    return found[0]


async def test_an_inventory_counts_by_state_and_by_unit(office: Office, client: Client) -> None:
    first = await parcel(office, "一号地", "town1", 1250)
    await parcel(office, "二号地", "town1", 25)
    await parcel(office, "三号地", "town2", 100)
    await office.do(InventoryItemDispose(entry=first, on=JUNE, result="已出让"))
    found = await land(client)
    assert (found["quantity"], found["lead"], found["clause"]) == ("AREA", {"key": "bureau"}, {"id": "T-1"})
    assert found["columns"][0] == {"key": "place", "title": "位置", "required": True}
    assert (found["sum"], found["rate"]) == ({"count": 3, "amount": None, "area": "13.75"}, "1/3")
    assert [(one["title"], one["sum"]["count"], one["sum"]["area"]) for one in found["states"]] == [
        ("待处置", 2, "1.25"),
        ("处置中", 0, "0.00"),
        ("已盘活", 1, "12.50"),
    ]
    assert [
        (one["unit"]["key"], one["sum"]["count"], one["disposed"]["count"]) for one in found["units"]
    ] == [
        ("town1", 2, 1),
        ("town2", 1, 0),
    ]
    assert [one["key"] for one in found["deliveries"]][:2] == ["2023-03-31", "2023-06-30"]


async def test_units_see_what_is_theirs_and_the_lead_sees_all_of_it(office: Office, client: Client) -> None:
    await parcel(office, "一号地", "town1", 100)
    await parcel(office, "二号地", "town2", 200)
    for unit, count in (("town1", 1), ("bureau", 2), ("town3", 0)):
        grant = Grant(role=Role.REPORTER, jurisdiction=CITY, unit=unit_id(CITY, unit))
        client.principal = Principal(id=f"account:{unit}", grants=(grant,))
        assert (await land(client))["sum"]["count"] == count
        found = await client.ask("{ inventoryItems { nodes { name } totalCount } }")
        assert found["inventoryItems"]["totalCount"] == count


async def test_items_are_found_by_what_they_are(office: Office, client: Client) -> None:
    first = await parcel(office, "一号地", "town1", 100)
    await parcel(office, "二号地", "town2", 200)
    await office.do(InventoryItemDispose(entry=first, on=JUNE, result="已出让"))
    for given, names in (
        ("open: true", ["二号地"]),
        ("status: [DISPOSED]", ["一号地"]),
        ('inventory: ["funds"]', []),
        (f'name: "一号", jurisdiction: ["{CITY}"]', ["一号地"]),
        ('disposedOn: {since: "2023-06-01"}', ["一号地"]),
    ):
        found = await client.ask(f"{{ inventoryItems(filter: {{{given}}}) {{ nodes {{ name }} }} }}")
        assert [one["name"] for one in found["inventoryItems"]["nodes"]] == names, given


async def test_the_statements_do_not_grow_with_the_items(office: Office, client: Client) -> None:
    counts = []
    for number in (1, 12):
        for part in range(number):
            await parcel(office, f"{number}-{part}号地", f"town{part % 3 + 1}", 100)
        with statements_of(office.database) as sent:
            await land(client)
            await client.ask(
                "{ inventoryItems { nodes { name title cells { text } unit { key } lead { key } } } }"
            )
        counts.append(len(sent))
    assert counts[0] == counts[1]
