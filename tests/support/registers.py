"""Inventories and libraries of the invented city."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from pydantic import Field

from tests.support.libraries import libraries
from xiangmu.plugin.inventories import INVENTORY_STATUS_TITLES, Inventory, InventoryColumns, Quantity
from xiangmu.plugin.supervision import Supervision

TITLES = tuple(INVENTORY_STATUS_TITLES.values())


class Use(StrEnum):
    """What land is meant for."""

    INDUSTRY = "工业"
    HOMES = "住宅"


class Parcel(InventoryColumns):
    """What is said of a parcel."""

    place: str = Field(title="位置")
    use: Use | None = Field(default=None, title="用途")
    plots: int = Field(default=1, title="宗数", ge=1)
    approved_on: date | None = Field(default=None, title="批准日期")


class Money(InventoryColumns):
    """What is said of money."""

    account: str = Field(default="", title="户名")


def supervision(policy: str) -> Supervision:
    """Of the policy with that key."""
    land = Inventory(
        policy=policy,
        key="land",
        title="闲置土地",
        clause="T-1",
        lead="bureau",
        obligation="summary",
        columns=Parcel,
        quantity=Quantity.AREA,
        titles=("待处置", "处置中", "已盘活"),
    )
    funds = replace(
        land,
        key="funds",
        title="沉淀资金",
        obligation="forwarding",
        columns=Money,
        quantity=Quantity.MONEY,
        titles=TITLES,
    )
    projects = replace(
        land,
        key="projects",
        title="项目盘子",
        columns=InventoryColumns,
        quantity=Quantity.NONE,
        of_project=True,
        titles=TITLES,
    )
    return Supervision(inventories=(land, funds, projects), libraries=(libraries(policy),))
