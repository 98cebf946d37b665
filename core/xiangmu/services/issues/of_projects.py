"""The problems of projects as their lights need them."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.facts import known
from xiangmu.domain.lights import ProjectIssue
from xiangmu.plugin.moments import business_day


async def issues_of_projects(
    connection: AsyncConnection, policy: str, known_no: int
) -> tuple[ProjectIssue, ...]:
    """All problems of projects under ``policy`` as known at ``known_no``, open and closed: one statement."""
    table = t.issue
    rows = await connection.execute(
        select(
            table.c.project_id,
            table.c.category,
            table.c.raised_on,
            table.c.due,
            table.c.next_due,
            table.c.closed_on,
        )
        .where(table.c.policy == policy, table.c.project_id.is_not(None), known(table, known_no))
        .order_by(table.c.raised_on, table.c.fact_id)
    )
    found = []
    for row in rows:
        dues = [row.due] if row.due else []
        dues += [business_day(row.next_due)] if row.next_due else []
        issue = ProjectIssue(
            project=row.project_id,
            category=row.category,
            raised_on=row.raised_on,
            due=min(dues, default=None),
            closed_on=row.closed_on,
        )
        found.append(issue)
    return tuple(found)
