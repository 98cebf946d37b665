"""What stands in an inventory, who may enter it, and how it comes to an end."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.support.city import CITY, POLICY
from tests.support.office import Office, codes
from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id
from xiangmu.plugin.inventories import InventoryStatus
from xiangmu.services.inventories import InventoryItemAdd, InventoryItemChange, InventoryItemDispose

pytestmark = pytest.mark.anyio
JUNE = date(2023, 6, 1)
TOWN = Principal(
    id="town", grants=(Grant(role=Role.REPORTER, jurisdiction=CITY, unit=unit_id(CITY, "town1")),)
)


def parcel(**more: Any) -> InventoryItemAdd:
    cells = ({"column": "place", "text": "东区"}, {"column": "use", "text": "工业"})
    given = {"policy": POLICY, "inventory": "land", "name": "一号地", "unit": "town1", "cells": cells}
    return InventoryItemAdd.model_validate(given | {"area": 1250, "on": JUNE} | more)


async def entered(office: Office, **more: Any) -> UUID:
    return UUID((await office.do(parcel(**more))).subject)


async def stands(office: Office, item: UUID) -> dict[str, Any]:
    table = t.inventory_item
    statement = select(table).where(table.c.fact_id == item, table.c.ended_no.is_(None))
    async with office.database.reading() as connection:
        return dict((await connection.execute(statement)).mappings().one())


async def test_an_item_is_disposed_of_step_by_step(office: Office) -> None:
    item = await entered(office)
    row = await stands(office, item)
    assert row["cells"] == {"place": "东区", "use": "工业", "plots": 1, "approved_on": None}
    assert (row["status"], row["area"], row["lead_id"]) == ("OPEN", 1250, unit_id(CITY, "bureau"))
    change = {"entry": item, "plan": "收回重新出让", "status": "IN_HAND", "version": row["no"]}
    await office.do(InventoryItemChange.model_validate(change))
    assert codes(await office.refused(InventoryItemChange.model_validate(change))) == [
        ("version", "CONFLICT")
    ]
    await office.do(InventoryItemDispose(entry=item, on=date(2023, 6, 20), result="已出让"), principal=TOWN)
    row = await stands(office, item)
    assert (row["status"], row["disposed_on"], row["result"]) == ("DISPOSED", date(2023, 6, 20), "已出让")
    assert (row["plan"], row["unit_id"]) == ("收回重新出让", unit_id(CITY, "town1"))


async def test_what_was_disposed_of_only_the_office_takes_back(office: Office) -> None:
    item = await entered(office)
    disposal = InventoryItemDispose(entry=item, on=JUNE, result="已出让")
    await office.do(disposal)
    assert codes(await office.refused(disposal)) == [("entry", "CLOSED")]
    back = InventoryItemChange(entry=item, status=InventoryStatus.OPEN)
    assert codes(await office.refused(back)) == [("reason", "REQUIRED")]
    refused = await office.refused(back, principal=TOWN, reason="误报")
    assert codes(refused) == [("entry", "NOT_ALLOWED")]
    await office.do(back, reason="出让合同解除")
    row = await stands(office, item)
    assert (row["status"], row["disposed_on"], row["result"]) == ("OPEN", None, "")


async def test_cells_are_what_the_columns_ask_for(office: Office) -> None:
    cells = (
        {"column": "use", "text": "养殖"},
        {"column": "plots", "text": "两宗"},
        {"column": "owner", "text": "甲"},
        {"column": "use", "text": "住宅"},
        {"column": "approved_on", "text": "2023-02-30"},
    )
    found = await office.refused(parcel(cells=cells, area=None, amount_yuan=5))
    assert sorted(codes(found)) == [
        ("amount_yuan", "NOT_ALLOWED"),
        ("area", "REQUIRED"),
        ("cells", "REQUIRED"),
        ("cells.1.text", "MALFORMED"),
        ("cells.2.text", "MALFORMED"),
        ("cells.3.column", "DUPLICATE"),
        ("cells.4.text", "MALFORMED"),
    ]
    assert "“位置”须填写" in [problem.message for problem in found]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"inventory": "gold"}, [("inventory", "UNKNOWN_ITEM")]),
        ({"policy": "other"}, [("policy", "UNKNOWN_POLICY")]),
        ({"unit": "nobody"}, [("unit", "UNKNOWN_UNIT")]),
        ({"name": " "}, [("name", "REQUIRED")]),
        ({"on": date(2024, 1, 1)}, [("on", "IN_FUTURE")]),
        ({"project": uuid4()}, [("project", "NOT_FOUND")]),
        (
            {"inventory": "projects", "cells": (), "area": None},
            [("project", "REQUIRED")],
        ),
    ],
)
async def test_what_an_item_must_not_say(
    office: Office, more: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert codes(await office.refused(parcel(**more))) == found


async def test_an_item_may_be_of_a_project_and_of_the_lead_unit(office: Office) -> None:
    project = await office.project()
    given = {"inventory": "projects", "project": project, "cells": (), "area": None, "unit": ""}
    row = await stands(office, await entered(office, **given))
    assert (row["project_id"], row["unit_id"]) == (project, unit_id(CITY, "bureau"))


async def test_days_and_results_of_a_disposal_are_sound(office: Office) -> None:
    item = await entered(office)
    early = InventoryItemDispose(entry=item, on=date(2023, 5, 31), result=" ")
    assert codes(await office.refused(early)) == [("on", "REVERSED"), ("result", "REQUIRED")]
    disposed = InventoryItemChange(entry=item, status=InventoryStatus.DISPOSED)
    assert codes(await office.refused(disposed)) == [("status", "NOT_ALLOWED")]
    unknown = InventoryItemDispose(entry=uuid4(), on=JUNE, result="已出让")
    assert codes(await office.refused(unknown)) == [("entry", "NOT_FOUND")]


async def test_a_unit_enters_its_own_items_and_no_others(office: Office) -> None:
    await office.do(parcel(), principal=TOWN)
    assert codes(await office.refused(parcel(unit="town2"), principal=TOWN)) == [("unit", "NOT_ALLOWED")]
    other = await entered(office, unit="town2", name="二号地")
    disposal = InventoryItemDispose(entry=other, on=JUNE, result="已出让")
    assert codes(await office.refused(disposal, principal=TOWN)) == [("entry", "NOT_FOUND")]


async def test_the_same_name_twice_is_pointed_out(office: Office) -> None:
    await entered(office)
    receipt = await office.do(parcel())
    assert codes(receipt.warnings) == [("name", "DUPLICATE")]
