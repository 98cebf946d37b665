"""What the ledger keeps of inventories: plain values, one for each table."""

from datetime import date
from uuid import UUID

from pydantic import JsonValue

from xiangmu.plugin.inventories import InventoryStatus
from xiangmu.plugin.value import value


@value
class InventoryItem:
    """An item found ``on`` a day; see the table."""

    id: UUID
    policy: str
    inventory: str
    name: str
    project: UUID | None
    unit: str
    lead: str
    cells: dict[str, JsonValue]
    amount_yuan: int | None
    area: int | None
    cause: str
    plan: str
    on: date
    status: InventoryStatus
    disposed_on: date | None
    result: str
