"""Reading level by level: one statement for each, however many rows the one above it has."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Result, Row, Select, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.api.reader.entity import Condition
from xiangmu.api.reader.expressions import KEYS
from xiangmu.api.reader.found import Content, Found, Record
from xiangmu.api.reader.pages import Page, Totals
from xiangmu.api.reader.plan import (
    Cell,
    Connected,
    Connection,
    Constant,
    Filled,
    Leaf,
    Level,
    Rows,
    Several,
    Single,
    Varied,
)
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.shapes import shape, variant


class MissingError(LookupError):
    """A row that has to be there is not."""


class Reading:
    """Reads in one transaction. Leaves are as their types serialize them.

    A cell of a fresh row holds what its column holds, which for a relation is the parent's key; filling it puts in
    place what the client reads.
    """

    def __init__(self, connection: AsyncConnection, context: Any, rights: Rights, registry: Registry) -> None:
        self.connection = connection
        self.context = context
        self.shape = rights.shape
        self._parameters = rights.parameters
        self._registry = registry

    def rule(self, table: Table) -> Condition:
        """The rows of ``table`` that may be seen, live or not."""
        return self._registry.rule(table, self.shape)

    async def execute(self, statement: Select[Any], **more: Any) -> Result[*tuple[Any, ...]]:
        """What ``statement`` finds, with all that conditions on what may be seen need."""
        found: Result[*tuple[Any, ...]] = await self.connection.execute(
            statement, {**self._parameters, **more}
        )
        return found

    async def rows(self, level: Level, keys: Collection[Any] | None = None) -> Found:
        """The rows of ``level``, with all that hangs on them; of the parents with ``keys`` where it has parents."""
        records = await self._records(level.statement.content, keys)
        if keys is None:
            found = Found(level, {None: records})
        else:
            groups: dict[Any, list[Record]] = defaultdict(list)
            for record in records:
                groups[record[-1]].append(record)
            found = Found(level, groups)
        if found.rows:
            for cell in level.cells:
                await self._fill(cell, found)
        return found

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

    async def _records(self, statement: Select[Any], keys: Collection[Any] | None) -> Sequence[Row[Any]]:
        if keys is None:
            found = await self.execute(statement)
        elif keys:
            found = await self.execute(statement, **{KEYS: list(keys)})
        else:
            return ()
        records: Sequence[Row[Any]] = found.all()
        return records

    async def _fill(self, cell: Cell, found: Found) -> None:
        rows, key = found.rows, cell.key
        match cell:
            case Single():
                below = await self.rows(cell.level, _parents(rows, key))
                for row in rows:
                    parent = row[key]
                    row[key] = next(iter(below.of(parent)), None)
                    if cell.required and row[key] is None:
                        raise MissingError(f"{cell.level.scope.entity.name} {parent}")
            case Several():
                below = await self.rows(cell.level, _parents(rows, key))
                for row in rows:
                    row[key] = below.of(row[key])
            case Connected():
                pages = await self.pages(cell.pages, _parents(rows, key))
                for row in rows:
                    row[key] = pages.of(row[key])
            case Filled():
                needed = zip(*(found.beside(need) for need in cell.needs), strict=True)
                contents = await cell.computed.fill(self, list(needed))
                for row, content in zip(rows, contents, strict=True):
                    row[key] = shape(content, cell.selection)
            case _:
                _fill_from_itself(cell, found)


def _fill_from_itself(cell: Leaf | Constant | Varied, found: Found) -> None:
    rows, key = found.rows, cell.key
    match cell:
        case Leaf(codec=codec) if codec.read is not None:
            for row in rows:
                if (content := row[key]) is not None:
                    row[key] = codec.read(content)
        case Constant():
            for row in rows:
                row[key] = cell.content
        case Varied():
            for row, tag in zip(rows, found.beside(cell.tag), strict=True):
                row[key] = variant(cell.kinds.get(tag), row[key], cell.selection)


def _parents(rows: Sequence[Content], key: str) -> set[Any]:
    return {row[key] for row in rows} - {None}
