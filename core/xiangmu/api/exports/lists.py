"""Lists as sheets: page after page by cursors, one state of the ledger, as whoever asks sees it."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from graphql import GraphQLError, GraphQLSchema

from xiangmu.api.context import Context
from xiangmu.api.errors import Code
from xiangmu.api.exports.cells import called, show_of
from xiangmu.api.exports.columns import Columns, ListColumn
from xiangmu.api.exports.filters import filter_line, order_line
from xiangmu.api.exports.keys import Titles
from xiangmu.api.exports.requests import Wanted
from xiangmu.api.reader.asking import Asking
from xiangmu.api.reader.entity import MOST, All, Entity
from xiangmu.api.reader.registry import Registry
from xiangmu.catalog import Catalog
from xiangmu.db.ledger import read_head
from xiangmu.sheets.exports.tables import Head, listed
from xiangmu.sheets.exports.writing import Book, moment_line

MOST_TITLES = 5
"""So many jurisdictions are told by name."""
ARGUMENTS = ("filter", "order")


class Lists:
    """Reads the lists of the reader for exports."""

    def __init__(self, registry: Registry, schema: GraphQLSchema, catalog: Catalog) -> None:
        self._registry, self._schema = registry, schema
        self._titles = Titles(catalog)
        self._columns = Columns(registry, schema, catalog)

    def title(self, context: Context, wanted: Wanted) -> str:
        """What the export is called."""
        places = self._places(context, wanted)
        whose = self._titles.jurisdiction(next(iter(places))) if len(places) == 1 else ""
        return f"{whose}{called(self._root(wanted.of).description, wanted.of)}"

    async def count(self, context: Context, asking: Asking, wanted: Wanted) -> int:
        """How many rows there are. Raises GraphQLError for a filter that cannot be used, and for too many."""
        found = await self._ask(asking, wanted, "totalCount", 1)
        count: int = found["totalCount"]
        most = context.settings.exports.rows
        if count > most:
            message = f"共有 {count} 行, 一次至多导出 {most} 行, 请用筛选缩小范围"
            raise GraphQLError(message, extensions={"code": Code.LIMIT_EXCEEDED, "field": "filter"})
        return count

    async def write(self, context: Context, asking: Asking, wanted: Wanted, path: Path) -> None:
        """Write the list as a workbook. Raises as ``count`` does."""
        with Book(path, self.title(context, wanted)) as book:
            name = called(self._root(wanted.of).description, wanted.of)
            await self.add(context, asking, wanted, book, name)

    async def add(
        self, context: Context, asking: Asking, wanted: Wanted, book: Book, name: str, title: str = ""
    ) -> None:
        """Add a sheet called ``name`` with all of the list."""
        entity = self._entity(wanted.of)
        columns = self._columns.of(entity, self._places(context, wanted))
        count = await self.count(context, asking, wanted)
        sheet = book.sheet(
            Head(
                name=name,
                title=title or self.title(context, wanted),
                lines=await self._lines(context, asking, wanted, count),
                headings=tuple(column.heading for column in columns),
            )
        )
        async for page in self.pages(asking, wanted, " ".join(column.asked for column in columns)):
            await asyncio.to_thread(sheet.add, [[column.cell(row) for column in columns] for row in page])
        if entity.sums and count:
            sheet.total(await self._total(asking, wanted, entity, columns))

    async def pages(
        self, asking: Asking, wanted: Wanted, fields: str
    ) -> AsyncIterator[Sequence[Mapping[str, Any]]]:
        """``fields`` of all rows, so many at a time."""
        after: str | None = None
        asked = f"nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }}"
        while True:
            page = await self._ask(asking, wanted, asked, MOST, after)
            yield page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    async def _ask(
        self, asking: Asking, wanted: Wanted, fields: str, first: int, after: str | None = None
    ) -> Mapping[str, Any]:
        told = self._root(wanted.of).args
        declared = " ".join(f"${name}: {told[name].type}" for name in ARGUMENTS if name in told)
        given = " ".join(f"{name}: ${name}" for name in ARGUMENTS if name in told)
        text = (
            f"query($first: Int!, $after: String, {declared}) {{"
            f" {wanted.of}(first: $first, after: $after, {given}) {{ {fields} }} }}"
        )
        found = await asking.answer(text, first=first, after=after, **wanted.arguments)
        page: Mapping[str, Any] = found[wanted.of]
        return page

    async def _total(
        self, asking: Asking, wanted: Wanted, entity: Entity, columns: Sequence[ListColumn]
    ) -> list[Any]:
        """The sums that the API gives, each below its column."""
        found = await self._ask(asking, wanted, f"sums {{ {' '.join(entity.sums)} }}", 1)
        fields = self._schema.type_map[f"{entity.name}Sums"].fields  # type: ignore[attr-defined]  # an object
        return [
            show_of(fields[column.asked].type)(found["sums"][column.asked])
            if column.asked in entity.sums
            else None
            for column in columns
        ]

    async def _lines(self, context: Context, asking: Asking, wanted: Wanted, count: int) -> tuple[str, ...]:
        told, given = self._root(wanted.of).args, wanted.arguments
        filter_ = "filter" in told and await filter_line(
            asking, self._titles, told["filter"].type, given.get("filter")
        )
        order = order_line(told["order"].type, given.get("order"))
        head = await read_head(asking.connection)
        places = sorted(map(self._titles.jurisdiction, self._places(context, wanted)))
        where = listed(places[:MOST_TITLES]) + (f"等 {len(places)} 个" if len(places) > MOST_TITLES else "")
        return (
            f"筛选：{filter_ or '无'}",
            f"排序：{order}" if order else "",
            f"辖区：{where or '无'}；{moment_line(context.clock(), head.no)}；共 {count} 行",
        )

    def _places(self, context: Context, wanted: Wanted) -> Collection[str]:
        """The jurisdictions whose rows there can be, as far as the filter and their rights tell."""
        given = (wanted.arguments.get("filter") or {}).get("jurisdiction")
        readable = context.read_jurisdictions
        return [key for key in given if key in readable] if given else sorted(readable)

    def _entity(self, of: str) -> Entity:
        root = self._registry.roots[of]
        assert isinstance(root, All)  # noqa: S101  # lists only are asked for
        return self._registry.entities[root.to]

    def _root(self, of: str) -> Any:
        query = self._schema.query_type
        assert query  # noqa: S101  # the schema has one
        return query.fields[of]
