"""One transaction's view of the ledger: what is live, what is about to be recorded, and what is wrong.

Everything a batch needs is read before its first command runs, so that commands are plain functions and the
number of statements does not grow with the number of commands.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, NoReturn, TypeVar
from uuid import UUID

from sqlalchemy import Table

from xiangmu.access.principals import Principal
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.chain import row_digest
from xiangmu.db.ids import derived_id, unit_id
from xiangmu.db.kinds import Kind, State, UnitKeys, kind_of
from xiangmu.db.ledger import Entry, Row
from xiangmu.db.projection import project_row
from xiangmu.db.records import InstalledUnit
from xiangmu.plugin.facts import ProjectVersion, StageReached
from xiangmu.plugin.policy import Policy
from xiangmu.services.authority import Authority
from xiangmu.services.clock import business_day
from xiangmu.services.command import Command
from xiangmu.services.noting import Noting
from xiangmu.services.permissions import Rule
from xiangmu.services.problems import Code, Refused
from xiangmu.services.rows import IDENTITIES, LiveRows

V = TypeVar("V")


@dataclass(slots=True, frozen=True)
class Live(Generic[V]):
    """A live row and the value in it."""

    kind: Kind[V]
    row: Row
    units: UnitKeys

    @property
    def fact(self) -> V:
        """The value."""
        return self.kind.value(self.row, self.units)


class Work(Noting):
    """See the module. One command at a time is under way, between ``begin`` and the next ``begin``."""

    imagines = False
    """Whether nothing of it is to be recorded."""

    def __init__(
        self, catalog: Catalog, principal: Principal, now: datetime, no: int, rows: LiveRows
    ) -> None:
        self.catalog = catalog
        super().__init__(Authority(principal))
        self.principal = principal
        self.now = now
        self.today: date = business_day(now)
        self.rows = rows
        self.no = no
        self.units: dict[UUID, str] = {row["fact_id"]: row["key"] for row in rows.all(t.unit)}
        self.touched: set[UUID] = set()
        """Projects whose projection has to be written anew."""
        self.registered: dict[UUID, Row] = {}
        """First projections of projects registered in this transaction."""
        self.plain: dict[Table, list[Row]] = defaultdict(list)
        """New rows of tables that are not part of the ledger."""
        self.changed: list[tuple[Table, Row]] = []
        """Cells, by the row's id, of tables that are not part of the ledger."""

    def begin(self, command: Command, rule: Rule) -> None:
        """Start on the next command, which those may give whom ``rule`` names."""
        self.no += 1
        self.command = command
        self.entry = Entry()
        self.authority.begin(rule)
        self._scope: str | None = None
        self.recorded_for = self.principal
        self.correcting: UUID | None = None
        self.within = ()
        self.problems = []
        self._ordinal = 0

    # What is there

    @property
    def scope(self) -> str:
        """The jurisdiction that the command is about."""
        return self._scope or ""

    @scope.setter
    def scope(self, jurisdiction: str) -> None:
        self.extend(jurisdiction)

    def extend(self, jurisdiction: str, path: str = "", *, own: bool | None = None) -> None:
        """Work for that jurisdiction from here on, on something that is of a unit of theirs or not.

        What was denied in a jurisdiction stays denied there.
        """
        elsewhere = jurisdiction != self._scope
        if elsewhere or (own is not None and self.authority.denied_at is None):
            self.authority.extend(jurisdiction, path, own=own)
        self._scope = jurisdiction

    def find(self, of: type[V], column: str, content: Any) -> list[Live[V]]:
        """The live rows of that class, rejected claims left out; by identity only what they may name."""
        kind = kind_of(of)
        if column in IDENTITIES:
            rows = self.rows.named(kind.table, column, content, self.authority.rule.claims)
        else:
            rows = self.rows.find(kind.table, column, content)
        return [Live(kind, row, self.units) for row in rows if row.get("state") != State.REJECTED]

    def facts(self, of: type[V], column: str, content: Any) -> list[V]:
        """The values of ``find``."""
        return [live.fact for live in self.find(of, column, content)]

    def installed(self, of: type[V], identity: UUID) -> Live[V] | None:
        """The live jurisdiction or unit with that identity."""
        kind = kind_of(of)
        rows = (row for row in self.rows.all(kind.table) if row["fact_id"] == identity)
        return next((Live(kind, row, self.units) for row in rows), None)

    def about(self, live: Live[Any], path: str) -> None:
        """Work for the jurisdiction of a row from here on: on what it holds."""
        table = live.kind.table
        of_somebody = "unit_id" in table.c or "project_id" in table.c
        own = self.rows.acts(table, live.row, self.authority.rule.claims) if of_somebody else None
        self.extend(live.row["jurisdiction"], path, own=own)

    def under(self, rule: Rule) -> None:
        """What follows those may do whom ``rule`` names."""
        self.authority.begin(rule)
        self._scope = None

    def enter(self, jurisdiction: str, path: str = "jurisdiction") -> None:
        """Work for that jurisdiction from here on. Refuses one that is not installed, or not theirs to know of."""
        installed = (row["key"] for row in self.rows.all(t.jurisdiction))
        if jurisdiction not in installed or not self.authority.knows(jurisdiction):
            self._unknown(path, Code.UNKNOWN_JURISDICTION, f"没有安装辖区 {jurisdiction}")
        self.extend(jurisdiction, path)

    def project(self, project: UUID, path: str = "project") -> Row:
        """The project's row; work for its jurisdiction from here on. Refuses one that they cannot see as unknown."""
        claims = self.authority.rule.claims
        found = self.rows.named(t.project, "id", project, claims)
        if not found:
            self._unknown(path, Code.NOT_FOUND, f"没有项目 {project}")
        row = found[0]
        own = self.rows.acts(t.project, row, claims) or any(
            row["unit_id"] in self.principal.units(claim, row["jurisdiction"]) for claim in claims
        )
        self.extend(row["jurisdiction"], path, own=own)
        return row

    def policy(self, policy: str, path: str = "policy", offered_by: str = "") -> Policy:
        """The policy; work for its jurisdiction from here on. Refuses one that no plugin states, or not theirs to know.

        ``offered_by``: those who may do this there may offer it to the jurisdiction above.
        """
        found = self.catalog.policies.get(policy)
        below = self.catalog.jurisdictions.get(offered_by)
        above = found is not None and below is not None and below.parent == found.jurisdiction
        offering = above and self.authority.may(offered_by)
        if found is None or not (offering or self.authority.knows(found.jurisdiction)):
            self._unknown(path, Code.UNKNOWN_POLICY, f"没有文件 {policy}")
        if offering and not self.authority.may(found.jurisdiction):
            self._scope = found.jurisdiction
            self.authority.offer()
        else:
            self.enter(found.jurisdiction, path)
        return found

    def _unknown(self, path: str, code: Code, message: str) -> NoReturn:
        """Refuse what there is not, for them."""
        self.authority.denied_at = None
        self.refuse(path, code, message)

    def unit(self, unit: str, path: str = "unit", on: date | None = None, *, subject: bool = False) -> None:
        """Note an error unless the jurisdiction has that unit (on that day).

        ``subject``: what is recorded is about it, and who records for a unit does so for their own.
        """
        self.authority.narrow(unit_id(self.scope, unit), path, subject=subject)
        row = self.unit_row(unit)
        if row is None:
            self.problem(path, Code.UNKNOWN_UNIT, f"辖区 {self.scope} 没有单位 {unit}")
        elif on and not (row["since"] or on) <= on <= (row["until"] or on):
            self.problem(path, Code.CLOSED, f"单位 {row['title']} 在 {on} 不存在")

    def unit_row(self, unit: str) -> Row | None:
        """The live row of a unit of the jurisdiction."""
        found = self.installed(InstalledUnit, unit_id(self.scope, unit))
        return found.row if found else None

    def named(self, unit: str) -> str:
        """The title of a unit of the jurisdiction, for people to read; what is called ``unit`` when there is none."""
        row = self.unit_row(unit)
        return row["title"] if row else unit

    def past(self, day: date, path: str = "on") -> None:
        """Note an error when the day has not come yet."""
        if day > self.today:
            self.problem(path, Code.IN_FUTURE, f"日期 {day} 晚于今天({self.today})")

    def office_only(self, path: str, act: str, code: Code = Code.NOT_ALLOWED) -> None:
        """Note an error unless what they record is confirmed."""
        if self.authority.state is not State.CONFIRMED:
            self.problem(path, code, f"只有重点项目办可以{act}")

    def unchanged(self, live: Live[Any], version: int | None) -> None:
        """Note an error when someone recorded the fact anew after the author looked at it."""
        if version is not None and version != live.row["no"]:
            self.problem(
                "version", Code.CONFLICT, f"已于第 {live.row['no']} 号记录变更, 提交的是第 {version} 号"
            )

    def reasoned(self) -> None:
        """Note an error unless the command gives a reason."""
        if not self.command.reason.strip():
            self.problem("reason", Code.REQUIRED, "须写明理由")

    def assessable(self, project: Row, policy: Policy) -> None:
        """Note an error unless the project is of the policy's jurisdiction, or of one beneath it."""
        own = self.catalog.jurisdictions.get(project["jurisdiction"])
        if own is None or policy.jurisdiction not in (own.key, own.parent):
            self.problem("project", Code.NOT_ALLOWED, f"项目不在{policy.title}适用的辖区")

    # What is recorded

    def new_id(self) -> UUID:
        """The next id of the command."""
        self._ordinal += 1
        return derived_id(self.now, self.command.request_id, self._ordinal)

    def fact_id(self) -> UUID:
        """The id of the fact that the command records: that of the fact it corrects, if it corrects one."""
        return self.correcting or self.new_id()

    def append(self, fact: Any, *, state: State | None = None, **more: Any) -> UUID:
        """Record ``fact``; ``more`` are columns that the value does not have. Returns the fact's id."""
        fact_id: UUID = self._record(fact, state, more)["fact_id"]
        return fact_id

    def _recorded_as(self) -> State:
        """What they record comes to. Raises Refused when they may not, RuntimeError when no command asked for whom."""
        if self.authority.denied_at is not None:
            raise Refused(self.errors)
        if self.authority.state is None:
            raise RuntimeError(f"命令 {type(self.command.data).__name__} 没有说明为哪个辖区而作")
        return self.authority.state

    def _record(self, fact: Any, state: State | None, more: Row) -> Row:
        recorded_as = self._recorded_as()
        kind = kind_of(type(fact))
        row: Row = {
            "row_id": self.new_id(),
            "jurisdiction": self.scope,
            "no": self.no,
            "ended_no": None,
            **kind.row(fact, self.scope),
            **more,
        }
        if kind.has_state:
            row["state"] = str(state or recorded_as)
        row["digest"] = row_digest(kind.table, row)
        self._note(kind.table, row)
        self.entry.recorded.append((kind.table, row))
        self.rows.add(kind.table, row)
        return row

    def end(self, live: Live[Any]) -> None:
        """End a row."""
        self._recorded_as()
        table = live.kind.table
        self._note(table, live.row)
        self.entry.ended.append((table, live.row))
        self.rows.remove(table, live.row)

    def replace(self, live: Live[V], fact: V, *, state: State | None = None, **more: Any) -> UUID:
        """End a row and record ``fact`` in its place, with what the value does not hold kept, but for ``more``."""
        own = {column for _, column in live.kind.columns}
        shared = {"row_id", "fact_id", "jurisdiction", "no", "ended_no", "digest", "state"}
        kept = {column: content for column, content in live.row.items() if column not in own | shared}
        self.end(live)
        return self.append(fact, state=state, **(kept | more))

    def put(self, table: Table, row: Row) -> None:
        """Add a row to a table that is not part of the ledger."""
        self._recorded_as()
        self.plain[table].append(row)
        self.rows.add(table, row)

    def change(self, table: Table, row: Row, **cells: Any) -> None:
        """Change cells of a row of a table that is not part of the ledger: nothing of it is in the chain."""
        self._recorded_as()
        self.changed.append((table, {"id": row["id"], **cells}))
        row |= cells

    def register(self, version: ProjectVersion) -> UUID:
        """Record the first version of a new project."""
        projection = project_row([self._record(version, None, {})], [])
        self.registered[version.project] = projection
        self.touched.discard(version.project)
        self.rows.add(t.project, projection)
        return version.project

    def _note(self, table: Table, row: Row) -> None:
        if table is t.unit:
            self.units[row["fact_id"]] = row["key"]
        if table in (kind_of(ProjectVersion).table, kind_of(StageReached).table):
            self.touched.add(row["project_id"])
