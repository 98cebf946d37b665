"""From what a client sent to what it is told: the same limits, budgets and registered documents as by HTTP."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
from graphql import OperationType
from starlette.requests import Request
from strawberry.schema.exceptions import CannotGetOperationTypeError
from strawberry.types import ExecutionResult

from xiangmu.access.principals import Principal
from xiangmu.api.context import Context, Shared
from xiangmu.api.costs import REFUSAL
from xiangmu.api.errors import Code, too_little_left
from xiangmu.api.live.standing import Subscriber
from xiangmu.api.operations import kind_of
from xiangmu.api.schema import PublicSchema
from xiangmu.api.seen import request_id
from xiangmu.services.budgets import ExhaustedError
from xiangmu.services.live.hub import Hub
from xiangmu.web.allowances import Allowances
from xiangmu.web.documents import TrustedDocuments
from xiangmu.web.identity import Identify
from xiangmu.web.live.doors import Doors
from xiangmu.web.reading import Refused, Sent


@dataclass(frozen=True, slots=True)
class Operations:
    """Begins subscriptions."""

    schema: PublicSchema
    shared: Shared
    identify: Identify
    allowances: Allowances
    documents: TrustedDocuments
    hub: Hub
    doors: Doors

    async def standing(self, request: Request, first: Principal) -> Principal | None:
        """Who sent ``request``, by now; None when they are nobody any longer, or somebody else."""
        try:
            principal = await self.identify(request)
        except Refused as refused:
            if refused.status == 401:
                return None
            raise
        return principal if principal.id == first.id else None

    async def events(
        self, request: Request, principal: Principal, sent: Sent
    ) -> AsyncGenerator[ExecutionResult, None]:
        """What the subscription tells whoever sent ``request``. Raises Refused before anything is told."""
        allowance = self.allowances.of(request, principal)
        try:
            allowance.require()
        except ExhaustedError as error:
            raise Refused(429, too_little_left(error.balance), code=Code.RATE_LIMITED) from None
        meant = await self.documents.meant(sent)
        self._require_subscription(meant.text, sent.name)
        subscriber = Subscriber(
            follower=self.hub.follower,
            identify=partial(self.standing, request, principal),
            heartbeat=self.doors.settings.heartbeat,
            turns=self.hub.turns,
        )
        context = Context(self.shared, principal, request_id(), allowance=allowance, subscriber=subscriber)
        stream = self.schema.events(
            meant.text, variable_values=sent.variables, context_value=context, operation_name=sent.name
        )
        async for result in stream:
            self.doors.metrics.events.inc()
            yield result
        if not allowance.cost:
            allowance.charge(REFUSAL)

    def _require_subscription(self, text: str, name: str | None) -> None:
        try:
            kind = kind_of(text, name, self.shared.settings.limits)
        except CannotGetOperationTypeError as error:
            raise Refused(400, "无法确定要执行的操作: 请检查 operationName") from error
        if kind not in (OperationType.SUBSCRIPTION, None):
            raise Refused(400, "这里只接受订阅, 查询和变更请用 POST")


def told(result: ExecutionResult) -> dict[str, Any]:
    """A result as the protocols carry it."""
    errors = [error.formatted for error in result.errors or ()]
    return {"data": result.data} | ({"errors": errors} if errors else {})


def ends(result: ExecutionResult) -> bool:
    """Whether nothing follows: the subscription did not begin, or cannot go on."""
    return result.data is None


def refusal(refused: Refused) -> list[Mapping[str, Any]]:
    """Why a subscription was turned down, as errors."""
    return [{"message": refused.message, "extensions": {"code": refused.code}}]


def code_of(result: ExecutionResult) -> str:
    """The code of the first error; "" without one."""
    for error in result.errors or ():
        return str((error.extensions or {}).get("code", ""))
    return ""


def as_text(content: Any) -> str:
    """JSON."""
    return orjson.dumps(content).decode()


def asking(request: Request, authorization: str) -> Request:
    """``request`` with the credentials that came in the connection's first message."""
    headers = [header for header in request.scope["headers"] if header[0] != b"authorization"]
    scope = dict(request.scope)
    scope["headers"] = [*headers, (b"authorization", authorization.encode("latin-1", "replace"))]
    return Request(scope)
