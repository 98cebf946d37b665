"""How many issues stand at once: a fixed number of statements, however many they are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Result, Select, Table, and_, select

from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.kinds import kind_of
from xiangmu.db.listed import among
from xiangmu.domain.issues.case import Case
from xiangmu.domain.issues.course import course
from xiangmu.domain.schedule.workdays import Workdays
from xiangmu.plugin.issues import Gravity, IssueStep
from xiangmu.plugin.moments import business_day
from xiangmu.plugin.value import value


class Reads(Protocol):
    """Sends statements."""

    async def __call__(self, statement: Select[Any], /) -> Result[Any]: ...


@value
class Head:
    """Of an issue, what its standing is worked out from besides its steps."""

    id: UUID
    jurisdiction: str
    policy: str
    category: str
    gravity: Gravity


async def cases(reads: Reads, catalog: Catalog, heads: Sequence[Head], now: datetime) -> list[Case]:
    """The cases of issues whose policy the loaded plugins state, in the order of ``heads``.

    Raises KeyError for a policy that none states.
    """
    steps = await _steps(reads, [head.id for head in heads])
    readings = await _readings(reads, {head.policy for head in heads}, business_day(now))
    workdays = await _workdays(reads, {head.jurisdiction for head in heads})
    return [
        Case(
            course=course(steps[head.id]),
            category=head.category,
            gravity=head.gravity,
            rules=catalog.issue_rules_of(head.policy),
            readings=catalog.policies[head.policy].readings.model_validate(readings.get(head.policy, {})),
            issued_on=catalog.policies[head.policy].issued_on,
            workdays=Workdays(decided=workdays.get(head.jurisdiction, {})),
        )
        for head in heads
    ]


async def _steps(reads: Reads, issues: Collection[UUID]) -> Mapping[UUID, list[IssueStep]]:
    kind, table = kind_of(IssueStep), t.issue_step
    columns = [table.c[column] for _, column in kind.columns]
    units = {
        row.fact_id: row.key
        for row in await reads(select(t.unit.c.fact_id, t.unit.c.key).where(_live(t.unit)))
    }
    found: dict[UUID, list[IssueStep]] = defaultdict(list)
    rows = await reads(select(*columns).where(_live(table), among(table.c.issue_id, list(issues))))
    for step in kind.values([tuple(row) for row in rows], units):
        found[step.issue].append(step)
    return found


async def _readings(reads: Reads, policies: Collection[str], today: date) -> Mapping[str, dict[str, Any]]:
    columns = t.enabled_policy.c
    asked = and_(_live(t.enabled_policy), among(columns.policy, sorted(policies)), columns.since <= today)
    rows = await reads(select(columns.policy, columns.readings).where(asked).order_by(columns.since))
    return {row.policy: row.readings for row in rows}


async def _workdays(reads: Reads, jurisdictions: Collection[str]) -> Mapping[str, dict[date, bool]]:
    columns = t.workday_decision.c
    asked = and_(_live(t.workday_decision), among(columns.jurisdiction, sorted(jurisdictions)))
    found: dict[str, dict[date, bool]] = defaultdict(dict)
    for row in await reads(select(columns.jurisdiction, columns.day, columns.works).where(asked)):
        found[row.jurisdiction][row.day] = row.works
    return found


def _live(table: Table) -> Any:
    return table.c.ended_no.is_(None)
