"""What there is to remind of now: each occurrence in a few ways, each of them once."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from xiangmu.catalog import Catalog
from xiangmu.db.notices import Topic
from xiangmu.db.rhythm import Rhythm
from xiangmu.domain.schedule.occurrences import MARGIN
from xiangmu.domain.schedule.standing import State
from xiangmu.domain.schedule.workdays import Workdays
from xiangmu.plugin.moments import business_day
from xiangmu.plugin.policy import Shift
from xiangmu.plugin.schedule import HANDED_IN
from xiangmu.plugin.value import value
from xiangmu.services.rhythm import Due, due_between

WEEK = timedelta(days=7)
"""What has been overdue for longer is nobody's news."""


class ReminderKind(StrEnum):
    """In which way."""

    SOON = "SOON"
    TODAY = "TODAY"
    OVERDUE = "OVERDUE"
    MISSING = "MISSING"
    """Who has not reported, told to the office."""


TOPICS = {
    ReminderKind.SOON: Topic.REPORT_DUE,
    ReminderKind.TODAY: Topic.REPORT_DUE,
    ReminderKind.OVERDUE: Topic.REPORT_LATE,
    ReminderKind.MISSING: Topic.REPORTS_MISSING,
}


@value
class Reminding:
    """One thing to be told: to the groups of ``unit`` ("" for all), by ``due``; ``of`` are the occurrences in it."""

    policy: str
    kind: ReminderKind
    unit: str
    due: datetime
    of: tuple[Due, ...]

    @property
    def key(self) -> tuple[str, str, date, str, str, date]:
        """What is remembered of it: policy, obligation, printed day, unit, kind, day of the deadline."""
        one = self.of[0].occurrence
        printed = one.slot.due.date()
        return self.policy, one.obligation.key, printed, self.unit, self.kind.value, business_day(self.due)


def remindings(catalog: Catalog, rhythm: Rhythm, now: datetime, days: int) -> Iterator[Reminding]:
    """All there is at ``now`` of one policy, told before or not; ``days``: workdays ahead."""
    today, margin = business_day(now), timedelta(days=MARGIN)
    dues = due_between(catalog, rhythm, today - margin, today + margin + timedelta(days=days), now)
    handed_in = [due for due in dues if due.occurrence.obligation.kind in HANDED_IN]
    for due in handed_in:
        if kind := _kind(due, rhythm.workdays, now, days):
            one = due.occurrence
            moment = deadline(due)
            yield Reminding(policy=rhythm.policy.key, kind=kind, unit=one.unit, due=moment, of=(due,))
    yield from _missing(rhythm.policy.key, handed_in, now)


def deadline(due: Due) -> datetime:
    """Until when it is to come: a report that was given back by another moment."""
    again = due.reports[-1].again_by if due.reports else None
    return again or due.occurrence.due


def _kind(due: Due, workdays: Workdays, now: datetime, days: int) -> ReminderKind | None:
    state, today = due.standing.state, business_day(now)
    if state not in (State.OPEN, State.MISSING, State.RETURNED):
        return None
    if now > deadline(due) and state is not State.OPEN:
        return ReminderKind.OVERDUE if now - deadline(due) <= WEEK else None
    aimed = deadline(due) if state is State.RETURNED else due.occurrence.effective.due
    day = min(business_day(aimed), business_day(deadline(due)))
    if day <= today:
        return ReminderKind.TODAY
    # nobody is told in advance on a day off
    ahead = _before(workdays, day, days) <= today and workdays.works(today)
    return ReminderKind.SOON if ahead else None


def _before(workdays: Workdays, day: date, count: int) -> date:
    """The ``count``-th workday before ``day``."""
    for _ in range(count):
        day = workdays.nearest(day - timedelta(days=1), Shift.PREVIOUS)
    return day


def _missing(policy: str, dues: Iterable[Due], now: datetime) -> Iterator[Reminding]:
    """For each deadline that has passed of late, the units that owe a report and handed none in."""
    by_slot: dict[tuple[str, str], list[Due]] = {}
    for due in dues:
        one = due.occurrence
        if one.unit and due.standing.state is State.MISSING and now - one.due <= WEEK:
            by_slot.setdefault((one.obligation.key, one.key), []).append(due)
    for found in by_slot.values():
        moment = found[0].occurrence.due
        yield Reminding(policy=policy, kind=ReminderKind.MISSING, unit="", due=moment, of=tuple(found))
