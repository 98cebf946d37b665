"""How the occurrences of a policy stand: what its obligations make due, and what the ledger knows of each."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from xiangmu.catalog import Catalog
from xiangmu.db.rhythm import HandedIn, Owed, Rhythm
from xiangmu.domain.schedule.fulfilment import fulfilled, name_of
from xiangmu.domain.schedule.occurrences import Occurrence, occurrence, owners, slots
from xiangmu.domain.schedule.standing import Done, Standing, standing
from xiangmu.plugin.recurrence import Slot
from xiangmu.plugin.schedule import Obligation
from xiangmu.plugin.value import value

A_DAY = timedelta(days=1)


@value
class Due:
    """An occurrence and how it stands; ``by``: the identity of what fulfilled it, "" when nothing did."""

    occurrence: Occurrence
    standing: Standing
    reports: tuple[HandedIn, ...] = ()
    by: str = ""

    @property
    def owed(self) -> Owed:
        """Its name."""
        return owed(self.occurrence)


def due_between(
    catalog: Catalog,
    rhythm: Rhythm,
    first: date,
    last: date,
    now: datetime,
    *,
    units: Collection[str] | None = None,
    obligations: Collection[str] | None = None,
) -> list[Due]:
    """The occurrences printed as due from ``first`` to ``last``, in the order stated, by day and unit.

    Only those of ``units`` ("" is the office itself) and ``obligations``, where given.
    """
    found = [
        one
        for obligation in catalog.obligations_of(rhythm.policy.key)
        if obligations is None or obligation.key in obligations
        for one in _occurrences(catalog, rhythm, obligation, first, last, units)
    ]
    done = fulfilled(found, rhythm.held, rhythm.carried_out, rhythm.published)
    return [_stand(rhythm, one, done.get(name_of(one)), now) for one in found]


def slots_of(rhythm: Rhythm, obligation: Obligation, first: date, last: date) -> Iterator[Slot]:
    """The slots due from ``first`` to ``last``, each under the readings of its day."""
    changes = [since for since, _ in rhythm.readings if first < since <= last]
    for start, end in zip([first, *changes], [*(day - A_DAY for day in changes), last], strict=True):
        yield from slots(rhythm.policy, rhythm.readings_on(start), obligation, start, end)


def owed(one: Occurrence) -> Owed:
    """What names an occurrence within its policy."""
    return one.obligation.key, one.key, one.unit


def _occurrences(
    catalog: Catalog,
    rhythm: Rhythm,
    obligation: Obligation,
    first: date,
    last: date,
    units: Collection[str] | None,
) -> Iterator[Occurrence]:
    owing = [unit for unit in owners(catalog, obligation) if units is None or unit in units]
    for slot in slots_of(rhythm, obligation, first, last) if owing else ():
        shift = rhythm.readings_on(slot.due.date()).deadline_shift
        for unit in owing:
            yield occurrence(obligation, unit, slot, rhythm.workdays, shift)


def _stand(rhythm: Rhythm, one: Occurrence, done: Done | None, now: datetime) -> Due:
    name = owed(one)
    reports = rhythm.reports.get(name, ())
    if reports:
        done = _handed_in(reports)
    waived = rhythm.waived.get(name) or rhythm.waived.get((*name[:2], ""), "")
    stands = standing(one, done, waived, rhythm.policy.issued_on, now)
    return Due(occurrence=one, standing=stands, reports=reports, by=done.by if done else "")


def _handed_in(reports: tuple[HandedIn, ...]) -> Done:
    latest = reports[-1]
    return Done(
        first=reports[0].received_at,
        returned=latest.returned,
        again_by=latest.again_by,
        by=str(latest.id),
    )
