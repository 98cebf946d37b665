"""Every request from its first line to its last: it gets a name, is counted, timed and logged, and never a trace."""

import logging
import re
from time import monotonic
from uuid import uuid4

import orjson
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from xiangmu.api.errors import Code
from xiangmu.api.seen import SEEN, Seen
from xiangmu.db.tally import TALLY, Tally
from xiangmu.services.calendars.addresses import shown_path
from xiangmu.web.metrics import Metrics

LOG = logging.getLogger("xiangmu.access")
REQUEST_ID = "X-Request-Id"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
"""What a client or proxy may call its request: nothing that could write lines of its own into the log."""
GONE = 499
"""The status in the log of a request whose client went away before it was answered."""
QUIET = frozenset({"/livez", "/readyz", "/metrics"})
"""What is asked again and again by machines, and logged only when it goes wrong."""
WRONG = 400


class Observed:
    """Watches ``app``."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever happens."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        seen = Seen(request_id=given if WELL_FORMED.fullmatch(given) else uuid4().hex)
        tally, began, status = Tally(), monotonic(), GONE
        tokens = SEEN.set(seen), TALLY.set(tally)

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = seen.request_id
            await send(message)

        try:
            await self._app(scope, receive, named)
        except Exception:
            LOG.exception("意外错误 %s", seen.request_id)
            seen.code = Code.INTERNAL_SERVER_ERROR
            if status == GONE:
                await _fault(seen.request_id)(scope, receive, named)
        finally:
            self._note(scope, seen, tally, status, monotonic() - began)
            SEEN.reset(tokens[0])
            TALLY.reset(tokens[1])

    def _note(self, scope: Scope, seen: Seen, tally: Tally, status: int, seconds: float) -> None:
        self._metrics.count(seen, tally, status, seconds)
        if scope["path"] in QUIET and status < WRONG:
            return
        # neither what was asked nor by whom: no address, no query string
        told = {
            "method": scope["method"],
            "path": shown_path(scope["path"])[:100],
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
            "kind": seen.kind,
            "principal": seen.principal,
            "code": seen.code,
            "statements": tally.statements,
            "cost": seen.cost,
        }
        LOG.info("请求", extra={"told": told})


def _fault(request_id: str) -> Response:
    error = {
        "message": f"服务器内部错误, 编号 {request_id}",
        "extensions": {"code": Code.INTERNAL_SERVER_ERROR, "id": request_id},
    }
    return Response(orjson.dumps({"errors": [error]}), 500, media_type="application/json; charset=utf-8")
