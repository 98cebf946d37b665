"""Carrying out a plan, rows per level: one statement for each level, however many rows the one above it has."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.api.reader.entity import Condition
from xiangmu.api.reader.expressions import KEYS, keys_as_parameter
from xiangmu.api.reader.found import Content, Found
from xiangmu.api.reader.pages import Page, Totals
from xiangmu.api.reader.plan import (
    Cell,
    Connected,
    Connection,
    Constant,
    Cursor,
    Filled,
    Leaf,
    Level,
    Rows,
    Several,
    Single,
    Varied,
)
from xiangmu.api.reader.shapes import Typed, shape, shape_object


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

    async def rows(self, level: Level, keys: Collection[Any] | None = None) -> Found:
        """The rows of ``level`` with all that hangs on them; of the parents with ``keys`` where it has parents."""
        if keys is not None and not keys:
            return Found(level, ())
        found = Found(level, await self._records(level.statement, keys))
        if found.rows:
            for cell in level.cells:
                await self._fill(cell, found)
        return found

    async def pages(self, connection: Connection, keys: Collection[Any] | None = None) -> Page:
        """A page for each parent."""
        bounds, totals = connection.bounds, connection.totals
        sums, parented = tuple(connection.scope.entity.sums), keys is not None
        return Page(
            connection=connection,
            rows={
                part.key: await self.rows(part.level, keys)
                for part in connection.parts
                if isinstance(part, Rows)
            },
            bounds=None if bounds is None else await self.rows(bounds, keys),
            totals=Totals.of(
                sums, () if totals is None else await self._records(totals, keys), parented=parented
            ),
        )

    async def _records(self, statement: Select[Any], keys: Collection[Any] | None) -> Sequence[Row[Any]]:
        given = {} if keys is None else {KEYS: keys_as_parameter(keys, self._dialect)}
        records: Sequence[Row[Any]] = (await self.connection.execute(statement, given)).all()
        return records

    async def _fill(self, cell: Cell, found: Found) -> None:
        rows, key = found.rows, cell.key
        match cell:
            case Single():
                await self._fill_single(cell, rows)
            case Several():
                lists = await self.rows(cell.level, {row[key] for row in rows})
                for row in rows:
                    row[key] = lists.of(row[key])
            case Connected():
                pages = await self.pages(cell.pages, {row[key] for row in rows})
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

    def _fill_leaf(self, cell: Leaf, rows: list[Content]) -> None:
        convert = cell.codec.wire if self.wire else cell.codec.read
        if convert is None:
            return
        key = cell.key
        for row in rows:
            if (content := row[key]) is not None:
                row[key] = convert(content)

    async def _fill_single(self, cell: Single, rows: list[Content]) -> None:
        key = cell.key
        keys = {row[key] for row in rows} - {None}
        there = (await self.rows(cell.level, keys)).by_parent()
        for row in rows:
            wanted = row[key]
            row[key] = there.get(wanted)
            if cell.required and row[key] is None:
                raise MissingError(f"{cell.level.scope.entity.name} {wanted}")

    def _variant(self, cell: Varied, tag: Any, data: Mapping[str, Any] | None) -> Typed | None:
        kind = cell.kinds.get(tag)
        if kind is None or data is None:
            return None
        selections = cell.selection.within[kind.name]
        return Typed(kind.name, shape_object(kind.name, kind.read(data), selections, wire=self.wire))
