"""Carrying out a plan, rows per level: one statement for each level, however many rows the one above it has."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.api.reader.entity import Condition
from xiangmu.api.reader.found import Found, Row
from xiangmu.api.reader.pages import Page, Totals
from xiangmu.api.reader.plan import (
    Cell,
    Connected,
    Connection,
    Constant,
    Count,
    Cursor,
    Filled,
    Leaf,
    Level,
    Rows,
    Several,
    Single,
    Sums,
    Varied,
)
from xiangmu.api.reader.shapes import Typed, shape, shape_object
from xiangmu.api.reader.statements import Parents, rows_of, totals_of


class MissingError(LookupError):
    """A row that has to be there is not."""


class Reading:
    """Reads in one transaction. Leaves are as JSON shows them for ``wire``, else as their types serialize them.

    A cell of a fresh row holds what its column holds; filling it puts in place what the client reads.
    """

    def __init__(
        self,
        connection: AsyncConnection,
        context: Any,
        rule: Callable[[Table], Condition],
        *,
        wire: bool,
    ) -> None:
        self.connection = connection
        self.context = context
        self.rule = rule
        self._dialect = connection.dialect.name
        self.wire = wire

    async def rows(self, level: Level, parents: Parents | None = None) -> Found:
        """The rows of ``level`` with all that hangs on them."""
        parented = parents is not None
        if parents is not None and not parents.keys:
            return Found(level, (), parented=parented)
        statement = rows_of(level, parents, self._dialect)
        found = Found(level, (await self.connection.execute(statement)).all(), parented=parented)
        if found.rows:
            for cell in level.cells:
                await self._fill(cell, found)
        return found

    async def pages(self, connection: Connection, parents: Parents | None = None) -> Page:
        """A page for each parent."""
        return Page(
            connection=connection,
            rows={
                part.key: await self.rows(part.level, parents)
                for part in connection.parts
                if isinstance(part, Rows)
            },
            bounds=await self.rows(connection.bounds, parents) if connection.bounds else None,
            totals=await self._totals(connection, parents),
        )

    async def _totals(self, connection: Connection, parents: Parents | None) -> Totals:
        if not any(isinstance(part, Count | Sums) for part in connection.parts):
            return Totals(records={})
        sums = connection.entity.sums
        statement = totals_of(connection, [entry.of for entry in sums.values()], parents, self._dialect)
        records = (await self.connection.execute(statement)).all()
        return Totals.of(tuple(sums), records, parented=parents is not None)

    async def _fill(self, cell: Cell, found: Found) -> None:
        rows, key = found.rows, cell.key
        match cell:
            case Single():
                await self._fill_single(cell, rows)
            case Several():
                lists = await self.rows(cell.level, _parents(cell, rows))
                for row in rows:
                    row[key] = lists.of(row[key])
            case Connected():
                pages = await self.pages(cell.pages, _parents(cell, rows))
                for row in rows:
                    row[key] = pages.of(row[key], wire=self.wire)
            case Filled():
                needed = zip(*(found.beside(need) for need in cell.needs), strict=True)
                contents = await cell.computed.fill(self, list(needed))
                for row, content in zip(rows, contents, strict=True):
                    row[key] = shape(content, cell.selection, wire=self.wire)
            case _:
                self._fill_from_itself(cell, found)

    def _fill_from_itself(self, cell: Leaf | Constant | Cursor | Varied, found: Found) -> None:
        rows, key = found.rows, cell.key
        match cell:
            case Leaf():
                self._fill_leaf(cell, rows)
            case Constant():
                for row in rows:
                    row[key] = cell.content
            case Cursor():
                for row, cursor in zip(rows, found.cursors(), strict=True):
                    row[key] = cursor
            case Varied():
                for row, tag in zip(rows, found.beside(cell.tag), strict=True):
                    row[key] = self._variant(cell, tag, row[key])

    def _fill_leaf(self, cell: Leaf, rows: list[Row]) -> None:
        convert = cell.codec.wire if self.wire else cell.codec.read
        if convert is None:
            return
        key = cell.key
        for row in rows:
            if (content := row[key]) is not None:
                row[key] = convert(content)

    async def _fill_single(self, cell: Single, rows: list[Row]) -> None:
        key = cell.key
        keys = {row[key] for row in rows} - {None}
        below = await self.rows(cell.level, Parents(on=cell.by, keys=keys))
        there = below.by_parent()
        for row in rows:
            wanted = row[key]
            row[key] = there.get(wanted)
            if cell.required and row[key] is None:
                raise MissingError(f"{cell.level.entity.name} {wanted}")

    def _variant(self, cell: Varied, tag: Any, data: Mapping[str, Any] | None) -> Typed | None:
        kind = cell.kinds.get(tag)
        if kind is None or data is None:
            return None
        selections = cell.selection.within[kind.name]
        return Typed(kind.name, shape_object(kind.name, kind.read(data), selections, wire=self.wire))


def _parents(cell: Several | Connected, rows: list[Row]) -> Parents:
    return Parents(on=cell.on, keys={row[cell.key] for row in rows}, through=cell.through)
