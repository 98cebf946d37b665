"""Headers that every answer carries, whatever answers: browsers shall not guess, frame, share or keep it."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
"""An answer may have others of its own, such as a page that loads its scripts."""
TLS = {"Strict-Transport-Security": "max-age=31536000"}
PLAIN, OVER_TLS = (
    tuple((name.lower().encode(), content.encode()) for name, content in headers.items())
    for headers in (HEADERS, HEADERS | TLS)
)


class SecurityHeaders:
    """Adds the headers to what ``app`` answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = OVER_TLS if scope.get("scheme") == "https" else PLAIN

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                added = (header for header in headers if header[0] not in present)
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self._app(scope, receive, guarded)
