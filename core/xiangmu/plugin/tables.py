"""A plugin's tables as data: CSV files beside its modules, read strictly."""

import csv
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from typing import TypeVar

from xiangmu.plugin.policy import Clause
from xiangmu.plugin.units import Group, Unit, UnitKind

T = TypeVar("T")


class TableError(ValueError):
    """A cell that cannot be read; the message names file and row."""


def read_table(
    package: str, file: str, columns: Sequence[str], build: Callable[[dict[str, str]], T]
) -> tuple[T, ...]:
    """Every row of ``file`` in ``package``, built into a value.

    The header must be exactly ``columns``. Raises TableError naming file and row.
    """
    text = resources.files(package).joinpath(file).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    header = next(rows, [])
    if tuple(header) != tuple(columns):
        raise TableError(f"{package}/{file}:1: 表头应为 {','.join(columns)}")
    return tuple(_build(f"{package}/{file}:{rows.line_num}", columns, row, build) for row in rows if row)


def _build(place: str, columns: Sequence[str], row: list[str], build: Callable[[dict[str, str]], T]) -> T:
    if len(row) != len(columns):
        raise TableError(f"{place}: 应有 {len(columns)} 格, 实有 {len(row)} 格")
    try:
        return build(dict(zip(columns, (cell.strip() for cell in row), strict=True)))
    except (ValueError, KeyError) as error:
        raise TableError(f"{place}: {error}") from error


def read_clauses(package: str) -> tuple[Clause, ...]:
    """The plugin's ``clauses.csv``: id, locator, kind, gist, nothing_to_compute."""
    columns = ("id", "locator", "kind", "gist", "nothing_to_compute")
    return read_table(package, "clauses.csv", columns, lambda cells: Clause(**cells))


def read_units(package: str) -> tuple[Unit, ...]:
    """The plugin's ``units.csv``: key, title, kind, division_code, aliases (separated by ``;``)."""

    def build(cells: dict[str, str]) -> Unit:
        return Unit(
            key=cells["key"],
            title=cells["title"],
            kind=UnitKind(cells["kind"]),
            division_code=cells["division_code"],
            aliases=tuple(alias for alias in cells["aliases"].split(";") if alias),
        )

    return read_table(package, "units.csv", ("key", "title", "kind", "division_code", "aliases"), build)


def read_members(package: str) -> dict[str, tuple[str, ...]]:
    """The plugin's ``groups.csv`` (group, unit): the unit keys of each group, in order."""
    members: dict[str, list[str]] = {}
    for group, unit in read_table(
        package, "groups.csv", ("group", "unit"), lambda c: (c["group"], c["unit"])
    ):
        members.setdefault(group, []).append(unit)
    return {group: tuple(units) for group, units in members.items()}


def groups(
    policy: str, members: dict[str, tuple[str, ...]], titles: Iterable[tuple[str, str, str]]
) -> tuple[Group, ...]:
    """The groups of ``policy`` from ``members``, each given as (key, title, clause)."""
    return tuple(
        Group(policy=policy, key=key, title=title, units=members[key], clause=clause)
        for key, title, clause in titles
    )
