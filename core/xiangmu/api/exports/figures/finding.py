"""Asks for figures as anybody would, as whoever wants them exported, and writes the answer down."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from strawberry import Schema

from xiangmu.api.context import Context
from xiangmu.api.exports.figures import FIGURES
from xiangmu.api.exports.figures.laying import About, Words
from xiangmu.api.exports.lists import Lists
from xiangmu.api.exports.requests import Wanted
from xiangmu.api.reader.asking import Asking
from xiangmu.api.reader.reader import Reader
from xiangmu.db.ledger import read_head
from xiangmu.sheets.exports.tables import Table
from xiangmu.sheets.exports.writing import Book, moment_line


class Figures:
    """Exports what queries of figures answer."""

    def __init__(self, schema: Schema, reader: Reader, lists: Lists) -> None:
        self._schema, self._reader, self._lists = schema, reader, lists
        self._words = Words(schema._schema)

    def title(self, context: Context, wanted: Wanted) -> str:
        """What the export is called."""
        period = wanted.arguments.get("period")
        told = context.catalog.policies.get(wanted.arguments["policy"])
        place = context.catalog.jurisdictions[told.jurisdiction].title if told else ""
        return f"{place}{FIGURES[wanted.of].title}{f' {period}' if period else ''}"

    async def find(self, context: Context, wanted: Wanted) -> Any:
        """The answer. Raises GraphQLError as the query does."""
        query = self._schema._schema.query_type
        assert query  # noqa: S101  # the schema has one
        told = query.fields[wanted.of].args
        declared = ", ".join(f"${name}: {told[name].type}" for name in wanted.arguments)
        given = ", ".join(f"{name}: ${name}" for name in wanted.arguments)
        text = f"query({declared}) {{ {wanted.of}({given}) {{ {FIGURES[wanted.of].fields} }} }}"
        answer = await self._schema.execute(
            text, variable_values=dict(wanted.arguments), context_value=context.unbounded()
        )
        if answer.errors:
            raise answer.errors[0]
        return (answer.data or {})[wanted.of]

    async def write(self, context: Context, wanted: Wanted, path: Path) -> None:
        """Write them as a workbook. Raises GraphQLError as ``find`` does."""
        found, laid = await self.find(context, wanted), FIGURES[wanted.of]
        async with self._reader.asking(context) as asking:
            head = await read_head(asking.connection)
            about = About(
                policy=context.catalog.policies[wanted.arguments["policy"]].title,
                moment=moment_line(context.clock(), head.no),
                words=self._words,
            )
            with Book(path, self.title(context, wanted)) as book:
                await asyncio.to_thread(_add, book, laid.lay(found, about))
                if wanted.of == "inventories":
                    await self._items(context, asking, wanted, found, book)

    async def _items(
        self, context: Context, asking: Asking, wanted: Wanted, inventories: Any, book: Book
    ) -> None:
        """A sheet with the items of each inventory."""
        policy = wanted.arguments["policy"]
        place = context.catalog.policies[policy].jurisdiction
        for one in inventories:
            filter_ = {"jurisdiction": [place], "policy": [policy], "inventory": [one["key"]]}
            items = Wanted(of="inventoryItems", arguments={"filter": filter_})
            await self._lists.add(context, asking, items, book, one["title"], one["title"])


def _add(book: Book, tables: Iterable[Table]) -> None:
    for table in tables:
        book.table(table)
