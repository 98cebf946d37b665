"""Entering a demonstration: every step at its own moment, through the one place that commits."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from xiangmu.access.principals import SYSTEM, Principal
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.db.ledger import already_done, read_head
from xiangmu.plugin.value import value
from xiangmu.seed.accounts import open_accounts
from xiangmu.seed.cities import stories
from xiangmu.seed.steps import Rank, Step, in_order
from xiangmu.services.command import Command, Receipt
from xiangmu.services.execute import execute
from xiangmu.services.worked_out import WORKED_OUT


@value
class Seeded:
    """What came of it: how many commands were new, and the ledger's last number.

    ``entered`` is 0 when the demonstration was there already.
    """

    entered: int
    head: int


async def seed_demo(database: Database, catalog: Catalog, *, principal: Principal = SYSTEM) -> Seeded:
    """Install every loaded city, enter its demonstration, and open accounts to try it with.

    What is there already is not entered again.

    Raises Refused when a command is refused; what was entered until that moment stays.
    """
    told = stories(catalog)
    async with database.reading() as connection:
        done = await already_done(connection, [story[-1].request for story in told])
    missing = (step for story in told if story[-1].request not in done for step in story)
    entry = _Entry(database, catalog, principal)
    for batch in _batches(in_order(missing)):
        await entry.enter(batch)
    accounts = await open_accounts(database, catalog)
    async with database.reading() as connection:
        head = await read_head(connection)
    return Seeded(entered=entry.count + accounts, head=head.no)


def _batches(steps: list[Step]) -> Iterator[list[Step]]:
    """Steps of one moment that do not need what another of them gives."""
    batch: list[Step] = []
    given: set[UUID | None] = set()
    for step in steps:
        if batch and (_apart(batch[-1], step) or not given.isdisjoint(step.needs)):
            yield batch
            batch, given = [], set()
        batch.append(step)
        given.add(step.gives)
    if batch:
        yield batch


def _apart(one: Step, other: Step) -> bool:
    """Whether they cannot be given together."""
    return (one.at, one.by) != (other.at, other.by) or Rank.WORK_OUT in (one.rank, other.rank)


class _Entry:
    """The ledger being filled."""

    def __init__(self, database: Database, catalog: Catalog, principal: Principal) -> None:
        self._database, self._catalog, self._principal = database, catalog, principal
        self._known: dict[UUID, UUID] = {}
        self.count = 0

    async def enter(self, batch: list[Step]) -> None:
        """Give the commands of one batch, and note the ids of what they record."""
        for step, receipt in zip(batch, await self._give(batch), strict=True):
            if step.gives:
                self._known[step.gives] = UUID(receipt.subject)
            self.count += not receipt.replayed

    async def _give(self, batch: list[Step]) -> tuple[Receipt, ...]:
        clock = partial(_at, batch[0])
        inputs = [step.data(self._known) for step in batch]
        principal = self._principal if batch[0].by is SYSTEM else batch[0].by
        if work_out := WORKED_OUT.get(type(inputs[0])):
            receipt = await work_out(
                self._database,
                self._catalog,
                inputs[0],
                request_id=batch[0].request,
                principal=principal,
                clock=clock,
            )
            return (receipt,)
        commands = [
            Command(request_id=step.request, data=data, reason=step.reason)
            for step, data in zip(batch, inputs, strict=True)
        ]
        return await execute(self._database, self._catalog, commands, principal=principal, clock=clock)


def _at(step: Step) -> datetime:
    return step.at
