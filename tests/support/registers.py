"""Inventories of the invented city."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from xiangmu.plugin.inventories import Inventory, InventoryColumns, Quantity
from xiangmu.plugin.supervision import Supervision


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
    stated = {"policy": policy, "clause": "T-1", "lead": "bureau"}
    return Supervision(
        inventories=(
            Inventory(
                **stated,
                key="land",
                title="闲置土地",
                obligation="summary",
                columns=Parcel,
                quantity=Quantity.AREA,
                titles=("待处置", "处置中", "已盘活"),
            ),
            Inventory(
                **stated,
                key="funds",
                title="沉淀资金",
                obligation="forwarding",
                columns=Money,
                quantity=Quantity.MONEY,
            ),
            Inventory(
                **stated,
                key="projects",
                title="项目盘子",
                obligation="summary",
                columns=InventoryColumns,
                of_project=True,
            ),
        )
    )
