"""Projects that a policy may speak of, read when somebody first asks for them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

from sqlalchemy import select

from xiangmu.api.context import Context
from xiangmu.api.projects.types import Projects
from xiangmu.db import tables as t
from xiangmu.db.facts import concerning, known, unit_keys
from xiangmu.db.kinds import State, kind_of
from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.policy import Policy


def projects_when_asked(
    context: Context, policy: Policy, day: date, known_no: int
) -> Callable[[], Awaitable[Projects]]:
    """A reader that takes one statement, however often it is called: the attributes in force on ``day``."""
    reading: asyncio.Task[Projects] | None = None

    async def projects() -> Projects:
        nonlocal reading
        if reading is None:
            reading = asyncio.create_task(_read(context, policy, day, known_no))
        return await reading

    return projects


async def _read(context: Context, policy: Policy, day: date, known_no: int) -> Projects:
    kind, table = kind_of(ProjectVersion), t.project_version
    async with context.database.reading() as connection:
        units = await unit_keys(connection, policy.jurisdiction)
        rows = await connection.execute(
            select(*(table.c[column] for _, column in kind.columns))
            .where(
                concerning(table, policy.jurisdiction, known_no),
                table.c.effective <= day,
                table.c.state != State.REJECTED,
                known(table, known_no),
            )
            .order_by(table.c.effective)
        )
    versions = {version.project: version for version in kind.values(rows.all(), units)}
    return await context.sights.projects(policy.jurisdiction, versions)
