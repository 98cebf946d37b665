"""How many connections and subscriptions one process bears: of everybody, of an address, of a principal."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from xiangmu.settings import LiveSettings
from xiangmu.web.metrics import LiveMetrics


class FullError(Exception):
    """There are too many; the message says in Chinese of what."""


class Doors:
    """Lets in, and counts who is in."""

    def __init__(self, settings: LiveSettings, metrics: LiveMetrics) -> None:
        self.settings = settings
        self.metrics = metrics
        self._open = 0
        self._by_address: Counter[str] = Counter()
        self._by_principal: Counter[str] = Counter()

    @contextmanager
    def of_address(self, address: str, protocol: str) -> Iterator[None]:
        """One connection more from an address. Raises FullError."""
        if self._open >= self.settings.connections:
            raise FullError("订阅连接太多, 请稍后再试" if self.settings.connections else "没有开通订阅")
        with self._one(self._by_address, address, self.settings.per_address, "这个地址"):
            self._open += 1
            self.metrics.connections.labels(protocol).inc()
            try:
                yield
            finally:
                self._open -= 1
                self.metrics.connections.labels(protocol).dec()

    @contextmanager
    def of_principal(self, principal: str) -> Iterator[None]:
        """One connection more of a principal. Raises FullError."""
        with self._one(self._by_principal, principal, self.settings.per_principal, "这个账号"):
            yield

    @contextmanager
    def _one(self, counted: Counter[str], key: str, most: int, whose: str) -> Iterator[None]:
        if counted[key] >= most:
            raise FullError(f"{whose}的订阅连接已有 {most} 个, 不能再多")
        counted[key] += 1
        try:
            yield
        finally:
            counted[key] -= 1
            if not counted[key]:
                del counted[key]
