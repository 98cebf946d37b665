"""Inventories (起底台账): what stands in them, and what became of it."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field

from xiangmu.db.tables.base import Recorded, indexes


class InventoryItem(Recorded, table=True):
    """An item of an inventory, as it stands; ``cells`` holds what the policy's own columns say.

    ``unit_id`` is to dispose of it, ``lead_id`` draws up the inventory. ``area`` is in hundredths of a 亩.
    """

    __tablename__ = "inventory_item"
    __table_args__ = indexes("inventory_item", "policy", "project_id", "unit_id", "lead_id")

    policy: str
    inventory: str
    name: str
    project_id: UUID | None = Field(foreign_key="project.id")
    unit_id: UUID
    lead_id: UUID
    cells: dict[str, Any] = Field(sa_type=JSON)
    amount_yuan: int | None = Field(sa_type=BigInteger)
    area: int | None = Field(sa_type=BigInteger)
    cause: str
    plan: str
    occurred_on: date
    status: str
    disposed_on: date | None
    result: str
