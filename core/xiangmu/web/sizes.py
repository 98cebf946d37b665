"""What a request may be in size before its body is looked at."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LONGEST_ADDRESS = 16 * 1024
"""Bytes of the path and the query string; a longer query goes by POST."""
LARGEST_HEADERS = 32 * 1024
"""Bytes of the names and values of all headers."""
MOST_HEADERS = 100


class Sizes:
    """Turns down what is larger."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        app = self._app
        if scope["type"] == "http":
            headers = scope["headers"]
            if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
                app = PlainTextResponse(f"地址超过上限 {LONGEST_ADDRESS} 字节, 请改用 POST\n", 414)
            elif (
                len(headers) > MOST_HEADERS
                or sum(len(name) + len(content) for name, content in headers) > LARGEST_HEADERS
            ):
                app = PlainTextResponse(f"请求头超过上限 {LARGEST_HEADERS} 字节或 {MOST_HEADERS} 个\n", 431)
        await app(scope, receive, send)
