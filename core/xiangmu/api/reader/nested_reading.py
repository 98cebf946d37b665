"""Reading what one statement brought, rows below rows, in JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from xiangmu.api.reader.found import Content, Found
from xiangmu.api.reader.pages import Page, Totals
from xiangmu.api.reader.plan import Connection, Level, Rows
from xiangmu.api.reader.reading import Reading


class NestedReading(Reading):
    """Parents are told apart by their places; their cells hold the records below."""

    async def row(self, level: Level, record: list[Any]) -> Content:
        """The row that ``record`` is."""
        [row] = (await self._of_parents(level, [[record]])).rows
        return row

    async def page(self, connection: Connection, content: list[Any]) -> Content:
        """The page that ``content`` is."""
        page, _ = await self.pages_below(connection, [content])
        return page.of(0, wire=self.wire)

    async def below(self, level: Level, contents: Sequence[Any]) -> tuple[Found, Iterable[Any]]:
        """A list of records in each cell, or one record where there are not several."""
        if level.scope.window is None:
            contents = [() if record is None else (record,) for record in contents]
        return await self._of_parents(level, contents), range(len(contents))

    async def pages_below(
        self, connection: Connection, contents: Sequence[Any]
    ) -> tuple[Page, Iterable[Any]]:
        """In each cell the records of each part, then those of the bounds, then the totals."""
        parts = [part for part in connection.parts if isinstance(part, Rows)]
        rows = {
            part.key: await self._of_parents(part.level, [content[place] for content in contents])
            for place, part in enumerate(parts)
        }
        bounds = None
        if connection.bounds is not None:
            bounds = await self._of_parents(connection.bounds, [content[len(parts)] for content in contents])
        counted = (
            [*content[-1], parent] for parent, content in enumerate(contents) if content[-1] is not None
        )
        page = Page(
            connection=connection,
            rows=rows,
            bounds=bounds,
            totals=Totals.of(connection, counted, parented=True),
        )
        return page, range(len(contents))

    async def _of_parents(self, level: Level, lists: Iterable[Sequence[list[Any]]]) -> Found:
        return await self.filled(Found(level, dict(enumerate(lists))), level)
