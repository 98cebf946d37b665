"""``/templates``: the empty workbooks of forms, under signed addresses."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from xiangmu.api.context import Shared
from xiangmu.db.unavailable import UnavailableError
from xiangmu.services.addresses import TemplateOf, template_of
from xiangmu.sheets.forms import SheetForm, form_of
from xiangmu.sheets.template import template
from xiangmu.web.answers import RETRY
from xiangmu.web.files import NO_ADDRESS, disposition
from xiangmu.web.letters import PAGE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Templates:
    """Makes a workbook of what the catalog states of a form."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    async def show(self, request: Request) -> Response:
        """The file."""
        try:
            seal = await self._shared.sealing.seal()
        except UnavailableError:
            return PlainTextResponse("暂时无法取得模板, 请稍后再试\n", 503, headers=RETRY)
        asked = template_of(seal, request.query_params.get("token", ""), self._shared.clock())
        form = self._form(asked) if asked else None
        if asked is None or form is None:
            return PlainTextResponse(f"{NO_ADDRESS}\n", 404)
        jurisdiction = self._shared.catalog.jurisdictions[asked.jurisdiction]
        made = await asyncio.to_thread(template, form, jurisdiction)
        name = f"{jurisdiction.title}{form.title}(模板).xlsx"
        return Response(
            made, headers={**PAGE, "Content-Disposition": disposition(name, XLSX)}, media_type=XLSX
        )

    def _form(self, asked: TemplateOf) -> SheetForm | None:
        """None for one that is not stated any longer."""
        catalog = self._shared.catalog
        known = asked.jurisdiction in catalog.jurisdictions
        return form_of(catalog, asked.jurisdiction, asked.form) if known else None
