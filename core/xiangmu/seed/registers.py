"""Items of inventories, each entered when it was found, and disposed of when it was."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from xiangmu.plugin.demo import DemoInventoryItem, demo_id
from xiangmu.plugin.inventories import InventoryStatus
from xiangmu.seed.steps import Known, Rank, Step, Telling, afternoon, evening, request_id
from xiangmu.services.command import Input
from xiangmu.services.inventories import InventoryItemAdd, InventoryItemChange, InventoryItemDispose


def inventory_steps(telling: Telling, items: Iterable[DemoInventoryItem]) -> Iterator[Step]:
    """Up to three steps for each."""
    for told in items:
        words = ("inventory", told.policy, told.inventory, told.name)
        entry, moment = demo_id(*words), telling.moment(told.on)
        yield Step(
            at=moment,
            rank=Rank.RECORD,
            request=request_id(*words),
            data=partial(_add, told),
            needs=frozenset((told.project,)) if told.project else frozenset(),
            gives=entry,
        )
        after: dict[str, Any] = {"rank": Rank.SETTLE, "needs": frozenset((entry,))}
        if told.in_hand_on:
            change = {"entry": entry, "status": InventoryStatus.IN_HAND}
            yield Step(
                at=afternoon(telling.moment(told.in_hand_on).date()),
                request=request_id(*words, "in hand"),
                data=partial(_about, InventoryItemChange, change),
                **after,
            )
        if told.disposed_on:
            change = {"entry": entry, "on": told.disposed_on, "result": told.result}
            yield Step(
                at=evening(telling.moment(told.disposed_on).date()),
                request=request_id(*words, "disposed"),
                data=partial(_about, InventoryItemDispose, change),
                **after,
            )


def _add(told: DemoInventoryItem, known: Known) -> Input:
    return InventoryItemAdd.model_validate(
        {
            "policy": told.policy,
            "inventory": told.inventory,
            "name": told.name,
            "project": known[told.project] if told.project else None,
            "unit": told.unit,
            "cells": tuple({"column": column, "text": text} for column, text in told.cells),
            "amount_yuan": told.amount_yuan,
            "area": told.area,
            "cause": told.cause,
            "plan": told.plan,
            "on": told.on,
        }
    )


def _about(model: type[Input], change: dict[str, Any], known: Known) -> Input:
    return model.model_validate(change | {"entry": known[change["entry"]]})
