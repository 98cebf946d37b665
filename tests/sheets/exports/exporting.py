"""A client that asks for exports and opens them."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import httpx
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.sheets.imports.importing import Importer
from xiangmu.settings import ExportSettings
from xiangmu.web.app import create_app

EXPORT = """mutation($input: ExportSheetInput!) { exportSheet(input: $input) {
  export { url expiresAt file rows } errors { field code message } } }"""


class Exporter(Importer):
    """Asks for exports; imports them again."""

    def limited(self, rows: int) -> None:
        """Let exports have so many rows only."""
        settings = self.settings.model_copy(update={"exports": ExportSettings(rows=rows)})
        office = self.office
        app = create_app(
            office.catalog, office.database, office.clock, identify=self._identify, settings=settings
        )
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://xiangmu")

    async def wanted(self, **wanted: Any) -> Any:
        """What comes of asking for an export."""
        sent = {"query": EXPORT, "variables": {"input": wanted}}
        answer = (await self.http.post("/graphql", json=sent)).json()
        assert "errors" not in answer, answer
        return answer["data"]["exportSheet"]

    async def fetched(self, **wanted: Any) -> tuple[str, bytes]:
        """The name of a file, and its bytes."""
        payload = await self.wanted(**wanted)
        assert payload["errors"] == [], payload
        response = await self.http.get(payload["export"]["url"])
        assert response.status_code == 200, response.text
        name = unquote(response.headers["content-disposition"].partition("UTF-8''")[2])
        assert name == payload["export"]["file"]
        return name, response.content

    async def exported(self, **wanted: Any) -> Workbook:
        """An export, opened."""
        _, content = await self.fetched(**wanted)
        return load_workbook(BytesIO(content))

    async def table(self, **wanted: Any) -> "Sheet":
        """The first sheet of an export."""
        return Sheet((await self.exported(**wanted)).worksheets[0])

    async def data(self, query: str) -> Any:
        """What a query answers."""
        answer = (await self.http.post("/graphql", json={"query": query})).json()
        assert "errors" not in answer, answer
        return answer["data"]


class Sheet:
    """A sheet as people see it: lines above a header, rows below."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        everything = [[_plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        at = next(place for place, row in enumerate(everything) if row[0] == "序号")
        merged = at + 1 < len(everything) and everything[at + 1][0] is None and any(everything[at + 1])
        self.lines = [row[0] for row in everything[:at]]
        self.titles = [
            (below or above) if merged else above
            for above, below in zip(everything[at], everything[min(at + 1, len(everything) - 1)], strict=True)
        ]
        body = everything[at + (2 if merged else 1) :]
        self.total = next((self._named(row) for row in body if row[0] == "合计"), None)
        self.rows = [self._named(row) for row in body if row[0] != "合计"]

    def column(self, title: str) -> list[Any]:
        """What stands in a column."""
        return [row[title] for row in self.rows]

    def _named(self, row: list[Any]) -> dict[str, Any]:
        return dict(zip(self.titles, row, strict=True))


def _plain(content: Any) -> Any:
    """Days without an hour."""
    if isinstance(content, datetime) and content.time() == datetime.min.time():
        return date(content.year, content.month, content.day)
    return content
