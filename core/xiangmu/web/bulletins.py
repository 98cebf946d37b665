"""``/bulletins``: bulletins and drafts of them as pages, documents and workbooks, under signed addresses."""

import asyncio
from collections.abc import Callable, Mapping

from sqlalchemy import null, select
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from xiangmu.api.context import Shared
from xiangmu.db import tables as t
from xiangmu.db.blob import Blob
from xiangmu.db.unavailable import UnavailableError
from xiangmu.domain.bulletins.content import Paper
from xiangmu.plugin.value import value
from xiangmu.services.addresses import PaperForm, PaperOf, paper_of
from xiangmu.services.bulletins.stored import unpack_content
from xiangmu.services.clock import business_day
from xiangmu.sheets.bulletin_docx import document
from xiangmu.sheets.bulletin_page import page
from xiangmu.sheets.bulletin_xlsx import workbook
from xiangmu.web.answers import RETRY
from xiangmu.web.files import NO_ADDRESS, disposition
from xiangmu.web.letters import PAGE


@value
class Form:
    """How a bulletin is handed over."""

    make: Callable[[Paper], str | bytes]
    type: str
    ending: str


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMS: Mapping[PaperForm, Form] = {
    PaperForm.PAGE: Form(make=page, type="text/html", ending=""),
    PaperForm.DOCX: Form(make=document, type=f"{OFFICE}.wordprocessingml.document", ending=".docx"),
    PaperForm.XLSX: Form(make=workbook, type=f"{OFFICE}.spreadsheetml.sheet", ending=".xlsx"),
}


class Bulletins:
    """Prints what was frozen when a bulletin was drafted."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    async def show(self, request: Request) -> Response:
        """The file."""
        try:
            seal = await self._shared.sealing.seal()
            asked = paper_of(seal, request.query_params.get("token", ""), self._shared.clock())
            paper = await self._paper(asked) if asked else None
        except UnavailableError:
            return PlainTextResponse("暂时无法取得通报, 请稍后再试\n", 503, headers=RETRY)
        if asked is None or paper is None:
            return PlainTextResponse(f"{NO_ADDRESS}\n", 404)
        form = FORMS[asked.form]
        made = await asyncio.to_thread(form.make, paper)
        headers = dict(PAGE)
        if form.ending:
            headers["Content-Disposition"] = disposition(f"{paper.called}{form.ending}", form.type)
        return Response(made, headers=headers, media_type=form.type)

    async def _paper(self, asked: PaperOf) -> Paper | None:
        table = t.bulletin_draft if asked.drafted else t.bulletin
        numbered = (
            (null(), null(), table.c.at)
            if asked.drafted
            else (
                table.c.year,
                table.c.number,
                table.c.published_at,
            )
        )
        statement = select(table.c.content, table.c.content_hash, *numbered).where(
            table.c.fact_id == asked.id, table.c.ended_no.is_(None)
        )
        async with self._shared.database.glancing() as connection:
            row = (await connection.execute(statement)).one_or_none()
        if row is None:
            return None
        content, hash_, year, number, at = row
        return Paper(
            content=unpack_content(Blob(content=content, hash=hash_)),
            year=year or at.year,
            number=number or 0,
            on=business_day(at),
        )
