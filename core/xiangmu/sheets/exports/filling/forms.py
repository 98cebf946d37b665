"""A form filled in: which can be, and their rows in the order that is asked for."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.catalog import Catalog
from xiangmu.plugin.forms import FormKind
from xiangmu.plugin.value import value
from xiangmu.sheets.exports.filling.cells import cell, heading
from xiangmu.sheets.exports.filling.holding import Holding, Row
from xiangmu.sheets.exports.filling.of_projects import inventories, issues, progress, projects
from xiangmu.sheets.exports.filling.of_units import tasks, units
from xiangmu.sheets.exports.tables import Head, Table
from xiangmu.sheets.forms import SheetForm
from xiangmu.sheets.imports.held import Units

BY_LIST: Mapping[str, tuple[FormKind, Callable[[Holding], Awaitable[Mapping[UUID, Row]]]]] = {
    "projects": (FormKind.PROJECTS, projects),
    "monthProgress": (FormKind.PROGRESS, progress),
    "issues": (FormKind.ISSUES, issues),
    "units": (FormKind.UNITS, units),
    "inventoryItems": (FormKind.INVENTORY, inventories),
}
"""What a row of each list fills in."""
OF_POLICIES = (FormKind.ISSUES, FormKind.TASKS)
"""Forms whose rows are all about one policy."""


class UnfillableError(Exception):
    """The form cannot be filled in with what is asked for; in Chinese."""


@value
class Filling:
    """A form to be filled in with the ledger of a jurisdiction on a day. ``policy`` "" for none."""

    catalog: Catalog
    form: SheetForm
    jurisdiction: str
    rights: Rights
    on: date
    policy: str
    lines: tuple[str, ...] = ()


def fillable(of: str, form: SheetForm) -> bool:
    """Whether the rows of that list fill in the form; "tasks" is no list, and fills in tables of tasks."""
    return form.kind is (FormKind.TASKS if of == "tasks" else BY_LIST[of][0])


async def filled(
    connection: AsyncConnection, filling: Filling, of: str, wanted: Iterable[UUID] | None
) -> Table:
    """The sheet, with the rows that are ``wanted``, in their order. Raises UnfillableError."""
    form, policy = filling.form, filling.form.policy or filling.policy
    if form.kind in OF_POLICIES and not policy:
        raise UnfillableError(f"{form.title}的各行都属于一份文件, 须指明是哪一份")
    held = await Units.read(connection, filling.jurisdiction)
    holding = Holding(
        connection, filling.catalog, form, filling.jurisdiction, held, filling.rights, filling.on, policy
    )
    if wanted is None:
        rows = [*await tasks(holding)]
    else:
        found = await BY_LIST[of][1](holding)
        rows = [found[one] for one in wanted if one in found]
    return Table(head=_head(filling), rows=[_cells(form, row, held.titles) for row in rows])


def _head(filling: Filling) -> Head:
    title = f"{filling.catalog.jurisdictions[filling.jurisdiction].title}{filling.form.title}"
    return Head(
        name=filling.form.title,
        title=title,
        lines=filling.lines,
        headings=tuple(heading(column) for column in filling.form.columns),
        money=filling.form.money,
    )


def _cells(form: SheetForm, row: Row, titles: Mapping[str, str]) -> list[Any]:
    return [cell(column, row.get(column.field), form.money, titles) for column in form.columns]
