"""One connection by graphql-transport-ws, from its first message to its last."""

import asyncio
from collections.abc import Mapping
from contextlib import ExitStack, aclosing
from time import monotonic
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.websockets import WebSocket, WebSocketDisconnect

from xiangmu.access.principals import Principal
from xiangmu.api.errors import Code
from xiangmu.api.seen import SEEN, Seen
from xiangmu.db.unavailable import UnavailableError
from xiangmu.web.live.doors import FullError
from xiangmu.web.live.handshake import request_of
from xiangmu.web.live.operations import Operations, as_text, asking, code_of, ends, refusal, told
from xiangmu.web.reading import Refused, parsed, sent_of

BAD, UNAUTHORIZED, FORBIDDEN, LATE, TAKEN, AGAIN, FULL, BIG, SLOW = (
    4400,
    4401,
    4403,
    4408,
    4409,
    4429,
    1013,
    1009,
    4408,
)
LONGEST_ID = 100


class Closing(Exception):  # noqa: N818  # how a connection ends, not always an error
    """The server ends the connection."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


class Session:
    """Hears what the client sends, tells what its subscriptions find, and looks now and then who it is."""

    def __init__(self, websocket: WebSocket, operations: Operations) -> None:
        self.events = 0
        self.principal_id = ""
        self._websocket = websocket
        self._operations = operations
        self._settings = operations.doors.settings
        self._turn = asyncio.Lock()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._heard_at = monotonic()
        self._request: Request = request_of(websocket)
        self._principal: Principal | None = None

    async def run(self) -> None:
        """Until the client leaves. Raises Closing, WebSocketDisconnect."""
        SEEN.set(Seen(request_id=uuid4().hex))
        with ExitStack() as stack:
            principal = self._principal = await self._let_in()
            self.principal_id = principal.id
            try:
                stack.enter_context(self._operations.doors.of_principal(principal.id))
            except FullError as error:
                raise Closing(FULL, str(error)) from error
            await self._send({"type": "connection_ack"})
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._beat(principal))
                    group.create_task(self._hear(group, principal))
            except* (Closing, WebSocketDisconnect) as ended:
                raise _first(ended) from None

    async def _let_in(self) -> Principal:
        """Who sends the first message, which holds their credentials."""
        try:
            async with asyncio.timeout(self._settings.init):
                message = await self._receive()
        except TimeoutError as error:
            raise Closing(LATE, "Connection initialisation timeout") from error
        if message["type"] != "connection_init":
            raise Closing(UNAUTHORIZED, "Unauthorized")
        if authorization := _authorization(message.get("payload")):
            self._request = asking(self._request, authorization)
        try:
            return await self._operations.identify(self._request)
        except Refused as refused:
            raise Closing(FORBIDDEN, refused.message) from refused
        except UnavailableError as error:
            raise Closing(FULL, str(error)) from error

    async def _hear(self, group: asyncio.TaskGroup, principal: Principal) -> None:
        while True:
            message = await self._receive()
            match message["type"]:
                case "ping":
                    await self._send({"type": "pong"})
                case "pong":
                    continue
                case "subscribe":
                    await self._begin(group, principal, _id(message), message.get("payload"))
                case "complete":
                    if task := self._running.get(_id(message)):
                        task.cancel()
                case "connection_init":
                    raise Closing(AGAIN, "Too many initialisation requests")
                case _:
                    raise Closing(BAD, "Invalid message")

    async def _begin(self, group: asyncio.TaskGroup, principal: Principal, name: str, payload: Any) -> None:
        if name in self._running:
            raise Closing(TAKEN, f"Subscriber for {name} already exists")
        if not isinstance(payload, dict):
            raise Closing(BAD, "Invalid message")
        if len(self._running) >= self._settings.per_connection:
            most = f"一个连接上至多 {self._settings.per_connection} 个订阅"
            await self._error(name, refusal(Refused(400, most, code=Code.LIMIT_EXCEEDED)))
            return
        task = group.create_task(self._tell(principal, name, payload))
        self._running[name] = task
        task.add_done_callback(lambda _: self._running.pop(name, None))

    async def _tell(self, principal: Principal, name: str, payload: Mapping[str, Any]) -> None:
        gauge = self._operations.doors.metrics.subscriptions
        gauge.inc()
        try:
            sent = sent_of(payload, self._operations.shared.settings.limits)
            events = self._operations.events(self._request, principal, sent)
            async with aclosing(events):
                async for result in events:
                    if ends(result):
                        await self._error(name, told(result)["errors"])
                        if code_of(result) == Code.UNAUTHENTICATED:
                            raise Closing(FORBIDDEN, "Forbidden")
                        return
                    await self._send({"id": name, "type": "next", "payload": told(result)})
                    self.events += 1
            if not self._operations.hub.follower.stopping:
                await self._send({"id": name, "type": "complete"})
        except Refused as refused:
            await self._error(name, refusal(refused))
        except UnavailableError as error:
            await self._error(name, refusal(Refused(503, str(error), code=Code.UNAVAILABLE)))
        finally:
            gauge.dec()

    async def _beat(self, principal: Principal) -> None:
        """Ping; end when nothing was heard for two heartbeats, or the credentials are worth nothing any longer."""
        while True:
            await asyncio.sleep(self._settings.heartbeat)
            if monotonic() - self._heard_at > 2 * self._settings.heartbeat:
                raise Closing(SLOW, "No answer to pings")
            if await self._operations.standing(self._request, principal) is None:
                raise Closing(FORBIDDEN, "Forbidden")
            await self._send({"type": "ping"})

    async def _error(self, name: str, errors: Any) -> None:
        await self._send({"id": name, "type": "error", "payload": errors})

    async def _send(self, message: Mapping[str, Any]) -> None:
        try:
            # a client that does not read holds up itself, and not for ever
            async with asyncio.timeout(self._settings.heartbeat), self._turn:
                await self._websocket.send_text(as_text(message))
        except TimeoutError as error:
            raise Closing(SLOW, "Too slow") from error

    async def _receive(self) -> dict[str, Any]:
        received = await self._websocket.receive()
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received.get("code", 1005))
        self._heard_at = monotonic()
        text = received.get("text")
        if text is None:
            raise Closing(BAD, "Invalid message")
        content = text.encode()
        if len(content) > self._settings.message:
            raise Closing(BIG, "Message too big")
        try:
            message = parsed(content, "消息", self._operations.shared.settings.limits)
        except Refused as refused:
            raise Closing(BAD, "Invalid message") from refused
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise Closing(BAD, "Invalid message")
        return message


def _first(ended: BaseExceptionGroup[Any]) -> BaseException:
    found = ended.exceptions[0]
    return _first(found) if isinstance(found, BaseExceptionGroup) else found


def _id(message: Mapping[str, Any]) -> str:
    name = message.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_ID:
        raise Closing(BAD, "Invalid message")
    return name


def _authorization(payload: Any) -> str:
    """What the first message says as the header would, under whichever of the usual names."""
    if payload is None:
        return ""
    if not isinstance(payload, dict):
        raise Closing(BAD, "Invalid message")
    for key, content in payload.items():
        if key.lower() == "authorization" and isinstance(content, str):
            return content
    return ""
