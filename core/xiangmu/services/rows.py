"""The live rows that a batch looks at, read in one statement per table and column, then kept up to date in memory.

A column of which more is asked than a statement holds takes several.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Self
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Table, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.acting import acting
from xiangmu.access.rights import Condition, Rights
from xiangmu.access.roles import Permission
from xiangmu.access.row_rules import RULES, nobody
from xiangmu.db import tables as t
from xiangmu.db.ledger import Row
from xiangmu.services.command import Need

ALWAYS = (t.jurisdiction, t.unit, t.enabled_policy, t.workday_decision)
"""Small tables of which all live rows are read."""
IDENTITIES = frozenset({"id", "fact_id"})
"""The columns by which commands name what they are about."""
READ = Permission.READ
MOST = 30_000
"""Contents asked for in one statement; PostgreSQL takes 32,767 parameters."""


class LiveRows:
    """Rows by table and by each column that was asked for."""

    def __init__(self, needs: Iterable[Need]) -> None:
        self._wanted: dict[Table, dict[str, dict[Any, dict[UUID, Row]]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for need in needs:
            self._wanted[need.table][need.column][need.content] = {}
        self._known: dict[Table, dict[UUID, Row]] = {table: {} for table in ALWAYS}
        self._open: dict[tuple[Table, UUID], frozenset[Permission]] = {}
        """For what they may name a row: READ for looking at it, others for acting on it because it is theirs."""
        self._all: frozenset[Permission] = frozenset({READ})

    @classmethod
    async def load(
        cls,
        connection: AsyncConnection,
        needs: Iterable[Need],
        rights: Rights,
        claims: Iterable[Permission] = (),
    ) -> Self:
        """Read all that ``needs`` ask for, and for what somebody with ``rights`` may name it.

        ``claims`` are the permissions by which they may act on something of their own.
        """
        rows = cls(needs)
        rows._all |= frozenset(claims)
        for table in ALWAYS:
            await rows._read(connection, table, true())
        for table, columns in rows._wanted.items():
            for column, contents in columns.items():
                asked = list(contents)
                for start in range(0, len(asked), MOST):
                    among = table.c[column].in_(asked[start : start + MOST])
                    await rows._read(connection, table, among, rights if column in IDENTITIES else None)
        return rows

    def named(self, table: Table, column: str, content: Any, claims: Iterable[Permission] = ()) -> list[Row]:
        """As ``find``, of what somebody may name: because they see it, or act on it by one of ``claims``."""
        return [
            row
            for row in self.find(table, column, content)
            if self._open.get((table, _identity(table, row)), frozenset()) & {READ, *claims}
        ]

    def acts(self, table: Table, row: Row, claims: Iterable[Permission]) -> bool:
        """Whether they may act on the row because it is theirs."""
        return not self._open.get((table, _identity(table, row)), frozenset()).isdisjoint(claims)

    def find(self, table: Table, column: str, content: Any) -> list[Row]:
        """The live rows with that content. Raises KeyError for what the command did not say it needs."""
        return list(self._wanted[table][column][content].values())

    def all(self, table: Table) -> Iterable[Row]:
        """Every live row of one of the small tables."""
        return self._known[table].values()

    def add(self, table: Table, row: Row) -> None:
        """A row is live from now on, and whoever added it may name it."""
        self._open[table, _identity(table, row)] = self._all
        self._add(table, row)

    def _add(self, table: Table, row: Row) -> None:
        identity = _identity(table, row)
        if table in self._known:
            self._known[table][identity] = row
        for column, contents in self._wanted[table].items():
            if row[column] in contents:
                contents[row[column]][identity] = row

    def remove(self, table: Table, row: Row) -> None:
        """A row has ended."""
        identity = _identity(table, row)
        if table in self._known:
            del self._known[table][identity]
        for column, contents in self._wanted[table].items():
            contents.get(row[column], {}).pop(identity, None)

    async def _read(
        self, connection: AsyncConnection, table: Table, condition: Condition, rights: Rights | None = None
    ) -> None:
        statement = select(table, *self.openings(table, rights)).where(condition)
        if "ended_no" in table.c:
            statement = statement.where(table.c.ended_no.is_(None))
        for found in (await connection.execute(statement, rights.parameters if rights else {})).mappings():
            self.take(table, found)

    def openings(self, table: Table, rights: Rights | None) -> list[ColumnElement[bool]]:
        """Beside the columns of ``table``: for what somebody with ``rights`` may name a row."""
        if rights is None:
            return []
        # what no query reads is named by secrets, which commands check for themselves
        seen = RULES[table](rights.shape) if RULES[table] is not nobody else true()
        claims = (acting(table, rights.shape, claim).label(claim) for claim in self._all - {READ})
        return [seen.label(READ), *claims]

    def take(self, table: Table, found: RowMapping) -> None:
        """A row as it was read, with its openings if these were asked for."""
        row = {column.name: found[column.name] for column in table.c}
        if READ in found:
            self._open[table, _identity(table, row)] = frozenset(name for name in self._all if found[name])
        self._add(table, row)


def _identity(table: Table, row: Row) -> UUID:
    identity: UUID = row["row_id" if "row_id" in table.c else "id"]
    return identity
