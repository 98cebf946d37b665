"""The columns that the core knows (``columns.csv``): what ledgers call them, and what is to be written in them.

An inventory's form takes of the columns of INVENTORY what the inventory counts.
"""

from collections.abc import Mapping
from types import MappingProxyType

from xiangmu.plugin.forms import FormColumn, FormKind
from xiangmu.plugin.tables import read_table


def _read() -> Mapping[FormKind, Mapping[str, FormColumn]]:
    found: dict[FormKind, dict[str, FormColumn]] = {kind: {} for kind in FormKind}
    header = ("kind", "field", "title", "group", "required", "aliases", "note")
    for kind, column in read_table("xiangmu.catalog.forms", "columns.csv", header, _column):
        found[kind][column.field] = column
    return MappingProxyType(found)


def _column(cells: dict[str, str]) -> tuple[FormKind, FormColumn]:
    return FormKind(cells["kind"]), FormColumn(
        field=cells["field"],
        title=cells["title"],
        group=cells["group"],
        required=bool(cells["required"]),
        aliases=tuple(alias for alias in cells["aliases"].split(";") if alias),
        note=cells["note"],
    )


COLUMNS = _read()
"""By what the rows of a form tell, then by field, in their order."""
OPEN = MappingProxyType(
    {FormKind.PROJECTS: "profile.", FormKind.TASKS: "goal.", FormKind.INVENTORY: "cells."}
)
"""How the fields begin that a city adds to those."""
