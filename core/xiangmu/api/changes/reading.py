"""Reading a page of changes: three statements, and one for each type whose objects are asked for."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Self
from uuid import UUID

import strawberry
from sqlalchemy import CompoundSelect, Select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Shape
from xiangmu.api.changes.standpoint import Standpoint, bearings, is_on_record, view_of
from xiangmu.api.changes.statements import page, tables_of, touched
from xiangmu.api.changes.types import ChangedObject, Changes, Happened, Nodes, Resync
from xiangmu.api.context import Context
from xiangmu.api.errors import bad_input, quoted
from xiangmu.api.mutations.payloads import ReaderOf
from xiangmu.api.reader.cursors import MALFORMED
from xiangmu.api.reader.entity import MOST
from xiangmu.api.reader.registry import Registry
from xiangmu.plugin.value import value

REMEMBERED = 200
"""Statements that are kept, for as many shapes and sets of types."""
CURSOR = re.compile(r"([1-9][0-9]{0,8})\.([1-9][0-9]{0,8})\.([A-Za-z]{1,40})\.([0-9a-f]{32})", re.ASCII)
LARGEST = 2**31 - 1


@value
class Place:
    """Where a page ended: ``until`` is the head when the first page was read, to which all of them bring a client.

    What happens meanwhile may be told by the pages to come, or may not: it is told again from ``until`` on.
    """

    until: int | None = None
    no: int = 0
    type: str = ""
    key: UUID = UUID(int=0)

    @classmethod
    def of(cls, cursor: str | None) -> Self:
        """Where the cursor stands; the beginning without one. Raises GraphQLError."""
        if cursor is None:
            return cls()
        found = CURSOR.fullmatch(cursor)
        if found is None:
            raise bad_input("after", MALFORMED)
        return cls(until=int(found[1]), no=int(found[2]), type=found[3], key=UUID(found[4]))

    def __str__(self) -> str:
        return f"{self.until}.{self.no}.{self.type}.{self.key.hex}"


@value
class Asked:
    """What a client asks for, checked: at most ``first`` changes after the cursor."""

    stand: Standpoint
    first: int
    after: Place
    types: tuple[str, ...]


class ChangesReader:
    """Reads changes of what ``registry`` declares; objects by the schema's reader."""

    def __init__(self, registry: Registry, reader: ReaderOf) -> None:
        self._registry = registry
        self._reader = reader
        self._tables = tables_of(registry)
        self._touched = lru_cache(REMEMBERED)(self._touched_of)
        self._page = lru_cache(REMEMBERED)(self._page_of)

    def asked(
        self, since: int, first: int, after: str | None, view: str | None, types: Sequence[str] | None
    ) -> Asked:
        """Check what a client asks for. Raises GraphQLError."""
        if not 0 <= since <= LARGEST:
            raise bad_input("since", f"台账序号须在 0 与 {LARGEST} 之间")
        if not 1 <= first <= MOST:
            raise bad_input("first", f"须在 1 与 {MOST} 之间")
        unknown = sorted(set(types or ()) - self._tables.keys())
        if unknown:
            known = "、".join(self._tables)
            raise bad_input("types", f"没有类型{quoted(unknown[0])}, 现有: {known}")
        return Asked(
            stand=Standpoint(since=since, view=view),
            first=first,
            after=Place.of(after),
            types=tuple(name for name in self._tables if types is None or name in types),
        )

    async def read(self, context: Context, asked: Asked) -> Changes:
        """A page, as far as the context's principal sees now."""
        stand, window = asked.stand, context.settings.live.window
        async with context.database.reading() as connection:
            bearing = await bearings(connection, context.principal, context.clock, stand, window)
            until = min(asked.after.until or bearing.head, bearing.head)
            told = _Told(no=bearing.head if bearing.resync else until, view=view_of(context.principal))
            if bearing.resync:
                return told.anew(bearing.resync)
            if stand.since == bearing.head:
                return told.these((), None, self._reader)
            rows = await self._rows(connection, context, asked)
        more, rows = len(rows) > asked.first, rows[: asked.first]
        if not stand.sure and not is_on_record(context.principal) and any(row.gone for row in rows):
            # nothing proves that they saw it then
            return told.anew(Resync.RIGHTS)
        found = [self._object(row) for row in rows]
        last = Place(until=until, no=rows[-1].no, type=rows[-1].type, key=rows[-1].key) if more else None
        return told.these(found, last, self._reader)

    async def _rows(self, connection: AsyncConnection, context: Context, asked: Asked) -> Sequence[Any]:
        given = {"since": asked.stand.since}
        moved = set(await connection.scalars(self._touched(asked.types), given))
        types = tuple(name for name in asked.types if name in moved)
        if not types:
            return ()
        rights, after = context.rights, asked.after
        place = {"after_no": after.no, "after_type": after.type, "after_key": after.key}
        found = await connection.execute(
            self._page(rights.shape, types),
            {**rights.parameters, **given, **place, "limit": asked.first + 1},
        )
        rows: Sequence[Any] = found.all()
        return rows

    def _object(self, row: Any) -> "_Object":
        entity = self._registry.entities[row.type]
        kind = Happened.LEFT if row.gone else Happened.CHANGED
        return _Object(no=row.no, name=row.type, key=row.key, prefix=entity.id.prefix, kind=kind)

    def _touched_of(self, types: tuple[str, ...]) -> CompoundSelect[Any]:
        return touched({name: self._tables[name] for name in types})

    def _page_of(self, shape: Shape, types: tuple[str, ...]) -> Select[Any]:
        return page(self._registry, shape, types)


@value
class _Object:
    no: int
    name: str
    key: UUID
    prefix: str
    kind: Happened

    def shown(self, nodes: Nodes) -> ChangedObject:
        id_ = strawberry.ID(f"{self.prefix}_{self.key.hex}")
        return ChangedObject(nodes=nodes, key=self.key, no=self.no, type=self.name, id=id_, kind=self.kind)


@value
class _Told:
    """What every answer holds."""

    no: int
    view: str

    def anew(self, resync: Resync) -> Changes:
        return Changes(no=self.no, cursor=None, view=self.view, resync=resync, changes=[])

    def these(self, objects: Sequence[_Object], last: Place | None, reader: ReaderOf) -> Changes:
        there = [(one.name, one.key) for one in objects if one.kind is Happened.CHANGED]
        nodes = Nodes(reader, there)
        changes = [one.shown(nodes) for one in objects]
        cursor = None if last is None else str(last)
        return Changes(no=self.no, cursor=cursor, view=self.view, resync=None, changes=changes)
