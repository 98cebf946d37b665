"""Escalation by the clock: what is overdue goes up as its policy says, once, recorded by the program itself."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import and_, or_, select

from xiangmu.access.principals import SYSTEM
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ids import NAMES
from xiangmu.domain.issues.case import Case
from xiangmu.domain.issues.escalation import owed
from xiangmu.plugin.issues import Gravity
from xiangmu.services.clock import Clock
from xiangmu.services.command import Command
from xiangmu.services.execute import execute
from xiangmu.services.issues.handling import IssueEscalate
from xiangmu.services.issues.standings import Head, cases
from xiangmu.services.problems import Refused

PAGE = 500
"""Issues looked at in one transaction."""


async def escalate_overdue(database: Database, catalog: Catalog, clock: Clock) -> int:
    """Escalate all that is due. Returns how many issues went up; doing it again changes nothing."""
    now, done = clock(), 0
    async for commands in _due(database, catalog, now):
        done += await _carry_out(database, catalog, clock, commands)
    return done


async def _due(database: Database, catalog: Catalog, now: datetime) -> AsyncIterator[list[Command]]:
    columns, after = t.issue.c, None
    due = and_(columns.ended_no.is_(None), columns.next_due < now)
    ordered = select(
        columns.next_due,
        columns.fact_id,
        columns.jurisdiction,
        columns.policy,
        columns.category,
        columns.gravity,
    ).order_by(columns.next_due, columns.fact_id)
    while True:
        page = ordered.where(due).limit(PAGE)
        if after is not None:
            last, id_ = after
            beyond = and_(columns.next_due == last, columns.fact_id > id_)
            page = page.where(or_(columns.next_due > last, beyond))
        async with database.reading() as connection:
            rows = (await connection.execute(page)).all()
            heads = [
                Head(
                    id=row.fact_id,
                    jurisdiction=row.jurisdiction,
                    policy=row.policy,
                    category=row.category,
                    gravity=Gravity(row.gravity),
                )
                for row in rows
                if row.policy in catalog.policies
            ]
            found = await cases(connection.execute, catalog, heads, now)
        yield [
            command
            for head, case in zip(heads, found, strict=True)
            for command in _escalation(head.id, case, now)
        ]
        if len(rows) < PAGE:
            return
        after = (rows[-1].next_due, rows[-1].fact_id)


def _escalation(issue: UUID, case: Case, now: datetime) -> Iterator[Command]:
    """The first thing that is owed; what else is owed follows with it."""
    for first in owed(case, now):
        named = f"escalate/{issue}/{case.course.round}/{first.rule.key}/{first.checkpoint}"
        data = IssueEscalate(issue=issue, rule=first.rule.key, checkpoint=first.checkpoint, text="")
        yield Command(request_id=uuid5(NAMES, named), data=data, reason=first.because)
        return


async def _carry_out(database: Database, catalog: Catalog, clock: Clock, commands: Sequence[Command]) -> int:
    """Together; one by one where something has happened to one of them in between."""
    if not commands:
        return 0
    try:
        receipts = await execute(database, catalog, commands, principal=SYSTEM, clock=clock)
    except Refused:
        if len(commands) == 1:
            return 0
        return sum([await _carry_out(database, catalog, clock, [command]) for command in commands])
    return sum(not receipt.replayed for receipt in receipts)
