"""``/uploads`` and ``/files``: the bytes of files come and go under signed addresses, and are never shown as pages."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote

import orjson
from sqlalchemy import RowMapping, select
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from xiangmu.api.context import Shared
from xiangmu.api.entities.prefixes import ATTACHMENT
from xiangmu.api.errors import Code
from xiangmu.api.seen import SEEN
from xiangmu.db import tables as t
from xiangmu.db.unavailable import UnavailableError
from xiangmu.services.addresses import Fetched, file_of, upload_of
from xiangmu.services.files.looking import IMAGES, plain
from xiangmu.services.files.office import UnacceptableError
from xiangmu.services.files.receiving import OtherContentError, receive
from xiangmu.services.files.store import Content, MissingFileError, Store, StoreError, StoreFullError
from xiangmu.services.files.uploads import Upload, find
from xiangmu.web.answers import RETRY
from xiangmu.web.headers import HEADERS
from xiangmu.web.reading import JSON, Refused

LOG = logging.getLogger("xiangmu.files")
IDLE = 30.0
"""Seconds that a sender may be silent."""
NO_ADDRESS = "地址无效或已过期, 请重新获取"
SHOWN = {
    # whatever a browser takes it for: nothing in it runs, and it is nobody's page
    "Content-Security-Policy": f"sandbox; {HEADERS['Content-Security-Policy']}",
    # who has the address may show the picture, from whichever site the frontend comes
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class Files:
    """Takes files in and gives them out, so many at a time."""

    def __init__(self, shared: Shared, store: Store) -> None:
        self._shared = shared
        self._store = store
        self._settings = shared.settings.attachments
        self._at_work = 0

    async def put(self, request: Request) -> Response:
        """Take in the bytes of an upload."""
        return await _answered(self._put(request))

    async def get(self, request: Request) -> Response:
        """Give out a file."""
        return await _answered(self._get(request))

    async def _put(self, request: Request) -> Response:
        upload = await self._upload(request)
        if upload.received_at is not None:
            return _told({"id": f"{ATTACHMENT}_{upload.id.hex}", "type": upload.type})
        _require_announced(request, upload)
        with self._one_more():
            try:
                async with asyncio.timeout(self._settings.seconds):
                    looked = await receive(
                        self._shared.database, self._store, self._shared.clock, upload, _body(request)
                    )
            except TimeoutError as error:
                raise Refused(408, "没有在时限内传完, 请重传", code=Code.TIMEOUT) from error
        return _told({"id": f"{ATTACHMENT}_{upload.id.hex}", "type": looked.type})

    async def _upload(self, request: Request) -> Upload:
        seal = await self._shared.sealing.seal()
        key = upload_of(seal, request.query_params.get("token", ""), self._shared.clock())
        upload = await find(self._shared.database, key) if key else None
        if upload is None:
            raise Refused(404, NO_ADDRESS, code=Code.NOT_FOUND)
        return upload

    async def _get(self, request: Request) -> Response:
        seal = await self._shared.sealing.seal()
        fetched = file_of(seal, request.query_params.get("token", ""), self._shared.clock())
        row = await self._row(fetched) if fetched else None
        if row is None or fetched is None:
            raise Refused(404, NO_ADDRESS, code=Code.NOT_FOUND)
        content = Content(jurisdiction=row["jurisdiction"], sha256=row["sha256"])
        headers = {**SHOWN, "Content-Disposition": disposition(row["name"], row["type"])}
        with self._one_more():
            bytes_ = self._store.read(content)
            try:
                first = await anext(bytes_)
            except MissingFileError as error:
                LOG.error("文件缺失: %s", content.path)
                raise Refused(404, "文件缺失, 请联系管理员", code=Code.NOT_FOUND) from error
            if row["type"] in IMAGES and not fetched.whole:
                data = first + b"".join([chunk async for chunk in bytes_])
                shown = await asyncio.to_thread(plain, row["type"], data, self._shared.clock())
                return Response(shown, headers=headers, media_type=row["type"])
        headers["Content-Length"] = str(row["size"])
        return StreamingResponse(self._rest(first, bytes_), headers=headers, media_type=row["type"])

    async def _row(self, fetched: Fetched) -> RowMapping | None:
        columns = t.attachment.c
        live = select(t.attachment).where(columns.fact_id == fetched.file, columns.ended_no.is_(None))
        async with self._shared.database.glancing() as connection:
            return (await connection.execute(live)).mappings().one_or_none()

    async def _rest(self, first: bytes, others: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        self._at_work += 1
        try:
            yield first
            async for chunk in others:
                yield chunk
        finally:
            self._at_work -= 1

    @contextmanager
    def _one_more(self) -> Iterator[None]:
        if self._at_work >= self._settings.at_once:
            raise Refused(503, "同时传送的附件太多, 请稍后再试", RETRY, Code.BUSY)
        self._at_work += 1
        try:
            yield
        finally:
            self._at_work -= 1


def disposition(name: str, of: str) -> str:
    """How the file is to be taken, and what it is called (RFC 6266, RFC 8187): only pictures may be shown in a page."""
    how = "inline" if of in IMAGES else "attachment"
    ascii_ = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_. ") else "_" for sign in name)
    return f"{how}; filename=\"{ascii_}\"; filename*=UTF-8''{quote(name, safe='')}"


def _require_announced(request: Request, upload: Upload) -> None:
    """Refuse before the first byte what cannot be what was announced."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refused(415, "请原样发送内容, 不要压缩")
    length = request.headers.get("content-length")
    if length is not None and length != str(upload.size):
        raise Refused(422, f"所报的是 {upload.size} 字节, 将要发送的是 {length} 字节")


async def _body(request: Request) -> AsyncIterator[bytes]:
    stream = request.stream()
    while True:
        async with asyncio.timeout(IDLE):
            chunk = await anext(stream, None)
        if chunk is None:
            return
        yield chunk


async def _answered(answering: Awaitable[Response]) -> Response:
    try:
        return await answering
    except Refused as refused:
        return _refusal(refused.status, refused.message, refused.code, refused.headers)
    except ClientDisconnect:
        # nobody is there to be told
        return Response(status_code=400)
    except OtherContentError as error:
        return _refusal(422, str(error), Code.BAD_REQUEST)
    except UnacceptableError as error:
        return _refusal(415, str(error), Code.BAD_REQUEST)
    except StoreFullError as error:
        LOG.error("附件没有存下", exc_info=error)
        return _refusal(507, str(error), Code.UNAVAILABLE)
    except (StoreError, UnavailableError) as error:
        LOG.error("附件不可用", exc_info=error)
        return _refusal(503, str(error), Code.UNAVAILABLE, RETRY)


def _refusal(status: int, message: str, code: Code, headers: Mapping[str, str] | None = None) -> Response:
    if seen := SEEN.get():
        seen.code = code
    # what else was sent is not read: the connection cannot be used again
    closing = {"Connection": "close", **(headers or {})}
    return _told({"errors": [{"message": message, "extensions": {"code": code}}]}, status, closing)


def _told(
    content: dict[str, object], status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(orjson.dumps(content), status, headers=headers, media_type=f"{JSON}; charset=utf-8")
