"""How the occurrences of a policy stand: what its obligations make due, and what the ledger knows of each."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.facts import known, unit_keys
from xiangmu.domain.schedule.occurrences import Occurrence, occurrence, owners, slots
from xiangmu.domain.schedule.standing import Done, Standing, standing
from xiangmu.domain.schedule.workdays import Workdays
from xiangmu.plugin.policy import Policy, Readings
from xiangmu.plugin.recurrence import Slot
from xiangmu.plugin.schedule import Obligation
from xiangmu.plugin.value import value

Owed = tuple[str, str, str]
"""An occurrence: obligation, printed day, unit ("" for the office's own)."""
A_DAY = timedelta(days=1)


@value
class HandedIn:
    """A report as lists need it; ``again_by``: until when it is to come again, where it was given back."""

    id: UUID
    number: int
    received_at: datetime
    returned: bool
    again_by: datetime | None
    returned_because: str


@value
class Rhythm:
    """What the ledger knows of the occurrences of one policy."""

    policy: Policy
    readings: tuple[tuple[date, Readings], ...]
    """The readings by the day from which they apply, in order."""
    workdays: Workdays
    reports: Mapping[Owed, tuple[HandedIn, ...]]
    """In the order in which they were handed in."""
    waived: Mapping[Owed, str]
    """Why; under the unit "" for all units."""

    def readings_on(self, day: date) -> Readings:
        """Those in force on a day; the defaults before any."""
        found = [readings for since, readings in self.readings if since <= day]
        return found[-1] if found else self.policy.readings()


@value
class Due:
    """An occurrence and how it stands."""

    occurrence: Occurrence
    standing: Standing
    reports: tuple[HandedIn, ...] = ()

    @property
    def owed(self) -> Owed:
        """Its name."""
        return owed(self.occurrence)


async def rhythm_of(connection: AsyncConnection, policy: Policy, known_no: int) -> Rhythm:
    """The rhythm of ``policy`` as known at ``known_no``: five statements."""
    units = await unit_keys(connection, policy.jurisdiction)
    return Rhythm(
        policy=policy,
        readings=await _readings(connection, policy, known_no),
        workdays=await workdays_of(connection, policy.jurisdiction, known_no),
        reports=await _reports(connection, policy, known_no, units),
        waived=await _waived(connection, policy, known_no, units),
    )


async def workdays_of(connection: AsyncConnection, jurisdiction: str, known_no: int) -> Workdays:
    """The workdays of a jurisdiction as known at ``known_no``."""
    table = t.workday_decision
    rows = await connection.execute(
        select(table.c.day, table.c.works).where(table.c.jurisdiction == jurisdiction, known(table, known_no))
    )
    return Workdays(decided={row.day: row.works for row in rows})


def due_between(
    catalog: Catalog,
    rhythm: Rhythm,
    first: date,
    last: date,
    now: datetime,
    *,
    units: Collection[str] | None = None,
    obligations: Collection[str] | None = None,
) -> Iterator[Due]:
    """The occurrences printed as due from ``first`` to ``last``, in the order stated, by day and unit.

    Only those of ``units`` ("" is the office itself) and ``obligations``, where given.
    """
    for obligation in catalog.obligations_of(rhythm.policy.key):
        if obligations is not None and obligation.key not in obligations:
            continue
        owing = [unit for unit in owners(catalog, obligation) if units is None or unit in units]
        for slot in slots_of(rhythm, obligation, first, last) if owing else ():
            for unit in owing:
                yield stand(rhythm, obligation, unit, slot, now)


def slots_of(rhythm: Rhythm, obligation: Obligation, first: date, last: date) -> Iterator[Slot]:
    """The slots due from ``first`` to ``last``, each under the readings of its day."""
    changes = [since for since, _ in rhythm.readings if first < since <= last]
    for start, end in zip([first, *changes], [*(day - A_DAY for day in changes), last], strict=True):
        yield from slots(rhythm.policy, rhythm.readings_on(start), obligation, start, end)


def stand(rhythm: Rhythm, obligation: Obligation, unit: str, slot: Slot, now: datetime) -> Due:
    """One occurrence and how it stands at ``now``."""
    shift = rhythm.readings_on(slot.due.date()).deadline_shift
    one = occurrence(obligation, unit, slot, rhythm.workdays, shift)
    reports = rhythm.reports.get(owed(one), ())
    waived = rhythm.waived.get(owed(one)) or rhythm.waived.get((*owed(one)[:2], ""), "")
    stands = standing(one, _done(reports), waived, rhythm.policy.issued_on, now)
    return Due(occurrence=one, standing=stands, reports=reports)


def owed(one: Occurrence) -> Owed:
    """What names an occurrence within its policy."""
    return one.obligation.key, one.key, one.unit


def _done(reports: tuple[HandedIn, ...]) -> Done | None:
    if not reports:
        return None
    latest = reports[-1]
    return Done(
        first=reports[0].received_at,
        returned=latest.returned,
        again_by=latest.again_by,
        by=str(latest.id),
    )


async def _readings(
    connection: AsyncConnection, policy: Policy, known_no: int
) -> tuple[tuple[date, Readings], ...]:
    table = t.enabled_policy
    rows = await connection.execute(
        select(table.c.since, table.c.readings)
        .where(table.c.policy == policy.key, known(table, known_no))
        .order_by(table.c.since)
    )
    return tuple((row.since, policy.readings.model_validate(row.readings)) for row in rows)


async def _reports(
    connection: AsyncConnection, policy: Policy, known_no: int, units: Mapping[UUID, str]
) -> dict[Owed, tuple[HandedIn, ...]]:
    report, back = t.report, t.report_return
    returned = await connection.execute(
        select(back.c.report_id, back.c.again_by, back.c.text).where(
            back.c.policy == policy.key, known(back, known_no)
        )
    )
    given_back = {row.report_id: row for row in returned}
    columns = report.c
    rows = await connection.execute(
        select(
            columns.fact_id,
            columns.obligation,
            columns.due,
            columns.unit_id,
            columns.number,
            columns.received_at,
        )
        .where(columns.policy == policy.key, known(report, known_no))
        .order_by(columns.number)
    )
    found: dict[Owed, list[HandedIn]] = defaultdict(list)
    for row in rows:
        back_again = given_back.get(row.fact_id)
        handed_in = HandedIn(
            id=row.fact_id,
            number=row.number,
            received_at=row.received_at,
            returned=False,
            again_by=None,
            returned_because="",
        )
        if back_again:
            handed_in = replace(
                handed_in, returned=True, again_by=back_again.again_by, returned_because=back_again.text
            )
        found[row.obligation, row.due.isoformat(), _key(row.unit_id, units)].append(handed_in)
    return {name: tuple(reports) for name, reports in found.items()}


async def _waived(
    connection: AsyncConnection, policy: Policy, known_no: int, units: Mapping[UUID, str]
) -> dict[Owed, str]:
    columns = t.occurrence_waiver.c
    rows = await connection.execute(
        select(columns.obligation, columns.due, columns.unit_id, columns.text).where(
            columns.policy == policy.key, known(t.occurrence_waiver, known_no)
        )
    )
    return {
        (row.obligation, row.due.isoformat(), _key(row.unit_id, units)): row.text or "免办" for row in rows
    }


def _key(unit: UUID | None, units: Mapping[UUID, str]) -> str:
    return units[unit] if unit else ""
