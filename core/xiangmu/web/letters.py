"""``/letters``: reminder letters as they are printed, under signed addresses."""

from uuid import UUID

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from xiangmu.api.context import Shared
from xiangmu.db import tables as t
from xiangmu.db.unavailable import UnavailableError
from xiangmu.services.addresses import letter_of
from xiangmu.web.answers import RETRY
from xiangmu.web.files import NO_ADDRESS
from xiangmu.web.headers import HEADERS

PAGE = {
    # the page has styles of its own and nothing else; what people typed in it is text
    "Content-Security-Policy": f"sandbox; style-src 'unsafe-inline'; {HEADERS['Content-Security-Policy']}"
}


class Letters:
    """Shows what was frozen when a letter was issued."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    async def show(self, request: Request) -> Response:
        """The page."""
        try:
            seal = await self._shared.sealing.seal()
            token = request.query_params.get("token", "")
            letter = letter_of(seal, token, self._shared.clock())
            page = await self._page(letter) if letter else None
        except UnavailableError:
            return PlainTextResponse("暂时无法取得提醒函, 请稍后再试\n", 503, headers=RETRY)
        if page is None:
            return PlainTextResponse(f"{NO_ADDRESS}\n", 404)
        return HTMLResponse(page, headers=PAGE)

    async def _page(self, letter: UUID) -> str | None:
        columns = t.reminder_letter.c
        live = select(columns.page).where(columns.fact_id == letter, columns.ended_no.is_(None))
        async with self._shared.database.glancing() as connection:
            found: str | None = await connection.scalar(live)
            return found
