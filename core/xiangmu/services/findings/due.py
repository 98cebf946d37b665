"""What time brings about: findings that the unit was to look into itself go up once it lets its deadline pass (L3)."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from sqlalchemy import select

from xiangmu.access.principals import SYSTEM
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ids import NAMES
from xiangmu.services.clock import Clock, business_day
from xiangmu.services.command import Command
from xiangmu.services.execute import execute
from xiangmu.services.findings.rectifying import FindingEscalate
from xiangmu.services.problems import Code, Refused

REASON = "逾期未报自查结果"
NOT_OWED = frozenset({Code.AGAINST_RULE, Code.NOT_ALLOWED, Code.CLOSED})
"""Whoever reads the policy otherwise lets it wait; so does who acted in the meantime."""


async def escalate_overdue(database: Database, catalog: Catalog, clock: Clock) -> int:
    """Have those go up that are late. Returns how many did; those that did are not late any more."""
    late = [
        (finding, version)
        for finding, version, policy, category in await _late(database, clock)
        if _investigated(catalog, policy, category)
    ]
    return sum([await _escalate(database, catalog, clock, *one) for one in late])


async def _late(database: Database, clock: Clock) -> Iterable[tuple[UUID, int, str, str]]:
    columns = t.finding.c
    statement = (
        select(columns.fact_id, columns.no, columns.policy, columns.category)
        .where(
            columns.ended_no.is_(None),
            columns.due < business_day(clock()),
            columns.escalated_on.is_(None),
            columns.closed_on.is_(None),
        )
        .order_by(columns.due, columns.fact_id)
    )
    async with database.reading() as connection:
        return [(row[0], row[1], row[2], row[3]) for row in await connection.execute(statement)]


def _investigated(catalog: Catalog, policy: str, category: str) -> bool:
    if policy not in catalog.policies:
        return False
    stated = catalog.inspection_rules_of(policy).category(category)
    return stated is not None and bool(stated.investigated)


async def _escalate(database: Database, catalog: Catalog, clock: Clock, finding: UUID, version: int) -> bool:
    """One at a time: what does not go up keeps none of the others from it."""
    command = Command(
        request_id=uuid5(NAMES, f"finding/{finding}/{version}"),
        data=FindingEscalate(finding=finding, version=version),
        reason=REASON,
    )
    try:
        await execute(database, catalog, [command], principal=SYSTEM, clock=clock)
    except Refused as refused:
        if all(problem.code in {*NOT_OWED, Code.CONFLICT} for problem in refused.problems):
            return False
        raise
    return True
