"""``/exports``: lists, forms and figures as workbooks, under signed addresses. Made when they are fetched."""

import asyncio
import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from xiangmu.api.context import Context, Shared
from xiangmu.api.exports.exporter import Exporter
from xiangmu.api.exports.stored import Stored, find
from xiangmu.db.unavailable import UnavailableError
from xiangmu.services.addresses import export_of
from xiangmu.web.answers import RETRY
from xiangmu.web.files import NO_ADDRESS, disposition
from xiangmu.web.letters import PAGE
from xiangmu.web.templates import XLSX

LOG: Final = logging.getLogger("xiangmu.exports")
BUSY = "同时生成的表格太多, 请稍后再试"


class Exports:
    """Makes workbooks, so many at a time."""

    def __init__(self, shared: Shared, exporter: Exporter) -> None:
        self._shared, self._exporter = shared, exporter
        self._settings = shared.settings.exports
        self._room = asyncio.Semaphore(self._settings.at_once)

    async def show(self, request: Request) -> Response:
        """The file."""
        try:
            stored = await self._asked(request.query_params.get("token", ""))
            if stored is None:
                return _told(NO_ADDRESS, 404)
            async with asyncio.timeout(self._settings.wait):
                await self._room.acquire()
            try:
                return await self._made(stored)
            finally:
                self._room.release()
        except TimeoutError:
            return PlainTextResponse(f"{BUSY}\n", 503, headers=RETRY)
        except UnavailableError:
            return PlainTextResponse("暂时无法取得文件, 请稍后再试\n", 503, headers=RETRY)
        except GraphQLError as error:
            # what could be exported when it was asked for cannot be any longer
            return _told(error.message, 409)

    async def _asked(self, token: str) -> Stored | None:
        now = self._shared.clock()
        seal = await self._shared.sealing.seal()
        request = export_of(seal, token, now)
        return await find(self._shared.database, request, now) if request else None

    async def _made(self, stored: Stored) -> Response:
        context = Context(self._shared, stored.principal)
        with TemporaryDirectory(prefix="xiangmu-export-") as folder:
            path = Path(folder) / "export.xlsx"
            name = await self._exporter.write(context, stored.wanted, path)
            content = await asyncio.to_thread(path.read_bytes)
        LOG.info("导出", extra={"told": {"of": stored.wanted.of, "bytes": len(content)}})
        return Response(
            content, headers={**PAGE, "Content-Disposition": disposition(name, XLSX)}, media_type=XLSX
        )


def _told(why: str, status: int) -> Response:
    return PlainTextResponse(f"{why}\n", status)
