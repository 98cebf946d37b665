"""Reading whole tables, so that memory does not grow with them and past rows that cannot be read."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    String,
    Table,
    literal_column,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.pages import UndecodableError, decoding, pages
from xiangmu.db.proof.findings import Cells, Fault, Suspects, Touched

UNREADABLE = (ValueError, TypeError, AttributeError, UndecodableError)
"""What the drivers and column types raise for a cell that nothing of the program wrote."""


async def readable(connection: AsyncConnection, table: Table, suspects: Suspects) -> AsyncIterator[Cells]:
    """The rows of ``table`` in order and without blobs; each that cannot be read becomes a fault instead."""
    key = key_of(table)
    columns = [column for column in table.columns if not isinstance(column.type, LargeBinary)]
    names = [column.name for column in columns]
    everything = select(*columns).order_by(key)
    last = None
    try:
        async for page in pages(connection, everything):
            for row in page:
                cells = dict(zip(names, row, strict=True))
                last = cells[key.name]
                yield cells
    except UNREADABLE:
        left = select(key) if last is None else select(key).where(key > last)
        for content in await _keys(connection, table, left.order_by(key), suspects):
            try:
                with decoding():
                    one = (await connection.execute(select(*columns).where(key == content))).one()
                yield dict(zip(names, one, strict=True))
            except UNREADABLE:
                suspects.faults.append(_unreadable(table, content))
                if table is t.command:
                    suspects.unreadable.add(content)


def computed(digest: Callable[[Cells], str], cells: Cells) -> str:
    """The digest; "" of cells that are of no kind that the program writes."""
    try:
        return digest(cells)
    except TypeError:
        return ""


def key_of(table: Table) -> ColumnElement[Any]:
    """The one column of the primary key."""
    [key] = table.primary_key
    return key


async def _keys(
    connection: AsyncConnection, table: Table, statement: Select[Any], suspects: Suspects
) -> Sequence[Any]:
    try:
        return (await connection.scalars(statement)).all()
    except UNREADABLE:
        message = f"{table.name} 有编号读不出来的行"
        suspects.faults.append(Fault(table=table.name, row=None, no=None, message=message))
        return ()


def _unreadable(table: Table, key: Any) -> Fault:
    if table is t.command:
        return Fault(table=table.name, row=None, no=key, message=f"第 {key} 号命令有读不出来的内容")
    return Fault(table=table.name, row=key, no=None, message=f"{table.name} 的行 {key} 有读不出来的内容")


class InOrder:
    """All recorded rows in the order of the commands that they name in ``column`` (``no`` or ``ended_no``)."""

    def __init__(self, connection: AsyncConnection, column: str) -> None:
        self._pages = pages(connection, _of_all_tables(column))
        self._page: list[tuple[Any, Touched]] = []

    async def upto(self, no: int) -> list[tuple[Any, Touched]]:
        """The next rows that name commands up to ``no``; each row comes once."""
        found: list[tuple[Any, Touched]] = []
        while await self._more() and isinstance(self._page[-1][0], int) and self._page[-1][0] <= no:
            found.append(self._page.pop())
        return found

    async def rest(self) -> AsyncIterator[tuple[Any, Touched]]:
        """All rows that are left."""
        while await self._more():
            yield self._page.pop()

    async def close(self) -> None:
        """Look no further."""
        await self._pages.aclose()  # type: ignore[attr-defined]  # an asynchronous generator

    async def _more(self) -> bool:
        if not self._page:
            async for page in self._pages:
                # the first one last, where it is taken from
                self._page = [
                    (no, Touched(table=table, row=_identity(row), digest=str(digest)))
                    for no, table, row, digest in reversed(page)
                ]
                break
        return bool(self._page)


def _of_all_tables(column: str) -> Select[Any]:
    every = union_all(
        *(
            select(
                table.c[column].label("number"),
                literal_column(f"'{table.name}'", String).label("table"),
                # as text, because an identity that is none must not stop everything
                type_coerce(table.c.row_id, String).label("row"),
                type_coerce(table.c.digest, String).label("digest"),
            ).where(table.c[column].is_not(None))
            for table in t.RECORDED
        )
    ).subquery()
    return select(every).order_by(every.c.number)


def _identity(row: Any) -> UUID | None:
    try:
        return UUID(str(row))
    except ValueError:
        return None
