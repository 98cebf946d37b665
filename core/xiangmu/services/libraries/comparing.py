"""What is held against each other when libraries are compared: a statement for each, however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.access.row_rules import RULES
from xiangmu.db import tables as t
from xiangmu.db.kinds import State
from xiangmu.domain.reconciling import Line, Managed
from xiangmu.plugin.libraries import LibraryRules, LibraryStatus
from xiangmu.plugin.policy import Policy


async def managed(
    connection: AsyncConnection, policy: Policy, rules: LibraryRules, rights: Rights
) -> tuple[Managed, ...]:
    """The projects that somebody with ``rights`` sees: of the jurisdiction, and others that stand in its libraries."""
    admitted = {
        row.project_id: row.library
        for row in await connection.execute(
            select(t.library_entry.c.project_id, t.library_entry.c.library).where(
                t.library_entry.c.policy == policy.key,
                t.library_entry.c.status == LibraryStatus.ADMITTED,
                t.library_entry.c.ended_no.is_(None),
            )
        )
    }
    columns = t.project.c
    entered = select(t.library_entry.c.project_id).where(
        t.library_entry.c.policy == policy.key, t.library_entry.c.ended_no.is_(None)
    )
    statement = (
        select(columns.id, columns.name, columns.place, columns.total_yuan, columns.stage)
        .where(or_(columns.jurisdiction == policy.jurisdiction, columns.id.in_(entered)))
        .where(RULES[t.project](rights.shape))
        .order_by(columns.name, columns.id)
    )
    projects = (await connection.execute(statement, rights.parameters)).all()
    codes = await _codes(connection, policy.jurisdiction)
    key_works = await _key_works(connection, policy.jurisdiction, rules)
    return tuple(
        Managed(
            id=row.id,
            name=row.name,
            place=row.place,
            codes=tuple(codes.get(row.id, ())),
            total_yuan=row.total_yuan,
            stage=row.stage,
            library=admitted.get(row.id, ""),
            key_work=row.id in key_works,
        )
        for row in projects
    )


async def statistics_of(
    connection: AsyncConnection, policy: Policy, month: date | None
) -> tuple[RowMapping, tuple[Line, ...]] | None:
    """The statistics office's list of the month, or the latest one (None), with its lines; None without any."""
    columns = t.statistics_list.c
    statement = select(t.statistics_list).where(columns.policy == policy.key, columns.ended_no.is_(None))
    if month:
        statement = statement.where(columns.month == month.replace(day=1))
    found = (await connection.execute(statement.order_by(columns.month.desc()).limit(1))).mappings().first()
    if found is None:
        return None
    line = t.statistics_line.c
    lines = await connection.execute(
        select(line.number, line.code, line.name, line.place)
        .where(line.list_id == found["fact_id"], line.ended_no.is_(None))
        .order_by(line.number)
    )
    return found, tuple(Line(**row) for row in lines.mappings())


async def _codes(connection: AsyncConnection, jurisdiction: str) -> Mapping[UUID, Sequence[str]]:
    columns = t.project_code.c
    found: dict[UUID, list[str]] = defaultdict(list)
    statement = select(columns.project_id, columns.code).where(
        columns.jurisdiction == jurisdiction, columns.ended_no.is_(None)
    )
    for project, code in await connection.execute(statement):
        found[project].append(code)
    return found


async def _key_works(connection: AsyncConnection, jurisdiction: str, rules: LibraryRules) -> set[UUID]:
    columns = t.listing.c
    statement = (
        select(columns.project_id, columns.key_list, columns.delisted)
        .where(
            columns.jurisdiction == jurisdiction,
            columns.key_list.in_(rules.key_works),
            columns.state == State.CONFIRMED,
            columns.ended_no.is_(None),
        )
        .order_by(columns.occurred_on, columns.no)
    )
    return _standing(await connection.execute(statement))


def _standing(rows: Iterable[Any]) -> set[UUID]:
    """The projects that the last thing recorded leaves on one of the lists."""
    last = {(project, key_list): delisted for project, key_list, delisted in rows}
    return {project for (project, _), delisted in last.items() if not delisted}
