"""The facts of a jurisdiction as known at a ledger number: one statement for every table, straight to values."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.kinds import State, UnitKeys, kind_of
from xiangmu.plugin import facts as f

V = TypeVar("V")
OF_PROJECTS = ("project_id", "other_id")
"""Columns that say which project a row is about."""


def known(table: Table, no: int) -> ColumnElement[bool]:
    """Rows of ``table`` as known at ledger number ``no``."""
    return and_(table.c.no <= no, or_(table.c.ended_no.is_(None), table.c.ended_no > no))


def concerning(table: Table, jurisdiction: str, no: int) -> ColumnElement[bool]:
    """Rows of ``table`` about ``jurisdiction``: its own, and those about projects that others let it enrol."""
    about = [table.c[name] for name in OF_PROJECTS if name in table.c]
    own = table.c.jurisdiction == jurisdiction
    return or_(own, *(project.in_(_enrolled(jurisdiction, no)) for project in about))


def _enrolled(jurisdiction: str, no: int) -> Select[tuple[UUID]]:
    columns = t.enrolment.c
    return select(columns.project_id).where(columns.jurisdiction == jurisdiction, known(t.enrolment, no))


async def head_no(connection: AsyncConnection) -> int:
    """The greatest ledger number; 0 for an empty ledger."""
    return (await connection.scalar(select(func.max(t.command.c.no)))) or 0


async def known_at(connection: AsyncConnection, instant: datetime) -> int:
    """The greatest ledger number recorded no later than ``instant``; 0 when nothing was."""
    columns = t.command.c
    latest = select(columns.no).where(columns.recorded_at <= instant)
    return (
        await connection.scalar(latest.order_by(columns.recorded_at.desc(), columns.no.desc()).limit(1))
    ) or 0


def seen_from(jurisdiction: str, units: Iterable[tuple[UUID, str, str]]) -> UnitKeys:
    """Keys of ``units`` (identity, home, key) by identity, as rules of ``jurisdiction`` see them.

    Those of other jurisdictions are called ``lingbao/guxian-zhen``: two governments may give the same key, and
    what a county's unit did is never its parent's unit's.
    """
    return {identity: key if home == jurisdiction else f"{home}/{key}" for identity, home, key in units}


async def unit_keys(connection: AsyncConnection, jurisdiction: str) -> UnitKeys:
    """Keys of all units by identity, as rules of ``jurisdiction`` see them; a unit's key never changes."""
    columns = t.unit.c
    rows = await connection.execute(select(columns.fact_id, columns.jurisdiction, columns.key))
    return seen_from(jurisdiction, rows)


async def load_facts(
    connection: AsyncConnection,
    jurisdiction: str,
    known_no: int,
    *,
    include_claimed: bool = False,
) -> f.Facts:
    """The confirmed facts of ``jurisdiction`` as known at ``known_no``; claimed ones too when asked for."""
    units = await unit_keys(connection, jurisdiction)
    states = [State.CONFIRMED, State.CLAIMED] if include_claimed else [State.CONFIRMED]

    async def load(of: type[V], *where: ColumnElement[bool]) -> tuple[V, ...]:
        kind = kind_of(of)
        rows = await connection.execute(
            select(*(kind.table.c[column] for _, column in kind.columns)).where(
                concerning(kind.table, jurisdiction, known_no),
                kind.table.c.state.in_(states) if kind.has_state else true(),
                known(kind.table, known_no),
                *where,
            )
        )
        # thousands of values take seconds: others must be answered meanwhile
        return await asyncio.to_thread(lambda: tuple(kind.values(rows.all(), units)))

    return f.Facts(
        versions=_with_homes(await load(f.ProjectVersion), await _homes(connection, jurisdiction, known_no)),
        enrolments=await load(f.Enrolment),
        admissions=await load(f.Admission),
        stages=await load(f.StageReached),
        starts=await load(f.Started),
        plans=await load(f.Plan),
        progress=await load(f.Progress),
        listings=await load(f.Listing),
        funding=await load(f.Funding),
        meetings=_with_projects(
            await load(f.Meeting), await _meeting_projects(connection, jurisdiction, known_no)
        ),
        praises=await load(f.Praise),
        criticisms=await load(f.Criticism),
        harms=await load(f.Harm),
        judgements=await load(f.Judgement),
        ballots=await load(f.Ballot),
        year_plans=await load(f.YearPlan),
        procedures=await load(f.Procedure),
        codes=await load(f.ProjectCode),
        rulings=await load(f.DuplicateRuling),
        assignments=await load(f.Assignment),
        indicators=await load(f.IndicatorReading),
        goal_revisions=await load(f.GoalRevision),
        commitments=await load(f.Commitment),
        inspections=await load(f.Inspected, t.inspected_project.c.occurred_on.is_not(None)),
        findings=_with_steps(await load(f.Finding), await _finding_steps(connection, jurisdiction, known_no)),
    )


async def _homes(connection: AsyncConnection, jurisdiction: str, known_no: int) -> dict[UUID, str]:
    """The jurisdictions of the projects that others let ``jurisdiction`` enrol."""
    columns = t.project.c
    rows = await connection.execute(
        select(columns.id, columns.jurisdiction).where(
            columns.id.in_(_enrolled(jurisdiction, known_no)), columns.jurisdiction != jurisdiction
        )
    )
    return {row.id: row.jurisdiction for row in rows}


def _with_homes(
    versions: tuple[f.ProjectVersion, ...], homes: Mapping[UUID, str]
) -> tuple[f.ProjectVersion, ...]:
    if not homes:
        return versions
    return tuple(replace(v, home=homes[v.project]) if v.project in homes else v for v in versions)


async def _meeting_projects(
    connection: AsyncConnection, jurisdiction: str, known_no: int
) -> Iterable[tuple[UUID, UUID]]:
    table = t.meeting_project
    rows = await connection.execute(
        select(table.c.meeting_id, table.c.project_id).where(
            table.c.jurisdiction == jurisdiction, known(table, known_no)
        )
    )
    return [(row.meeting_id, row.project_id) for row in rows]


def _with_projects(
    meetings: tuple[f.Meeting, ...], pairs: Iterable[tuple[UUID, UUID]]
) -> tuple[f.Meeting, ...]:
    dealt_with: dict[UUID, list[UUID]] = defaultdict(list)
    for meeting, project in pairs:
        dealt_with[meeting].append(project)
    return tuple(replace(m, projects=tuple(sorted(dealt_with[m.id]))) for m in meetings)


async def _finding_steps(
    connection: AsyncConnection, jurisdiction: str, known_no: int
) -> Iterable[tuple[UUID, f.FollowUp]]:
    """What was done about findings, in order, each with its finding."""
    table, kind = t.finding_step, kind_of(f.FollowUp)
    rows = await connection.execute(
        select(table.c.finding_id, *(table.c[column] for _, column in kind.columns))
        .where(table.c.jurisdiction == jurisdiction, known(table, known_no))
        .order_by(table.c.finding_id, table.c.place)
    )
    return [(row["finding_id"], kind.value(dict(row), {})) for row in rows.mappings()]


def _with_steps(
    findings: tuple[f.Finding, ...], steps: Iterable[tuple[UUID, f.FollowUp]]
) -> tuple[f.Finding, ...]:
    done: dict[UUID, list[f.FollowUp]] = defaultdict(list)
    for finding, step in steps:
        done[finding].append(step)
    return tuple(replace(one, steps=tuple(done[one.id])) for one in findings)
