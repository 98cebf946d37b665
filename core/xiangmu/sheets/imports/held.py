"""What the ledger holds of a jurisdiction, as far as whoever imports sees it. One statement for each table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.access.row_rules import RULES
from xiangmu.catalog.names import fold_code, fold_name
from xiangmu.db import tables as t
from xiangmu.db.kinds import State, UnitKeys, kind_of
from xiangmu.db.ledger import Row
from xiangmu.plugin.facts import ProjectCode, ProjectVersion
from xiangmu.plugin.value import value
from xiangmu.services.problems import Code
from xiangmu.sheets.imports.rows import GivenRow

V = TypeVar("V")


class UnclearError(Exception):
    """A name that means nothing, or more than one thing; in Chinese."""

    def __init__(self, field: str, code: Code, message: str) -> None:
        super().__init__(message)
        self.field, self.code = field, code


@value
class Units:
    """The units of a jurisdiction by every name that means one of them (A6)."""

    rows: Mapping[str, Row]
    """By key."""
    keys: Mapping[str, str]
    """By folded name."""
    by_identity: UnitKeys

    @classmethod
    async def read(cls, connection: AsyncConnection, jurisdiction: str) -> "Units":
        """All of them: the names of units are no secret to who works for the jurisdiction."""
        keys: dict[str, str] = {}
        rows = await _live(connection, t.unit, jurisdiction)
        by_identity = {row["fact_id"]: row["key"] for row in rows}
        for row in rows:
            keys |= {fold_name(name): row["key"] for name in (row["key"], row["title"])}
        for alias in await _live(connection, t.unit_alias, jurisdiction):
            keys[alias["folded"]] = by_identity[alias["unit_id"]]
        return cls(rows={row["key"]: row for row in rows}, keys=keys, by_identity=by_identity)

    def key(self, name: str, field: str = "unit") -> str:
        """The unit called ``name``. Raises UnclearError."""
        found = self.keys.get(fold_name(name))
        if found is None:
            raise UnclearError(field, Code.UNKNOWN_UNIT, f"没有叫“{name}”的单位, 单位只按名称和别名认")
        return found

    @property
    def titles(self) -> dict[str, str]:
        """What people call them, by key."""
        return {key: row["title"] for key, row in self.rows.items()}

    def title(self, key: str) -> str:
        """What people call the unit; "" for none."""
        return str(self.rows[key]["title"]) if key in self.rows else key

    def names_of(self, key: str) -> frozenset[str]:
        """The folded names that mean the unit."""
        return frozenset(name for name, meant in self.keys.items() if meant == key)


@value
class HeldProject:
    """A project on record: its row, its versions by date, and its codes."""

    row: Row
    versions: tuple[ProjectVersion, ...]
    codes: tuple[str, ...]

    @property
    def id(self) -> UUID:
        """The project."""
        identity: UUID = self.row["id"]
        return identity

    def on(self, day: date) -> ProjectVersion:
        """What holds on ``day``, or what it began as."""
        return next((v for v in reversed(self.versions) if v.effective <= day), self.versions[0])


class Projects:
    """The projects of a jurisdiction, found by code or by name."""

    def __init__(self, held: Iterable[HeldProject]) -> None:
        self.by_id = {project.id: project for project in held}
        self._by_code: dict[str, HeldProject] = {}
        self._by_name: dict[str, list[HeldProject]] = defaultdict(list)
        for project in self.by_id.values():
            self._by_code |= dict.fromkeys(project.codes, project)
            self._by_name[fold_name(project.row["name"])].append(project)

    @classmethod
    async def read(
        cls, connection: AsyncConnection, jurisdiction: str, units: Units, rights: Rights
    ) -> "Projects":
        """Those that somebody with ``rights`` sees."""
        versions = await facts_of(connection, ProjectVersion, jurisdiction, units.by_identity, rights)
        codes = await facts_of(connection, ProjectCode, jurisdiction, units.by_identity, rights)
        rows = await _live(connection, t.project, jurisdiction, rights)
        return cls(
            HeldProject(
                row=row,
                versions=tuple(sorted(versions[row["id"]], key=lambda v: v.effective)),
                codes=tuple(sorted(one.code for one in codes[row["id"]])),
            )
            for row in rows
            if versions[row["id"]]
        )

    def find(self, codes: Iterable[str], name: str) -> HeldProject | None:
        """The project with one of the codes, else the only one of that name. Raises UnclearError."""
        by_code = {project.id: project for code in codes if (project := self._by_code.get(fold_code(code)))}
        if len(by_code) > 1:
            raise UnclearError("codes", Code.DUPLICATE, f"这些代码属于 {len(by_code)} 个项目, 一行只能说一个")
        if by_code:
            return next(iter(by_code.values()))
        called = self._by_name.get(fold_name(name), []) if name else []
        if len(called) > 1:
            raise UnclearError("codes", Code.REQUIRED, f"有 {len(called)} 个项目叫这个名称, 请填项目代码")
        return called[0] if called else None

    def required(self, row: GivenRow) -> HeldProject:
        """The project that a row is about, by code or by name. Raises UnclearError."""
        name = row.text("project") or row.text("name")
        held = self.find(row.values.get("codes", ()), name)
        if held is None:
            raise UnclearError("project", Code.NOT_FOUND, f"台账没有叫“{name}”的项目")
        return held


async def all_of(
    connection: AsyncConnection, of: type[V], jurisdiction: str, units: UnitKeys, rights: Rights
) -> list[V]:
    """What holds of a kind of fact."""
    kind = kind_of(of)
    rows = await _live(connection, kind.table, jurisdiction, rights)
    return [kind.value(row, units) for row in rows if row.get("state") != State.REJECTED]


async def facts_of(
    connection: AsyncConnection, of: type[V], jurisdiction: str, units: UnitKeys, rights: Rights
) -> dict[UUID, list[V]]:
    """What holds of a kind of fact, by project."""
    found: dict[UUID, list[V]] = defaultdict(list)
    for fact in await all_of(connection, of, jurisdiction, units, rights):
        found[fact.project].append(fact)  # type: ignore[attr-defined]  # of facts about projects
    return found


async def _live(
    connection: AsyncConnection, table: Any, jurisdiction: str, rights: Rights | None = None
) -> list[Row]:
    statement = select(table).where(table.c.jurisdiction == jurisdiction)
    if "ended_no" in table.c:
        statement = statement.where(table.c.ended_no.is_(None))
    if rights:
        statement = statement.where(RULES[table](rights.shape))
    given = rights.parameters if rights else {}
    return [dict(row) for row in (await connection.execute(statement, given)).mappings()]
