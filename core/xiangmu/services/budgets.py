"""How much each principal, or each address without credentials, may ask for in a period, whatever process answers.

Every process counts for itself and tells the database from time to time: what others told, it learns by the same
statement. Until then it lets nobody spend more than a slice, so that all processes together let through at most one
slice each above the budget; most requests wait for nothing. A period's rows are of no use when it is over.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.plugin.value import value
from xiangmu.services.clock import Clock

LOG = logging.getLogger("xiangmu.budgets")
SLICES = 20
"""A process tells the database when it let somebody spend one such part of their budget …"""
SECONDS = 1.0
"""… or when it did not for so long."""
PATIENCE = 0.5
"""Seconds that a request waits to be told what others spent; a writer may hold SQLite for longer."""
MOST_KEYS = 50_000
"""Who comes after so many others in one period shares a budget with all who do."""
OTHERS = "others"


@value
class Balance:
    """What is left of a budget until the period ends."""

    remaining: int
    resets_at: datetime
    seconds: int
    """From now until then."""


class ExhaustedError(Exception):
    """The budget does not cover it."""

    def __init__(self, balance: Balance) -> None:
        super().__init__(balance)
        self.balance = balance


@dataclass(slots=True)
class _Account:
    told: int = 0
    """What the database knows of, by all processes."""
    untold: int = 0
    """What this process let be spent and has not told yet."""


class Budgets:
    """The budgets of one period after another, as one process knows them; each of ``seconds``."""

    def __init__(self, database: Database, clock: Clock, seconds: int) -> None:
        self._database = database
        self._clock = clock
        self._seconds = seconds
        self._since = 0
        self._accounts: dict[str, _Account] = {}
        self._telling: asyncio.Task[None] | None = None
        self._told_at = monotonic()
        self._tidied = 0

    def balance(self, key: str, budget: int) -> Balance:
        """What is left for ``key``."""
        account = self._account(key)
        spent, until = account.told + account.untold, self._since + self._seconds
        return Balance(
            remaining=max(budget - spent, 0),
            resets_at=datetime.fromtimestamp(until, UTC),
            seconds=until - int(self._clock().timestamp()),
        )

    async def spend(self, key: str, budget: int, cost: int) -> None:
        """Take ``cost`` from what is left for ``key``. Raises ExhaustedError, and takes nothing."""
        self.require(key, budget, cost)
        if self._account(key).untold + cost > budget // SLICES:
            await asyncio.wait((self._tell(),), timeout=PATIENCE)
            self.require(key, budget, cost)
        elif monotonic() - self._told_at >= SECONDS:
            self._tell()
        self._account(key).untold += cost

    def require(self, key: str, budget: int, cost: int = 1) -> None:
        """Raise ExhaustedError unless the budget covers ``cost``."""
        account = self._account(key)
        if account.told + account.untold + cost > budget:
            raise ExhaustedError(self.balance(key, budget))

    def charge(self, key: str, cost: int) -> None:
        """Take ``cost`` for something that has been done already, whether or not it is covered."""
        self._account(key).untold += cost

    async def settle(self) -> None:
        """Tell the database everything: before the process ends."""
        await self._tell()

    def _account(self, key: str) -> _Account:
        now = int(self._clock().timestamp())
        since = now - now % self._seconds
        if since != self._since:
            self._since, self._accounts = since, {}
        if key not in self._accounts and len(self._accounts) >= MOST_KEYS:
            key = OTHERS
        return self._accounts.setdefault(key, _Account())

    def _tell(self) -> asyncio.Task[None]:
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell_the_database(), name="noting budgets")
        return self._telling

    async def _tell_the_database(self) -> None:
        since, accounts = self._since, self._accounts
        untold = {key: account.untold for key, account in sorted(accounts.items()) if account.untold}
        self._told_at = monotonic()
        try:
            told = await self._add(since, untold) if untold else {}
        except Exception as error:  # counting on alone is better than answering nobody
            LOG.warning("额度暂未记入数据库, 先在本进程内计算", exc_info=error)
            return
        for key, total in told.items():
            account = accounts[key]
            account.told, account.untold = total, account.untold - untold[key]

    async def _add(self, since: int, spent: dict[str, int]) -> dict[str, int]:
        """Add to what was spent in the period; what was spent by all. Forgets the periods before."""
        columns = t.budget_use.c
        upsert = (postgresql if self._database.dialect == "postgresql" else sqlite).insert(t.budget_use)
        adding = upsert.on_conflict_do_update(
            index_elements=[columns.key, columns.since],
            set_={"spent": columns.spent + upsert.excluded.spent},
        ).returning(columns.key, columns.spent)
        rows = [{"key": key, "since": since, "spent": amount} for key, amount in spent.items()]
        async with self._database.noting() as connection:
            found = (await connection.execute(adding, rows)).all()
            if since != self._tidied:
                await connection.execute(delete(t.budget_use).where(columns.since < since))
                self._tidied = since
        return {row.key: row.spent for row in found}


class Allowance:
    """What one request may spend, and of whose budget. ``cost`` is what it spent."""

    def __init__(self, budgets: Budgets | None = None, key: str = "", budget: int = 0) -> None:
        self._budgets = budgets
        self._key = key
        self._budget = budget
        self.cost = 0

    @property
    def balance(self) -> Balance | None:
        """What is left; None without a budget."""
        return self._budgets.balance(self._key, self._budget) if self._budgets else None

    async def spend(self, cost: int) -> None:
        """Take ``cost``. Raises ExhaustedError."""
        if self._budgets:
            await self._budgets.spend(self._key, self._budget, cost)
        self.cost += cost

    def require(self) -> None:
        """Raise ExhaustedError when nothing is left."""
        if self._budgets:
            self._budgets.require(self._key, self._budget)

    def charge(self, cost: int) -> None:
        """Take ``cost`` for what has been done already."""
        if self._budgets:
            self._budgets.charge(self._key, cost)
        self.cost += cost
