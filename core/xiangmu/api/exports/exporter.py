"""Exports as they are asked for and as they are fetched: for whoever asked, with the rights of that moment."""

from pathlib import Path

from strawberry import Schema

from xiangmu.api.context import Context
from xiangmu.api.exports.figures import FIGURES
from xiangmu.api.exports.figures.finding import Figures
from xiangmu.api.exports.forms import Forms
from xiangmu.api.exports.lists import Lists
from xiangmu.api.exports.requests import Wanted
from xiangmu.api.reader.reader import Reader
from xiangmu.api.reader.registry import Registry
from xiangmu.catalog import Catalog
from xiangmu.plugin.value import value
from xiangmu.services.clock import business_day


@value
class Prospect:
    """What the file will be called, and how many rows it would have now; None where that says nothing."""

    file: str
    rows: int | None


class Exporter:
    """Makes workbooks of what the API answers."""

    def __init__(self, registry: Registry, reader: Reader, schema: Schema, catalog: Catalog) -> None:
        self._reader = reader
        self._lists = Lists(registry, schema._schema, catalog)
        self._forms = Forms(self._lists)
        self._figures = Figures(schema, reader, self._lists)

    async def look(self, context: Context, wanted: Wanted) -> Prospect:
        """What would come of it. Raises GraphQLError, as the query would that shows the same."""
        if wanted.of in FIGURES:
            await self._figures.find(context, wanted)
            return Prospect(file=_file(context, self._title(context, wanted)), rows=None)
        file = _file(context, self._title(context, wanted))
        counting = self._forms if wanted.form else self._lists
        async with self._reader.asking(context) as asking:
            return Prospect(file=file, rows=await counting.count(context, asking, wanted))

    async def write(self, context: Context, wanted: Wanted, path: Path) -> str:
        """Write the workbook and return what it is called. Raises GraphQLError as ``look`` does."""
        if wanted.of in FIGURES:
            await self._figures.write(context, wanted, path)
        else:
            writing = self._forms if wanted.form else self._lists
            async with self._reader.asking(context) as asking:
                await writing.write(context, asking, wanted, path)
        return _file(context, self._title(context, wanted))

    def _title(self, context: Context, wanted: Wanted) -> str:
        if wanted.of in FIGURES:
            return self._figures.title(context, wanted)
        if wanted.form:
            return self._forms.title(context, self._forms.choose(context, wanted))
        return self._lists.title(context, wanted)


def _file(context: Context, title: str) -> str:
    return f"{title}({business_day(context.clock())}).xlsx"
