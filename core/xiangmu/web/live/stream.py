"""Subscriptions as server-sent events, by graphql-sse in its mode of distinct connections."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import ExitStack, aclosing
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from xiangmu.access.principals import Principal
from xiangmu.api.errors import Code
from xiangmu.web.allowances import address_key
from xiangmu.web.live.doors import FullError
from xiangmu.web.live.operations import Operations, as_text, ends, refusal, told
from xiangmu.web.reading import Refused, Sent

EVENT_STREAM = "text/event-stream"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Type": f"{EVENT_STREAM}; charset=utf-8",
    # proxies that know it pass every event on at once
    "X-Accel-Buffering": "no",
}
HEARTBEAT = b":\n\n"


def wants_events(request: Request) -> bool:
    """Whether the client reads server-sent events; most say so with every request, and queries stay JSON."""
    return EVENT_STREAM in request.headers.get("accept", "").lower()


class EventStream(Response):
    """Tells the events of one subscription until it ends or the client leaves."""

    def __init__(self, operations: Operations, request: Request, principal: Principal, sent: Sent) -> None:
        super().__init__(headers=HEADERS)
        del self.headers["content-length"]
        self._operations = operations
        self._request = request
        self._principal = principal
        self._sent = sent
        self._stack = ExitStack()
        try:
            self._stack.enter_context(operations.doors.of_address(address_key(request), "sse"))
            self._stack.enter_context(operations.doors.of_principal(principal.id))
        except FullError as error:
            self._stack.close()
            raise Refused(503, str(error), {"Retry-After": "5"}, Code.BUSY) from error

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        gauge = self._operations.doors.metrics.subscriptions
        with self._stack:
            gauge.inc()
            try:
                await send(
                    {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
                )
                await self._tell_while_there(receive, send)
            finally:
                gauge.dec()

    async def _tell_while_there(self, receive: Receive, send: Send) -> None:
        telling = asyncio.create_task(self._tell(send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait((telling, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (telling, leaving):
                task.cancel()
            await asyncio.gather(telling, leaving, return_exceptions=True)
        if not telling.cancelled():
            telling.result()
            await send({"type": "http.response.body", "body": b""})

    async def _tell(self, send: Send) -> None:
        async with aclosing(self._chunks()) as chunks:
            async for chunk in chunks:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})

    async def _chunks(self) -> AsyncGenerator[bytes, None]:
        heartbeat = self._operations.doors.settings.heartbeat
        events = self._operations.events(self._request, self._principal, self._sent)
        async with aclosing(events):
            while True:
                coming = asyncio.ensure_future(anext(events, None))
                try:
                    while not (await asyncio.wait((coming,), timeout=heartbeat))[0]:
                        yield HEARTBEAT
                    result = coming.result()
                except Refused as refused:
                    yield _event("next", {"errors": refusal(refused)})
                    break
                finally:
                    coming.cancel()
                    # events that are still being waited for cannot be closed
                    await asyncio.gather(coming, return_exceptions=True)
                if result is None:
                    break
                yield _event("next", told(result))
                if ends(result):
                    break
        # who is cut off because the process ends shall come back
        if not self._operations.hub.follower.stopping:
            yield _event("complete", None)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _event(kind: str, content: Any) -> bytes:
    data = "" if content is None else as_text(content)
    return f"event: {kind}\ndata: {data}\n\n".encode()
