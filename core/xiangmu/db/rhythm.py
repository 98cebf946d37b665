"""What the ledger knows of a policy's rhythm: reports, waivers, workdays, readings, what was held, done, published."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.facts import known, unit_keys
from xiangmu.db.kinds import State
from xiangmu.domain.schedule.fulfilment import CarriedOut, Held, Published
from xiangmu.domain.schedule.workdays import Workdays
from xiangmu.plugin.policy import Policy, Readings
from xiangmu.plugin.value import value

Owed = tuple[str, str, str]
"""An occurrence within its policy: obligation, printed day, unit ("" for the office's own)."""
Units = Mapping[UUID, str]


@value
class HandedIn:
    """A report as lists need it; ``again_by``: until when it is to come again, where it was given back."""

    id: UUID
    number: int
    received_at: datetime
    returned: bool = False
    again_by: datetime | None = None
    returned_because: str = ""


@value
class Rhythm:
    """What is known of the occurrences of one policy."""

    policy: Policy
    readings: tuple[tuple[date, Readings], ...]
    """The readings by the day from which they apply, in order."""
    workdays: Workdays
    reports: Mapping[Owed, tuple[HandedIn, ...]]
    """In the order in which they were handed in."""
    waived: Mapping[Owed, str]
    """Why; under the unit "" for all units."""
    held: tuple[Held, ...]
    carried_out: tuple[CarriedOut, ...]
    published: tuple[Published, ...]

    def readings_on(self, day: date) -> Readings:
        """Those in force on a day; the defaults before any."""
        found = [readings for since, readings in self.readings if since <= day]
        return found[-1] if found else self.policy.readings()


async def rhythm_of(connection: AsyncConnection, policy: Policy, known_no: int) -> Rhythm:
    """The rhythm of ``policy`` as known at ``known_no``: nine statements."""
    units = await unit_keys(connection, policy.jurisdiction)
    return Rhythm(
        policy=policy,
        readings=await _readings(connection, policy, known_no),
        workdays=await workdays_of(connection, policy.jurisdiction, known_no),
        reports=await _reports(connection, policy, known_no, units),
        waived=await _waived(connection, policy, known_no, units),
        held=await _held(connection, policy, known_no, units),
        carried_out=await _carried_out(connection, policy, known_no, units),
        published=await _published(connection, policy, known_no),
    )


async def workdays_of(connection: AsyncConnection, jurisdiction: str, known_no: int) -> Workdays:
    """The workdays of a jurisdiction as known at ``known_no``."""
    table = t.workday_decision
    rows = await connection.execute(
        select(table.c.day, table.c.works).where(table.c.jurisdiction == jurisdiction, known(table, known_no))
    )
    return Workdays(decided={row.day: row.works for row in rows})


async def _rows(
    connection: AsyncConnection, table: Table, policy: Policy, known_no: int, *columns: str
) -> Any:
    """The cells of what was recorded under the policy; of facts those that are confirmed."""
    statement = select(*(table.c[column] for column in columns)).where(
        table.c.policy == policy.key, known(table, known_no)
    )
    if "state" in table.c:
        statement = statement.where(table.c.state == State.CONFIRMED)
    return await connection.execute(statement.order_by(table.c.no))


async def _readings(
    connection: AsyncConnection, policy: Policy, known_no: int
) -> tuple[tuple[date, Readings], ...]:
    rows = await _rows(connection, t.enabled_policy, policy, known_no, "since", "readings")
    said = sorted((row.since, row.readings) for row in rows)
    return tuple((since, policy.readings.model_validate(readings)) for since, readings in said)


async def _reports(
    connection: AsyncConnection, policy: Policy, known_no: int, units: Units
) -> dict[Owed, tuple[HandedIn, ...]]:
    backs = await _rows(connection, t.report_return, policy, known_no, "report_id", "again_by", "text")
    given_back = {row.report_id: row for row in backs}
    named = ("fact_id", "obligation", "due", "unit_id", "number", "received_at")
    found: dict[Owed, list[HandedIn]] = defaultdict(list)
    for row in await _rows(connection, t.report, policy, known_no, *named):
        report = HandedIn(id=row.fact_id, number=row.number, received_at=row.received_at)
        if back := given_back.get(row.fact_id):
            report = replace(report, returned=True, again_by=back.again_by, returned_because=back.text)
        found[row.obligation, row.due.isoformat(), _key(row.unit_id, units)].append(report)
    return {owed: tuple(reports) for owed, reports in found.items()}


async def _waived(
    connection: AsyncConnection, policy: Policy, known_no: int, units: Units
) -> dict[Owed, str]:
    named = ("obligation", "due", "unit_id", "text")
    rows = await _rows(connection, t.occurrence_waiver, policy, known_no, *named)
    return {(row.obligation, row.due.isoformat(), _key(row.unit_id, units)): row.text for row in rows}


async def _held(connection: AsyncConnection, policy: Policy, known_no: int, units: Units) -> tuple[Held, ...]:
    rows = await _rows(
        connection, t.meeting, policy, known_no, "fact_id", "obligation", "unit_id", "occurred_on"
    )
    return tuple(
        Held(
            id=row.fact_id,
            policy=policy.key,
            obligation=row.obligation,
            unit=_key(row.unit_id, units),
            on=row.occurred_on,
        )
        for row in rows
        if row.obligation
    )


async def _carried_out(
    connection: AsyncConnection, policy: Policy, known_no: int, units: Units
) -> tuple[CarriedOut, ...]:
    named = ("fact_id", "obligation", "unit_id", "due", "occurred_on")
    return tuple(
        CarriedOut(
            id=row.fact_id,
            policy=policy.key,
            obligation=row.obligation,
            unit=_key(row.unit_id, units),
            due=row.due,
            on=row.occurred_on,
        )
        for row in await _rows(connection, t.activity, policy, known_no, *named)
    )


async def _published(connection: AsyncConnection, policy: Policy, known_no: int) -> tuple[Published, ...]:
    named = ("fact_id", "obligation", "due", "published_at")
    return tuple(
        Published(
            id=row.fact_id, policy=policy.key, obligation=row.obligation, due=row.due, at=row.published_at
        )
        for row in await _rows(connection, t.bulletin, policy, known_no, *named)
    )


def _key(unit: UUID | None, units: Units) -> str:
    return units[unit] if unit else ""
