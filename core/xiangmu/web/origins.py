"""Which other sites' pages may call (CORS): those that are listed, without cookies; by default none.

Only browsers ask, and only they enforce the answer: who may see what is decided elsewhere.
"""

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = "GET, POST, PUT"
ASKED = "Authorization, Content-Type, If-None-Match, X-Request-Id"
"""Request headers beyond those that browsers send anyway."""
TOLD = "ETag, Retry-After, X-Request-Id"
"""Response headers that such a page may read."""
SECONDS = 600
"""How long a browser need not ask again."""


class Origins:
    """Lets pages from ``allowed`` origins read what ``app`` answers."""

    def __init__(self, app: ASGIApp, allowed: Collection[str]) -> None:
        self._app = app
        self._allowed = frozenset(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not self._allowed:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")

        async def shared(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                # also where no origin is named: the answer would be another one if it were
                answered.add_vary_header("Origin")
                if origin in self._allowed:
                    answered["Access-Control-Allow-Origin"] = origin
                    answered["Access-Control-Expose-Headers"] = TOLD
            await send(message)

        asks_first = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
        if asks_first and origin in self._allowed:
            leave = {
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": ASKED,
                "Access-Control-Max-Age": str(SECONDS),
                "Vary": "Access-Control-Request-Method, Access-Control-Request-Headers",
            }
            await Response(status_code=204, headers=leave)(scope, receive, shared)
        else:
            await self._app(scope, receive, shared)
