"""Carrying out a plan: rows are put together from records, wherever these come from."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Result, Select, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.api.reader.entity import Condition
from xiangmu.api.reader.found import Content, Found
from xiangmu.api.reader.pages import Page
from xiangmu.api.reader.plan import (
    Cell,
    Connected,
    Connection,
    Constant,
    Cursor,
    Filled,
    Leaf,
    Level,
    Several,
    Single,
    Varied,
)
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.shapes import Typed, shape, shape_object


class MissingError(LookupError):
    """A row that has to be there is not."""


class Reading(ABC):
    """Reads in one transaction. Leaves are as JSON shows them for ``wire``, else as their types serialize them.

    A cell of a fresh row holds what its record holds; filling it puts in place what the client reads.
    """

    def __init__(
        self,
        connection: AsyncConnection,
        context: Any,
        rights: Rights,
        registry: Registry,
        *,
        wire: bool,
    ) -> None:
        self.connection = connection
        self.context = context
        self.shape = rights.shape
        self.wire = wire
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

    @abstractmethod
    async def below(self, level: Level, contents: Sequence[Any]) -> tuple[Found, Iterable[Any]]:
        """What is below cells that hold ``contents``, and which parent in it each of them is."""

    @abstractmethod
    async def pages_below(
        self, connection: Connection, contents: Sequence[Any]
    ) -> tuple[Page, Iterable[Any]]:
        """The pages below cells that hold ``contents``, and which parent in them each of them is."""

    async def filled(self, found: Found, level: Level) -> Found:
        """``found`` with all that hangs on its rows."""
        if found.rows:
            for cell in level.cells:
                await self._fill(cell, found)
        return found

    async def _fill(self, cell: Cell, found: Found) -> None:
        rows, key = found.rows, cell.key
        match cell:
            case Single():
                below, parents = await self.below(cell.level, [row[key] for row in rows])
                for row, parent in zip(rows, parents, strict=True):
                    row[key] = next(iter(below.of(parent)), None)
                    if cell.required and row[key] is None:
                        raise MissingError(f"{cell.level.scope.entity.name} {parent}")
            case Several():
                below, parents = await self.below(cell.level, [row[key] for row in rows])
                for row, parent in zip(rows, parents, strict=True):
                    row[key] = below.of(parent)
            case Connected():
                pages, parents = await self.pages_below(cell.pages, [row[key] for row in rows])
                for row, parent in zip(rows, parents, strict=True):
                    row[key] = pages.of(parent, wire=self.wire)
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

    def _variant(self, cell: Varied, tag: Any, data: Mapping[str, Any] | None) -> Typed | None:
        kind = cell.kinds.get(tag)
        if kind is None or data is None:
            return None
        selections = cell.selection.within[kind.name]
        return Typed(kind.name, shape_object(kind.name, kind.read(data), selections, wire=self.wire))
