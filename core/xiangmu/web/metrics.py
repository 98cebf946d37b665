"""``/metrics`` in Prometheus' text form, for who knows the token. Each process tells of itself."""

import asyncio
from hmac import compare_digest

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from xiangmu.api.errors import Code
from xiangmu.api.seen import OK, Seen
from xiangmu.db.engine import Database
from xiangmu.db.tally import Tally
from xiangmu.services import maintenance

SECONDS = 5
"""How long the database may take to tell the ledger's head."""
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
CODES = frozenset({OK, *Code})
OTHER = "OTHER"
UNKNOWN = {"WWW-Authenticate": "Bearer"}


class LiveMetrics:
    """What one process counts of subscriptions."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        kept = registry or CollectorRegistry()
        self.connections = Gauge("xiangmu_live_connections", "订阅连接", ["protocol"], registry=kept)
        self.subscriptions = Gauge("xiangmu_live_subscriptions", "进行中的订阅", registry=kept)
        self.events = Counter("xiangmu_live_events", "推送的消息", registry=kept)
        self.closed = Counter("xiangmu_live_closed", "按代码,由服务器关闭的连接", ["code"], registry=kept)


class Metrics:
    """What one process counts. Labels take few values: a name that a client may choose is never one."""

    def __init__(self, database: Database, token: SecretStr | None) -> None:
        self._database = database
        self._token = token
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        asked = ["kind", "operation", "code"]
        self._requests = Counter("xiangmu_requests", "按种类、登记的操作与结果", asked, registry=registry)
        self._http = Counter("xiangmu_http_responses", "按状态码", ["status"], registry=registry)
        self._seconds = Histogram(
            "xiangmu_request_seconds", "处理时间", ["kind"], buckets=BUCKETS, registry=registry
        )
        self._statements = Counter("xiangmu_statements", "数据库语句", registry=registry)
        self._cost = Counter("xiangmu_cost", "请求的代价", registry=registry)
        self._refusals = Counter("xiangmu_budget_refusals", "因额度用尽而拒绝", registry=registry)
        self._connections = Gauge("xiangmu_database_connections", "数据库连接", ["state"], registry=registry)
        self._up = Gauge("xiangmu_database_up", "数据库是否可用", registry=registry)
        self._head = Gauge("xiangmu_ledger_head", "账本末号", registry=registry)
        self.live = LiveMetrics(registry)

    def count(self, seen: Seen, tally: Tally, status: int, seconds: float) -> None:
        """Take a request in."""
        self._http.labels(status).inc()
        self._statements.inc(tally.statements)
        if seen.kind or seen.code != OK:
            code = seen.code if seen.code in CODES else OTHER
            self._requests.labels(seen.kind, seen.document, code).inc()
            self._seconds.labels(seen.kind).observe(seconds)
            self._cost.inc(seen.cost)
            self._refusals.inc(seen.code == Code.RATE_LIMITED)

    async def tell(self, request: Request) -> Response:
        """Answer ``/metrics``."""
        if self._token is None:
            return PlainTextResponse("没有这个地址\n", status_code=404)
        expected = f"Bearer {self._token.get_secret_value()}"
        given = request.headers.get("authorization", "")
        if not compare_digest(given.encode(), expected.encode()):
            return PlainTextResponse("口令不对\n", status_code=401, headers=UNKNOWN)
        await self._look()
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)

    async def _look(self) -> None:
        pool = self._database.engine.pool
        for state, many in (("idle", "checkedin"), ("used", "checkedout")):
            self._connections.labels(state).set(getattr(pool, many, int)())
        try:
            async with asyncio.timeout(SECONDS):
                head = await maintenance.head(self._database)
        except Exception:  # whatever the driver raises, that is what is told
            self._up.set(0)
        else:
            self._up.set(1)
            self._head.set(head.no)
