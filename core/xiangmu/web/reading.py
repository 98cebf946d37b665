"""A GraphQL request as HTTP brings it, read strictly: nothing malformed gets further than this."""

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.types import Message, Receive

from xiangmu.api.errors import Code
from xiangmu.plugin.value import value
from xiangmu.settings import LimitSettings

JSON = "application/json"
OBJECTS = ("variables", "extensions")
"""What a request may carry beside its query."""
PERSISTED, HASH, DOCUMENT_ID = "persistedQuery", "sha256Hash", "documentId"
"""The two ways to name a registered document."""
SIGNS = (b"[", b"{", b",")
"""Every value of a JSON text begins with one or stands between two of them …"""
SIGNS_PER_VALUE = 10
"""… but they also stand in the query and in what people write."""


class Refused(Exception):  # noqa: N818  # a refusal is an answer, not a fault of the program
    """The request is turned down as a whole: ``status``, the Chinese message and ``code`` go back to the client.

    ``forget``: the client's cookie is worth nothing.
    """

    def __init__(
        self,
        status: int,
        message: str,
        headers: Mapping[str, str] | None = None,
        code: Code = Code.BAD_REQUEST,
        *,
        forget: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers
        self.code = code
        self.forget = forget


@value
class Sent:
    """What a client sent: a query or the hash of one, or both."""

    query: str | None
    hash: str | None
    variables: dict[str, Any] | None
    name: str | None


def at_most(receive: Receive, limit: int) -> Receive:
    """``receive`` for a body of no more than ``limit`` bytes; refuses what is longer."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise Refused(413, f"请求正文超过上限 {limit} 字节")
        return message

    return counted


async def read_request(request: Request, limits: LimitSettings) -> Sent:
    """What the query string of a GET or the JSON body of a POST asks for. Raises Refused."""
    match request.method:
        case "GET":
            asked = _from_query_string(request, limits)
        case "POST":
            asked = await _from_body(request, limits)
        case method:
            raise Refused(405, f"不支持 {method} 请求, 请用 GET 或 POST", {"Allow": "GET, POST"})
    return sent_of(asked, limits)


def sent_of(asked: Mapping[str, Any], limits: LimitSettings) -> Sent:
    """What a client sent, whatever brought it. Raises Refused."""
    for key in OBJECTS:
        if not isinstance(asked.get(key), dict | None):
            raise Refused(400, f"{key} 须为 JSON 对象")
        _require_bounded(asked.get(key), key, limits)
    return Sent(
        query=_text(asked, "query"),
        hash=_hash(asked),
        variables=asked.get("variables"),
        name=_text(asked, "operationName"),
    )


def _from_query_string(request: Request, limits: LimitSettings) -> dict[str, Any]:
    asked: dict[str, Any] = dict(request.query_params)
    return asked | {key: parsed(asked[key].encode(), key, limits) for key in OBJECTS if key in asked}


async def _from_body(request: Request, limits: LimitSettings) -> dict[str, Any]:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != JSON:
        raise Refused(415, f"请求正文须为 {JSON}")
    body = parsed(await request.body(), "请求正文", limits)
    if not isinstance(body, dict):
        raise Refused(400, "请求正文须为一个 JSON 对象, 含 query 和可选的 variables、operationName")
    return body


def parsed(text: bytes, what: str, limits: LimitSettings) -> Any:
    """The value that a JSON text holds. Raises Refused."""
    # parsing is quick, but makes an object of every few bytes
    if sum(map(text.count, SIGNS)) > SIGNS_PER_VALUE * limits.variables:
        raise Refused(400, f"{what}里的值太多", code=Code.LIMIT_EXCEEDED)
    try:
        # refuses of itself what is nested more than a thousand deep
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refused(400, f"{what}不是有效的 UTF-8 JSON") from error


def _text(asked: Mapping[str, Any], key: str) -> str | None:
    given = asked.get(key)
    if given is None or (isinstance(given, str) and given):
        return given
    raise Refused(400, f"{key} 须为非空字符串")


def _hash(asked: Mapping[str, Any]) -> str | None:
    persisted = (asked.get("extensions") or {}).get(PERSISTED)
    if persisted is None:
        return _text(asked, DOCUMENT_ID)
    if not isinstance(persisted, dict) or not isinstance(persisted.get(HASH), str):
        raise Refused(400, f"extensions.{PERSISTED} 须含 {HASH}")
    return str(persisted[HASH])


def _require_bounded(content: Any, what: str, limits: LimitSettings) -> None:
    """Refuse what holds too many values or is nested too deep; looks at no more of it than is allowed."""
    count, depth, level = 0, 0, [content]
    while level:
        depth += 1
        below: list[Any] = []
        for holder in level:
            held = holder.values() if isinstance(holder, dict) else holder if isinstance(holder, list) else ()
            count += len(held)
            if count > limits.variables or depth > limits.variable_depth:
                most = f"{limits.variables} 个值、{limits.variable_depth} 层"
                raise Refused(400, f"{what} 超过上限: {most}", code=Code.LIMIT_EXCEEDED)
            below.extend(inner for inner in held if isinstance(inner, dict | list))
        level = below
