"""``/graphql``: queries by GET, everything by POST, as the GraphQL over HTTP specification says."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from xiangmu.api.context import Context, Shared
from xiangmu.api.errors import Code
from xiangmu.api.masking import code_of
from xiangmu.api.schema import PublicSchema
from xiangmu.api.visit import NOTHING
from xiangmu.db.unavailable import UnavailableError
from xiangmu.web.cookies import leave, visit_of
from xiangmu.web.identity import Identify, as_system
from xiangmu.web.reading import JSON, LARGEST_BODY, Refused, at_most, read_operation

GRAPHQL_RESPONSE = "application/graphql-response+json"
ALLOWED = {"GET": {OperationType.QUERY}, "POST": {OperationType.QUERY, OperationType.MUTATION}}
RETRY = {"Retry-After": "1"}
SECONDS = 30
"""How long one request may take."""


class GraphQLEndpoint:
    """The ASGI application behind ``/graphql``."""

    def __init__(
        self, schema: PublicSchema, shared: Shared, identify: Identify = as_system, seconds: float = SECONDS
    ) -> None:
        self._schema = schema
        self._shared = shared
        self._identify = identify
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, at_most(receive, LARGEST_BODY))
        try:
            response = await self._answer(request)
        except Refused as refused:
            response = _refusal(request, refused)
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        operation = await read_operation(request)
        try:
            async with asyncio.timeout(self._seconds):
                principal = await self._identify(request)
                visit = visit_of(request)
                result = await self._schema.execute(
                    operation.query,
                    variable_values=operation.variables,
                    context_value=Context(self._shared, principal, uuid4().hex, visit),
                    operation_name=operation.name,
                    allowed_operation_types=ALLOWED[request.method],
                )
        except UnavailableError as error:
            raise Refused(503, str(error), RETRY, code_of(error)) from error
        except TimeoutError as error:
            raise Refused(503, f"处理超过 {self._seconds} 秒, 已中止", code=Code.TIMEOUT) from error
        except CannotGetOperationTypeError as error:
            raise Refused(400, "无法确定要执行的操作: 请检查 operationName") from error
        except InvalidOperationTypeError as error:
            raise Refused(405, "GET 请求只能查询, 其余请用 POST", {"Allow": "POST"}) from error
        body = _body(result)
        response = _response(request, body, *((503, RETRY) if _unavailable(body) else ()))
        if visit.leaves:
            leave(response, request, visit.leaves)
        return response


def _unavailable(body: Mapping[str, Any]) -> bool:
    """Whether nothing was answered because the database is not there, so that proxies and clients see it too."""
    codes = {error.get("extensions", {}).get("code") for error in body.get("errors", ())}
    return bool(codes & {Code.BUSY, Code.UNAVAILABLE}) and not any((body.get("data") or {}).values())


def _body(result: ExecutionResult) -> dict[str, Any]:
    errors = [error.formatted for error in result.errors or ()]
    # without data when nothing was executed: then no error lies at a place of the answer
    executed = result.data is not None or any("path" in error for error in errors)
    return ({"errors": errors} if errors else {}) | ({"data": result.data} if executed else {})


def _refusal(request: Request, refused: Refused) -> Response:
    error = {"message": refused.message, "extensions": {"code": refused.code}}
    response = _response(request, {"errors": [error]}, refused.status, refused.headers)
    if refused.forget:
        leave(response, request, NOTHING)
    return response


def _response(
    request: Request,
    body: dict[str, Any],
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    strict = GRAPHQL_RESPONSE in request.headers.get("accept", "").lower()
    if status is None:
        status = 400 if strict and "data" not in body else 200
    return Response(
        orjson.dumps(body),
        status_code=status,
        headers=headers,
        media_type=f"{GRAPHQL_RESPONSE if strict else JSON}; charset=utf-8",
    )
