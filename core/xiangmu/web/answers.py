"""Answers to GraphQL requests as HTTP carries them."""

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from strawberry.types import ExecutionResult

from xiangmu.api.errors import Code
from xiangmu.api.scalars import show_instant
from xiangmu.api.seen import OK, SEEN
from xiangmu.services.budgets import Allowance, Balance
from xiangmu.web.reading import JSON, Refused

GRAPHQL_RESPONSE = "application/graphql-response+json"
RETRY = {"Retry-After": "1"}
"""When the database was not to be had: soon again."""


def answer(request: Request, result: ExecutionResult, allowance: Allowance) -> Response:
    """What came of an operation, or of the attempt to begin with it."""
    errors = [error.formatted for error in result.errors or ()]
    # without data when nothing was executed: then no error lies at a place of the answer
    executed = result.data is not None or any("path" in error for error in errors)
    body = ({"errors": errors} if errors else {}) | ({"data": result.data} if executed else {})
    codes = {error.get("extensions", {}).get("code") for error in errors}
    if is_rate_limited(result):
        return _response(request, body, allowance, 429)
    if codes & {Code.BUSY, Code.UNAVAILABLE} and not any((result.data or {}).values()):
        # proxies and clients shall see too that nothing was answered
        return _response(request, body, allowance, 503, RETRY)
    return _response(request, body, allowance)


def is_rate_limited(result: ExecutionResult) -> bool:
    """Whether the operation was not begun because it costs more than is left."""
    return any((error.extensions or {}).get("code") == Code.RATE_LIMITED for error in result.errors or ())


def refusal(request: Request, refused: Refused, allowance: Allowance) -> Response:
    """Why a request was turned down as a whole."""
    error = {"message": refused.message, "extensions": {"code": refused.code}}
    return _response(request, {"errors": [error]}, allowance, refused.status, refused.headers)


def _response(
    request: Request,
    body: dict[str, Any],
    allowance: Allowance,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    if (seen := SEEN.get()) is not None:
        first = next(iter(body.get("errors", ())), None)
        seen.code = first["extensions"]["code"] if first else OK
        seen.cost = allowance.cost
    balance = allowance.balance
    strict = GRAPHQL_RESPONSE in request.headers.get("accept", "").lower()
    if status is None:
        status = 400 if strict and "data" not in body else 200
    if status == 429 and balance:
        headers = {"Retry-After": str(balance.seconds)}
    return Response(
        orjson.dumps(body | _extensions(allowance.cost, balance)),
        status_code=status,
        headers=headers,
        media_type=f"{GRAPHQL_RESPONSE if strict else JSON}; charset=utf-8",
    )


def _extensions(cost: int, balance: Balance | None) -> dict[str, Any]:
    if balance is None:
        return {}
    told = {"cost": cost, "remaining": balance.remaining, "resetsAt": show_instant(balance.resets_at)}
    return {"extensions": {"budget": told}}
