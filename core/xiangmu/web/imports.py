"""``/imports``: the workbook of an import with its problems marked, under a signed address."""

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from xiangmu.api.context import Shared
from xiangmu.db.unavailable import UnavailableError
from xiangmu.services.addresses import marked_of
from xiangmu.services.files.store import MissingFileError, StoreError
from xiangmu.sheets.marking import UnmarkableError
from xiangmu.web.answers import RETRY
from xiangmu.web.files import NO_ADDRESS, disposition
from xiangmu.web.letters import PAGE
from xiangmu.web.templates import XLSX


class MarkedImports:
    """Hands people their own workbooks back."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    async def show(self, request: Request) -> Response:
        """The file."""
        try:
            seal = await self._shared.sealing.seal()
            run = marked_of(seal, request.query_params.get("token", ""), self._shared.clock())
            return await self._marked(run) if run else _absent(NO_ADDRESS)
        except (UnavailableError, StoreError):
            return PlainTextResponse("暂时无法取得文件, 请稍后再试\n", 503, headers=RETRY)
        except MissingFileError:
            return _absent("文件已被清除, 请重新上传后预览")
        except UnmarkableError as error:
            return PlainTextResponse(f"{error}\n", 413)

    async def _marked(self, run: UUID) -> Response:
        with TemporaryDirectory(prefix="xiangmu-marked-") as folder:
            out = Path(folder) / "marked.xlsx"
            name = await self._shared.imports.mark(run, out)
            if name is None:
                return _absent(NO_ADDRESS)
            stem = name.removesuffix(".xlsx")
            headers = {**PAGE, "Content-Disposition": disposition(f"{stem}(已标记).xlsx", XLSX)}
            return Response(out.read_bytes(), headers=headers, media_type=XLSX)


def _absent(why: str) -> Response:
    return PlainTextResponse(f"{why}\n", 404)
