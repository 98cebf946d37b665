"""``/graphql``: queries by GET, everything by POST, as the GraphQL over HTTP specification says."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from graphql import OperationType as Kind
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from xiangmu.api.context import Context, Shared
from xiangmu.api.costs import REFUSAL
from xiangmu.api.errors import Code, too_little_left
from xiangmu.api.masking import code_of
from xiangmu.api.operations import kind_of
from xiangmu.api.schema import PublicSchema
from xiangmu.api.seen import SEEN, request_id
from xiangmu.api.visit import NOTHING, Visit
from xiangmu.db.unavailable import UnavailableError
from xiangmu.services.budgets import Allowance, Budgets, ExhaustedError
from xiangmu.services.live.hub import Hub
from xiangmu.web.allowances import Allowances
from xiangmu.web.answers import RETRY, answer, is_rate_limited, refusal
from xiangmu.web.cookies import leave, visit_of
from xiangmu.web.deadline import deadline
from xiangmu.web.documents import TrustedDocuments
from xiangmu.web.identity import Identify
from xiangmu.web.live.doors import Doors
from xiangmu.web.live.operations import Operations
from xiangmu.web.live.stream import EVENT_STREAM, EventStream, wants_events
from xiangmu.web.metrics import LiveMetrics
from xiangmu.web.reading import Refused, Sent, at_most, read_request
from xiangmu.web.tags import Tags, is_known, mark, unchanged

ALLOWED = {"GET": {OperationType.QUERY}, "POST": {OperationType.QUERY, OperationType.MUTATION}}


class GraphQLEndpoint:
    """The ASGI application behind ``/graphql``."""

    def __init__(
        self,
        schema: PublicSchema,
        shared: Shared,
        identify: Identify,
        hub: Hub | None = None,
        doors: Doors | None = None,
    ) -> None:
        settings = shared.settings
        self._schema = schema
        self._shared = shared
        self._identify = identify
        self._settings = settings
        self._budgets = Budgets(shared.database, shared.clock, settings.budget.seconds)
        self.allowances = Allowances(self._budgets, settings.budget)
        self._documents = TrustedDocuments(shared.database, settings.api.documents)
        self.live = Operations(
            schema,
            shared,
            identify,
            self.allowances,
            self._documents,
            hub or Hub(shared.database),
            doors or Doors(settings.live, LiveMetrics()),
        )
        self._tags = Tags(schema, shared)
        self._at_work = 0

    async def close(self) -> None:
        """Before the process ends."""
        await self._budgets.settle()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        receive = at_most(receive, self._settings.http.body)
        call = _Call(self.allowances, Request(scope, receive))
        try:
            with self._one_more():
                response = await self._answered(call, receive)
        except Refused as refused:
            response = call.refused(refused)
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    @contextmanager
    def _one_more(self) -> Iterator[None]:
        if self._at_work >= self._settings.http.at_once:
            raise Refused(503, "同时处理的请求太多, 请稍后再试", RETRY, Code.BUSY)
        self._at_work += 1
        try:
            yield
        finally:
            self._at_work -= 1

    async def _answered(self, call: "_Call", receive: Receive) -> Response:
        seconds = self._settings.http.seconds
        try:
            async with asyncio.timeout(seconds):
                sent = await read_request(call.request, self._settings.limits)
        except TimeoutError as error:
            raise Refused(408, f"请求在 {seconds:g} 秒内没有传完", code=Code.TIMEOUT) from error
        try:
            async with deadline(seconds, receive):
                result = await self._executed(call, sent)
        except UnavailableError as error:
            raise Refused(503, str(error), RETRY, code_of(error)) from error
        except TimeoutError as error:
            raise Refused(503, f"处理超过 {seconds:g} 秒, 已中止", code=Code.TIMEOUT) from error
        except CannotGetOperationTypeError as error:
            raise Refused(400, "无法确定要执行的操作: 请检查 operationName") from error
        except InvalidOperationTypeError as error:
            raise _not_by(call.request.method) from error
        return result if isinstance(result, Response) else call.answered(result)

    async def _executed(self, call: "_Call", sent: Sent) -> ExecutionResult | Response:
        principal = await self._identify(call.request)
        call.allowance = self.allowances.of(call.request, principal)
        call.visit = visit_of(call.request)
        try:
            call.allowance.require()
        except ExhaustedError as error:
            raise Refused(429, too_little_left(error.balance), code=Code.RATE_LIMITED) from None
        meant = await self._documents.meant(sent)
        if seen := SEEN.get():
            seen.principal, seen.document = principal.id, meant.title
        if wants_events(call.request) and self._subscribes(meant.text, sent.name):
            return EventStream(self.live, call.request, principal, sent)
        call.tag = await self._tags.of(call.request, principal, meant, sent)
        if call.tag and is_known(call.request, call.tag):
            call.allowance.charge(REFUSAL)
            return unchanged(call.tag)
        context = Context(self._shared, principal, request_id(), call.visit, call.allowance)
        return await self._schema.execute(
            meant.text,
            variable_values=sent.variables,
            context_value=context,
            operation_name=sent.name,
            allowed_operation_types=ALLOWED[call.request.method],
        )

    def _subscribes(self, text: str, name: str | None) -> bool:
        return kind_of(text, name, self._settings.limits) is Kind.SUBSCRIPTION


def _not_by(method: str) -> Refused:
    if method == "GET":
        return Refused(405, "GET 请求只能查询, 其余请用 POST", {"Allow": "POST"})
    return Refused(406, f"订阅请用 WebSocket, 或者 Accept: {EVENT_STREAM}")


class _Call:
    """One request on its way; ``allowance`` is that of its address until it is known who sent it."""

    def __init__(self, allowances: Allowances, request: Request) -> None:
        self.request = request
        self.allowance: Allowance = allowances.of(request, None)
        self.visit: Visit | None = None
        self.tag = ""

    def answered(self, result: ExecutionResult) -> Response:
        """The answer of an operation; one that was not carried out has its price too."""
        if not self.allowance.cost and not is_rate_limited(result):
            self.allowance.charge(REFUSAL)
        response = answer(self.request, result, self.allowance)
        if self.tag and not result.errors:
            mark(response, self.tag)
        if self.visit and self.visit.leaves:
            leave(response, self.request, self.visit.leaves)
        return response

    def refused(self, refused: Refused) -> Response:
        """The answer to a request that was turned down as a whole."""
        if refused.code is not Code.RATE_LIMITED:
            self.allowance.charge(REFUSAL)
        response = refusal(self.request, refused, self.allowance)
        if refused.forget:
            leave(response, self.request, NOTHING)
        return response
