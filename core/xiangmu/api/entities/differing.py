"""In what a meeting as it was held differs from its proposal."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import Table, select
from strawberry import field

from xiangmu.api.reader.entity import Environment, Expression
from xiangmu.api.reader.expressions import among
from xiangmu.db import tables as t

COLUMNS = ("occurred_on", "hour", "place", "post", "matters")
FIELDS = ("on", "hour", "place", "post", "matters", "participants", "projects", "opinions")
Told = Mapping[str, str]


@strawberry.type(description="会议与方案的一处不同。")
class MeetingDifference:
    """One field."""

    name: str = field(description="字段名,如 place、participants。")
    approved: str = field(description="方案里的;没有的为空文本。")
    held: str = field(description="实际的;没有的为空文本。")


async def differences(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[list[dict[str, str]]]:
    """For every (proposal, meeting); nothing of what was not held, or may not be seen."""
    held = {meeting for _, meeting in needs if meeting}
    if not held:
        return [[] for _ in needs]
    both = held | {proposal for proposal, _ in needs}
    told: dict[UUID, dict[str, str]] = defaultdict(dict)
    for table in (t.meeting_proposal, t.meeting):
        for owner, *cells in await _cells(environment, table, both):
            told[owner] |= {name: str(cell or "") for name, cell in zip(FIELDS, cells, strict=False)}
    for name, found in (
        ("participants", await _participants(environment, both)),
        ("projects", await _projects(environment, both)),
        ("opinions", await _opinions(environment, both)),
    ):
        for owner in told:
            told[owner][name] = "、".join(sorted(found[owner]))
    return [
        list(_differing(told[proposal], told[meeting])) if meeting in told else []
        for proposal, meeting in needs
    ]


def _differing(approved: Told, held: Told) -> Iterator[dict[str, str]]:
    for name in FIELDS:
        if approved.get(name) != held.get(name):
            yield {"name": name, "approved": approved.get(name, ""), "held": held.get(name, "")}


async def _cells(environment: Environment, table: Table, owners: Collection[UUID]) -> Any:
    columns = (table.c[name] for name in COLUMNS)
    statement = select(table.c.fact_id, *columns).where(
        table.c.ended_no.is_(None), environment.rule(table), among(table.c.fact_id, owners)
    )
    return await environment.execute(statement)


async def _participants(environment: Environment, owners: Collection[UUID]) -> Mapping[UUID, list[str]]:
    columns, unit = t.participant.c, t.unit
    taking_part = t.participant.outerjoin(unit, _live(unit, columns.unit_id))
    found = select(columns.owner_id, unit.c.title, columns.post).select_from(taking_part)
    return await _grouped(environment, t.participant, columns.owner_id, owners, found)


async def _projects(environment: Environment, owners: Collection[UUID]) -> Mapping[UUID, list[str]]:
    columns, project = t.meeting_project.c, t.project
    looked_at = t.meeting_project.join(project, project.c.id == columns.project_id)
    found = select(columns.meeting_id, project.c.name).select_from(looked_at)
    return await _grouped(environment, t.meeting_project, columns.meeting_id, owners, found)


async def _opinions(environment: Environment, owners: Collection[UUID]) -> Mapping[UUID, list[str]]:
    columns, unit = t.meeting_opinion.c, t.unit
    said = t.meeting_opinion.join(unit, _live(unit, columns.unit_id))
    found = select(columns.meeting_id, unit.c.title, columns.text).select_from(said)
    return await _grouped(environment, t.meeting_opinion, columns.meeting_id, owners, found)


def _live(unit: Table, column: Expression) -> Any:
    return (unit.c.fact_id == column) & unit.c.ended_no.is_(None)


async def _grouped(
    environment: Environment, table: Table, owner: Expression, owners: Collection[UUID], found: Any
) -> Mapping[UUID, list[str]]:
    statement = found.where(table.c.ended_no.is_(None), environment.rule(table), among(owner, owners))
    grouped: dict[UUID, list[str]] = defaultdict(list)
    for key, *words in await environment.execute(statement):
        grouped[key].append(" ".join(word for word in words if word))
    return grouped
