"""How often one may try to sign in: waiting times that double, per login and per address, known or not.

Attempts are counted before they are looked at, so that many at once are no more than many in turn; those that
succeed are taken off again. Kept in the database: it holds for all workers.
"""

import ipaddress
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.ledger import Row
from xiangmu.plugin.value import value
from xiangmu.services.identity.secrets import hash_of

G = t.sign_in_guard.c
LONGEST_EXPONENT = 30
SUBNET = 64
"""An IPv6 subscriber has as many addresses as a subnet holds."""


@value
class Limit:
    """``free`` attempts, then a wait from ``first`` on that doubles up to ``longest``; forgotten after ``forget``."""

    free: int
    first: timedelta
    longest: timedelta
    forget: timedelta

    def wait(self, failures: int) -> timedelta | None:
        """How long to wait after that many failures."""
        if failures < self.free:
            return None
        doubled: timedelta = self.first * 2 ** min(failures - self.free, LONGEST_EXPONENT)
        return min(doubled, self.longest)


LOGIN = Limit(free=5, first=timedelta(seconds=30), longest=timedelta(hours=1), forget=timedelta(days=1))
ADDRESS = Limit(free=100, first=timedelta(minutes=1), longest=timedelta(hours=1), forget=timedelta(hours=1))
"""An office goes out through one address."""


@value
class Attempted:
    """Under what an attempt is counted."""

    key: str
    limit: Limit


class BlockedError(Exception):
    """Too many attempts; ``seconds`` are to be waited for."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"尝试次数过多, 请 {seconds} 秒后再试")
        self.seconds = seconds


def of_login(folded: str) -> Attempted:
    """Attempts under a login, whether there is one or not."""
    return Attempted(key=hash_of(f"login:{folded}"), limit=LOGIN)


def of_address(address: str) -> Attempted:
    """Attempts from an address."""
    return Attempted(key=hash_of(f"address:{_subscriber(address)}"), limit=ADDRESS)


async def count(connection: AsyncConnection, attempted: Sequence[Attempted], now: datetime) -> None:
    """Count an attempt. Raises BlockedError for one that comes too early: that counts for nothing."""
    keys = [one.key for one in attempted]
    rows = (await connection.execute(select(t.sign_in_guard).where(G.key.in_(keys)))).mappings()
    known: dict[str, Row] = {row["key"]: dict(row) for row in rows}
    for row in known.values():
        # after a clock was set back nobody is to wait for the hours to come round again
        if row["blocked_until"] and row["tried_at"] <= now < row["blocked_until"]:
            raise BlockedError(ceil((row["blocked_until"] - now).total_seconds()))
    # one statement a row: an attempt counts under two keys at most
    for one in attempted:
        failures = _failures(known.get(one.key), one.limit, now) + 1
        wait = one.limit.wait(failures)
        cells = {"failures": failures, "tried_at": now, "blocked_until": now + wait if wait else None}
        if one.key in known:
            await connection.execute(update(t.sign_in_guard).where(G.key == one.key).values(cells))
        else:
            await connection.execute(insert(t.sign_in_guard).values(key=one.key, **cells))


async def forgive(connection: AsyncConnection, attempted: Sequence[Attempted], now: datetime) -> None:
    """An attempt succeeded: nothing stands against its login, one less against its address. Forget what is old."""
    for one in attempted:
        row = t.sign_in_guard.update().where(G.key == one.key)
        failures = 0 if one.limit is LOGIN else G.failures - 1
        await connection.execute(row.values(failures=failures, blocked_until=None))
    old = now - max(LOGIN.forget, ADDRESS.forget)
    await connection.execute(delete(t.sign_in_guard).where(G.tried_at < old))


def _failures(row: Row | None, limit: Limit, now: datetime) -> int:
    if row is None or now - row["tried_at"] > limit.forget:
        return 0
    failures: int = row["failures"]
    return failures


def _subscriber(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((int(found), SUBNET), strict=False))
    return address
