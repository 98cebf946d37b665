"""The live rows that a batch looks at, read in one statement per table and column, then kept up to date in memory.

A column of which more is asked than a statement holds takes several.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Self
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.ledger import Row
from xiangmu.services.command import Need

ALWAYS = (t.jurisdiction, t.unit)
"""Small tables of which all live rows are read."""
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

    @classmethod
    async def load(cls, connection: AsyncConnection, needs: Iterable[Need]) -> Self:
        """Read all that ``needs`` ask for."""
        rows = cls(needs)
        for table in ALWAYS:
            await rows._read(connection, table, None)
        for table, columns in rows._wanted.items():
            for column, contents in columns.items():
                asked = list(contents)
                for start in range(0, len(asked), MOST):
                    await rows._read(connection, table, table.c[column].in_(asked[start : start + MOST]))
        return rows

    def find(self, table: Table, column: str, content: Any) -> list[Row]:
        """The live rows with that content. Raises KeyError for what the command did not say it needs."""
        return list(self._wanted[table][column][content].values())

    def all(self, table: Table) -> Iterable[Row]:
        """Every live row of one of the small tables."""
        return self._known[table].values()

    def add(self, table: Table, row: Row) -> None:
        """A row is live from now on."""
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

    async def _read(self, connection: AsyncConnection, table: Table, condition: Any) -> None:
        statement = select(table)
        if condition is not None:
            statement = statement.where(condition)
        if "ended_no" in table.c:
            statement = statement.where(table.c.ended_no.is_(None))
        for row in (await connection.execute(statement)).mappings():
            self.add(table, dict(row))


def _identity(table: Table, row: Row) -> UUID:
    identity: UUID = row["row_id" if "row_id" in table.c else "id"]
    return identity
