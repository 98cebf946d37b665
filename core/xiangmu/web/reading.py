"""A GraphQL request as HTTP brings it, read strictly: nothing malformed gets further than this."""

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.types import Message, Receive

from xiangmu.api.errors import Code
from xiangmu.plugin.value import value

LARGEST_BODY = 1024 * 1024
JSON = "application/json"
OBJECTS = ("variables", "extensions")
"""What a request may carry beside its query; nothing is made of extensions."""


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
class Operation:
    """What a client asks for."""

    query: str
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


async def read_operation(request: Request) -> Operation:
    """The operation in the query string of a GET or the JSON body of a POST. Raises Refused."""
    match request.method:
        case "GET":
            return _operation(_from_query_string(request))
        case "POST":
            return _operation(await _from_body(request))
        case method:
            raise Refused(405, f"不支持 {method} 请求, 请用 GET 或 POST", {"Allow": "GET, POST"})


def _from_query_string(request: Request) -> dict[str, Any]:
    asked: dict[str, Any] = dict(request.query_params)
    return asked | {key: _json(asked[key], key) for key in OBJECTS if key in asked}


async def _from_body(request: Request) -> dict[str, Any]:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != JSON:
        raise Refused(415, f"请求正文须为 {JSON}")
    body = _json(await request.body(), "请求正文")
    if not isinstance(body, dict):
        raise Refused(400, "请求正文须为一个 JSON 对象, 含 query 和可选的 variables、operationName")
    return body


def _json(text: str | bytes, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refused(400, f"{what}不是有效的 UTF-8 JSON") from error


def _operation(asked: dict[str, Any]) -> Operation:
    query, name = asked.get("query"), asked.get("operationName")
    if not isinstance(query, str) or not query:
        raise Refused(400, "缺少 query, 须为非空字符串")
    if not isinstance(name, str | None):
        raise Refused(400, "operationName 须为字符串")
    for key in OBJECTS:
        if not isinstance(asked.get(key), dict | None):
            raise Refused(400, f"{key} 须为 JSON 对象")
    return Operation(query=query, variables=asked.get("variables"), name=name)
