"""A client that imports workbooks."""

import asyncio
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from tests.files.sending import Sender

RUN = """id state code message firstNo lastNo done total preview { needsMoneyUnit marked notices
  counts { rows new changed unchanged error warned hidden }
  tables { sheet headerRows money { unit foundIn text } missing skipped { number why } }
  rows { totalCount hasNextPage nodes { place sheet number hidden state subject
    differences { field title old new } problems { field message code severity clause } } } }"""
PREVIEW = f"""mutation($input: ImportPreviewInput!) {{ importPreview(input: $input) {{
  run {{ {RUN} }} errors {{ field code message }} }} }}"""
RECORD = """mutation($input: ImportRecordInput!) { importRecord(input: $input) {
  run { id state } errors { field code message } } }"""
LOOK = f"query($id: ID!) {{ importRun(id: $id) {{ {RUN} }} }}"
ENDED = ("READY", "DONE", "FAILED")
Rows = Iterable[Sequence[Any]]


def workbook(*rows: Sequence[Any], title: str = "台账") -> bytes:
    """A file of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


class Importer(Sender):
    """Sends workbooks and waits for what becomes of them."""

    async def asked(self, content: bytes, form: str = "projects", **given: Any) -> Any:
        """What comes of asking for a preview."""
        upload = await self.send(content, name="台账.xlsx")
        told = {"jurisdiction": "testville", "form": form, "upload": upload, "on": "2023-06-01"}
        return (await self.ask(PREVIEW, **told | given))["importPreview"]

    async def preview(self, content: bytes, form: str = "projects", **given: Any) -> Any:
        """The import, when its preview is there."""
        payload = await self.asked(content, form, **given)
        assert payload["errors"] == [], payload
        return await self.ended(payload["run"]["id"])

    async def ended(self, run: str) -> Any:
        """The import, when nothing goes on."""
        while True:
            found = await self.look(run)
            if found["state"] in ENDED:
                return found
            await asyncio.sleep(0.02)

    async def look(self, run: str) -> Any:
        """The import as it stands."""
        answer = await self.http.post("/graphql", json={"query": LOOK, "variables": {"id": run}})
        return answer.json()["data"]["importRun"]

    async def record(self, run: str, **given: Any) -> Any:
        """What comes of recording it."""
        sent = {"query": RECORD, "variables": {"input": {"run": run, **given}}}
        answer = (await self.http.post("/graphql", json=sent)).json()
        assert "errors" not in answer, answer
        return answer["data"]["importRecord"]

    async def recorded(self, run: str, **given: Any) -> Any:
        """The import, when it is recorded."""
        payload = await self.record(run, **given)
        assert payload["errors"] == [], payload
        return await self.ended(run)

    async def imported(self, content: bytes, form: str = "projects", **given: Any) -> Any:
        """Preview and record; nothing may be in the way."""
        run = await self.preview(content, form, **given)
        assert run["state"] == "READY", run
        assert run["preview"]["counts"]["error"] == 0, run["preview"]["rows"]["nodes"]
        done = await self.recorded(run["id"])
        assert done["state"] == "DONE", done
        return done


def states(run: Any) -> list[str]:
    """What becomes of each row."""
    return [row["state"] for row in run["preview"]["rows"]["nodes"]]


def told(run: Any, place: int) -> list[tuple[str | None, str, str]]:
    """(field, code, severity) of each problem of a row."""
    problems = run["preview"]["rows"]["nodes"][place]["problems"]
    return [(problem["field"], problem["code"], problem["severity"]) for problem in problems]


def differing(run: Any, place: int) -> dict[str, tuple[str | None, str | None]]:
    """What a row says otherwise, by field: before and after."""
    differences = run["preview"]["rows"]["nodes"][place]["differences"]
    return {one["field"]: (one["old"], one["new"]) for one in differences}
