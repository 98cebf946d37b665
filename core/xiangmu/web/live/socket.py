"""Subscriptions over WebSocket, by the protocol graphql-transport-ws."""

import logging
from collections.abc import Collection
from contextlib import ExitStack
from time import monotonic
from typing import Any

from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from xiangmu.api.errors import Code
from xiangmu.web.allowances import address_key
from xiangmu.web.live.doors import FullError
from xiangmu.web.live.handshake import PROTOCOL, is_let_in
from xiangmu.web.live.operations import Operations
from xiangmu.web.live.session import Closing, Session

LOG = logging.getLogger("xiangmu.live")
FOREIGN_ORIGIN, NO_PROTOCOL, FULL, FAULT = 1008, 4406, 1013, 1011
LONGEST_REASON = 120
"""Bytes of the reason in a closing frame."""


class LiveSocket:
    """The ASGI application behind ``ws://…/graphql``."""

    def __init__(self, operations: Operations, origins: Collection[str]) -> None:
        self._operations = operations
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection until it ends."""
        websocket = WebSocket(scope, receive, send)
        began, doors = monotonic(), self._operations.doors
        session: Session | None = None
        closing = Closing(1000, "")
        try:
            if not is_let_in(websocket, self._origins):
                raise Closing(FOREIGN_ORIGIN, "来源不在允许之列")
            with ExitStack() as stack:
                try:
                    stack.enter_context(doors.of_address(address_key(websocket), "ws"))
                except FullError as error:
                    # refused before it is a WebSocket: nothing of it is kept
                    raise Closing(FULL, str(error)) from error
                if PROTOCOL not in websocket.scope["subprotocols"]:
                    await websocket.accept()
                    raise Closing(NO_PROTOCOL, "Subprotocol not acceptable")
                await websocket.accept(PROTOCOL)
                session = Session(websocket, self._operations)
                await session.run()
        except Closing as found:
            closing = found
        except WebSocketDisconnect:
            return
        except Exception:
            LOG.exception("订阅连接出错")
            closing = Closing(FAULT, Code.INTERNAL_SERVER_ERROR)
        finally:
            self._note(session, closing, monotonic() - began)
        await self._close(websocket, closing)

    async def _close(self, websocket: WebSocket, closing: Closing) -> None:
        if closing.code != 1000:
            self._operations.doors.metrics.closed.labels(closing.code).inc()
        if websocket.application_state is not WebSocketState.DISCONNECTED:
            reason = closing.reason.encode()[:LONGEST_REASON].decode(errors="ignore")
            try:
                await websocket.close(closing.code, reason)
            except (RuntimeError, WebSocketDisconnect):
                return

    def _note(self, session: Session | None, closing: Closing, seconds: float) -> None:
        # neither what was asked nor by whom: no address, no credentials
        told: dict[str, Any] = {
            "protocol": "ws",
            "principal": session.principal_id if session else "",
            "seconds": round(seconds, 1),
            "events": session.events if session else 0,
            "code": closing.code,
        }
        LOG.info("订阅连接", extra={"told": told})
