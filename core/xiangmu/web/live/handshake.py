"""How a WebSocket begins: from which pages it may come, and the request that stands for it afterwards."""

from collections.abc import Collection

from starlette.requests import Request
from starlette.websockets import WebSocket

PROTOCOL = "graphql-transport-ws"
SCHEMES = {"ws": "http", "wss": "https"}


def comes_from_afar(websocket: WebSocket) -> bool:
    """Whether a page of another origin opened it. Programs name no origin."""
    origin = websocket.headers.get("origin")
    return origin is not None and origin.lower() != _own(websocket)


def is_let_in(websocket: WebSocket, origins: Collection[str]) -> bool:
    """Whether it comes from no page, a page of this origin or one of ``origins``: browsers ask nobody else."""
    return not comes_from_afar(websocket) or websocket.headers.get("origin") in origins


def request_of(websocket: WebSocket) -> Request:
    """A request with the same headers; the cookie counts for pages of this origin only."""
    scope = dict(websocket.scope)
    scope |= {"type": "http", "method": "GET", "scheme": _scheme(websocket), "state": {}}
    if comes_from_afar(websocket) or "origin" not in websocket.headers:
        scope["headers"] = [header for header in scope["headers"] if header[0] != b"cookie"]
    return Request(scope)


def _own(websocket: WebSocket) -> str:
    return f"{_scheme(websocket)}://{websocket.headers.get('host', '')}".lower()


def _scheme(websocket: WebSocket) -> str:
    return SCHEMES[websocket.url.scheme]
