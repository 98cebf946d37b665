"""What inventories leave behind in a world, and what may be done about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tests.access.attempts import of
from tests.access.realm import JUNE, policy_of
from xiangmu.plugin.money import wan
from xiangmu.services.command import Input
from xiangmu.services.inventories import InventoryItemAdd

FUNDS = 5
"""万元, and the cents that mark whose they are: no other amount of a world begins so."""


def entered(place: str, unit: str, project: UUID, told: str, cents: int) -> Input:
    """An item about a project, for those who see the project."""
    given = {"policy": policy_of(place), "inventory": "funds", "unit": unit, "project": project, "on": JUNE}
    texts = {"name": told, "cause": told, "plan": told, "cells": ({"column": "account", "text": told},)}
    return InventoryItemAdd.model_validate(given | texts | {"amount_yuan": wan(FUNDS) + cents})


def about_entries(entry: UUID) -> Mapping[str, Input]:
    """A command of every kind about an item of an inventory."""
    given: dict[str, dict[str, Any]] = {
        "inventory_item_change": {"plan": "收回"},
        "inventory_item_dispose": {"on": date(2023, 6, 20), "result": "收回"},
    }
    return {kind: of(kind, entry=entry, **more) for kind, more in given.items()}
