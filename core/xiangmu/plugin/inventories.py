"""Inventories (起底台账) that a policy has drawn up: part of the hook ``supervision``.

An inventory states its columns; what stands in them is checked by the core like a city's own project fields.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from xiangmu.plugin.value import value


class InventoryColumns(BaseModel):
    """Base of an inventory's columns: frozen, every one with a Chinese title; text, whole numbers, days, choices."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Quantity(StrEnum):
    """What the items of an inventory have an amount of."""

    NONE = "NONE"
    MONEY = "MONEY"
    """In yuan."""
    AREA = "AREA"
    """In hundredths of a 亩."""


class InventoryStatus(StrEnum):
    """How far an item has come."""

    OPEN = "OPEN"
    IN_HAND = "IN_HAND"
    DISPOSED = "DISPOSED"


INVENTORY_STATUS_TITLES = {
    InventoryStatus.OPEN: "待处置",
    InventoryStatus.IN_HAND: "处置中",
    InventoryStatus.DISPOSED: "处置完毕",
}


@value
class Inventory:
    """An inventory, drawn up by the unit ``lead`` by the deadline of the policy's ``obligation``.

    ``titles``: what the policy calls the states, in the order of InventoryStatus. ``of_project``: every item is one of
    a project on record. ``named_by``: the column that tells items of one project apart; what it says is added to the
    name of the project for an item that nobody gave a name.
    """

    policy: str
    key: str
    title: str
    clause: str
    lead: str
    obligation: str
    columns: type[InventoryColumns]
    quantity: Quantity = Quantity.NONE
    of_project: bool = False
    named_by: str = ""
    titles: tuple[str, ...] = tuple(INVENTORY_STATUS_TITLES.values())

    def called(self, status: InventoryStatus) -> str:
        """What the policy calls a state."""
        return self.titles[tuple(InventoryStatus).index(status)]
