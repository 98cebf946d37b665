"""Inventories (起底台账): an item is entered, or changed where the row says otherwise."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.catalog.names import fold_name
from xiangmu.db.registers import InventoryItem
from xiangmu.services.inventories import InventoryCell, InventoryItemAdd, InventoryItemChange
from xiangmu.services.problems import Code
from xiangmu.sheets.imports.held import HeldProject, Projects, UnclearError, Units, all_of
from xiangmu.sheets.imports.planning import Changes, Once, said
from xiangmu.sheets.imports.rows import GivenRow, Planned, Step, Task

OWN = ("name", "amount_yuan", "area", "cause", "plan")
CELL = "cells."
HUNDREDTHS = 100
"""Of a 亩, as areas are stored."""


class InventoryPlanner:
    """Plans the rows of one inventory."""

    def __init__(self, task: Task, units: Units, projects: Projects, items: list[InventoryItem]) -> None:
        self._task, self._units, self._projects = task, units, projects
        self._items = {
            (fold_name(item.name), item.unit): item
            for item in items
            if (item.policy, item.inventory) == (task.policy, task.form.of)
        }
        self._once = Once(seen={})

    @classmethod
    async def read(cls, connection: AsyncConnection, task: Task, rights: Rights) -> "InventoryPlanner":
        """With the projects and the items on record."""
        units = await Units.read(connection, task.jurisdiction)
        projects = await Projects.read(connection, task.jurisdiction, units, rights)
        items = await all_of(connection, InventoryItem, task.jurisdiction, units.by_identity, rights)
        return cls(task, units, projects, items)

    def plan(self, row: GivenRow) -> Planned:
        """What the row would change."""
        unit = self._unit(row)
        project = self._projects.required(row) if {"project", "codes"} & row.values.keys() else None
        name = row.text("name") or (self._called(row, project) if project else "")
        self._once.note(row, (fold_name(name), unit), field="name")
        item = self._items.get((fold_name(name), unit))
        changes = Changes(self._task, row, self._units.titles)
        given = _differing(changes, row, item)
        cells, differing = _differing_cells(changes, row, item)
        if item is None:
            about = project.id if project else None
            changes.steps.append(self._add(row, {**given, "name": name, "project": about}, cells, unit))
        elif given or differing:
            changed = InventoryItemChange(entry=item.id, cells=_cells(cells) if differing else None, **given)
            changes.steps.append(Step(data=changed))
        return changes.planned(name, new=item is None)

    def _called(self, row: GivenRow, project: HeldProject) -> str:
        """What an item of a project is called when nobody named it."""
        inventory = self._task.catalog.inventory(self._task.policy, self._task.form.of)
        field = f"{CELL}{inventory.named_by}" if inventory and inventory.named_by else ""
        apart = said(self._task.form.column(field), row.values.get(field), {})
        return f"{project.row['name']} {apart}".strip()

    def _unit(self, row: GivenRow) -> str:
        if "unit" in row.values:
            return self._units.key(row.text("unit"))
        inventory = self._task.catalog.inventory(self._task.policy, self._task.form.of)
        return inventory.lead if inventory else ""

    def _add(self, row: GivenRow, given: Mapping[str, Any], cells: Mapping[str, str], unit: str) -> Step:
        data = InventoryItemAdd(
            policy=self._task.policy,
            inventory=self._task.form.of,
            unit=unit,
            cells=_cells(cells),
            on=row.values.get("on", self._task.on),
            **given,
        )
        return Step(data=data)


def _differing(changes: Changes, row: GivenRow, item: InventoryItem | None) -> dict[str, Any]:
    """What the row says of the item itself that is not on record, as commands take it."""
    given = {
        field: row.values[field]
        for field in OWN
        if field in row.values and changes.differs(field, _held(item, field), _given(row, field))
    }
    if "area" in given:
        given["area"] = _hundredths(row.text("area"))
    return given


def _differing_cells(
    changes: Changes, row: GivenRow, item: InventoryItem | None
) -> tuple[dict[str, str], bool]:
    """All columns of the item with what the row says of them, and whether that is something else than before."""
    kept = item.cells if item else {}
    old = {column: str(content) for column, content in kept.items() if content is not None}
    new = {
        field.removeprefix(CELL): str(content)
        for field, content in row.values.items()
        if field.startswith(CELL)
    }
    differing = [column for column in new if changes.differs(CELL + column, old.get(column), new[column])]
    return {**old, **new}, bool(differing)


def _held(item: InventoryItem | None, field: str) -> Any:
    content = getattr(item, field) if item else None
    return Fraction(content, HUNDREDTHS) if field == "area" and content is not None else content


def _given(row: GivenRow, field: str) -> Any:
    return Fraction(row.text(field)) if field == "area" else row.values[field]


def _hundredths(mu: str) -> int:
    exact = Fraction(mu) * HUNDREDTHS
    if exact.denominator != 1:
        raise UnclearError("area", Code.MALFORMED, "面积以亩计, 至多两位小数")
    return int(exact)


def _cells(texts: Mapping[str, str]) -> tuple[InventoryCell, ...]:
    return tuple(InventoryCell(column=column, text=text) for column, text in texts.items())
