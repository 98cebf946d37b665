"""Reading level by level: one statement for each, however many rows the one above it has."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select

from xiangmu.api.reader.expressions import KEYS
from xiangmu.api.reader.found import Found, Record
from xiangmu.api.reader.pages import Page, Totals
from xiangmu.api.reader.plan import Connection, Level, Rows
from xiangmu.api.reader.reading import Reading


class LevelReading(Reading):
    """Parents are told apart by their keys, which stand in their cells."""

    async def rows(self, level: Level, keys: Collection[Any] | None = None) -> Found:
        """The rows of ``level``; of the parents with ``keys`` where it has parents."""
        records = await self._records(level.statement.content, keys)
        if keys is None:
            return await self.filled(Found(level, {None: records}), level)
        groups: dict[Any, list[Record]] = defaultdict(list)
        for record in records:
            groups[record[-1]].append(record)
        return await self.filled(Found(level, groups), level)

    async def pages(self, connection: Connection, keys: Collection[Any] | None = None) -> Page:
        """A page, or one for each of the parents with ``keys``."""
        bounds, totals = connection.bounds, connection.totals
        rows = {
            part.key: await self.rows(part.level, keys) for part in connection.parts if isinstance(part, Rows)
        }
        counted = () if totals is None else await self._records(totals.content, keys)
        return Page(
            connection=connection,
            rows=rows,
            bounds=None if bounds is None else await self.rows(bounds, keys),
            totals=Totals.of(connection, counted, parented=keys is not None),
        )

    async def below(self, level: Level, contents: Sequence[Any]) -> tuple[Found, Iterable[Any]]:
        """Those whose parents' keys are in the cells."""
        return await self.rows(level, set(contents) - {None}), contents

    async def pages_below(
        self, connection: Connection, contents: Sequence[Any]
    ) -> tuple[Page, Iterable[Any]]:
        """Those whose parents' keys are in the cells."""
        return await self.pages(connection, set(contents) - {None}), contents

    async def _records(self, statement: Select[Any], keys: Collection[Any] | None) -> Sequence[Row[Any]]:
        if keys is None:
            found = await self.execute(statement)
        elif keys:
            found = await self.execute(statement, **{KEYS: list(keys)})
        else:
            return ()
        records: Sequence[Row[Any]] = found.all()
        return records
