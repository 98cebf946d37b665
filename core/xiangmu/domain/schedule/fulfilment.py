"""What fulfils occurrences (完成): meetings held, activities carried out, bulletins published."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from xiangmu.domain.schedule.occurrences import Occurrence
from xiangmu.domain.schedule.standing import Done
from xiangmu.plugin.recurrence import END_OF_DAY, SHANGHAI
from xiangmu.plugin.schedule import CARRIED_OUT, MADE_PUBLIC, ObligationKind
from xiangmu.plugin.value import value


@value
class Held:
    """A meeting that names the obligation it fulfils; ``unit`` held it, "" for the office."""

    id: UUID
    policy: str
    obligation: str
    unit: str
    on: date


@value
class CarriedOut:
    """An activity for the occurrence that is due on ``due``."""

    id: UUID
    policy: str
    obligation: str
    unit: str
    due: date
    on: date


@value
class Published:
    """A bulletin for the occurrence that is due on ``due``, published at a moment."""

    id: UUID
    policy: str
    obligation: str
    due: date
    at: datetime


Name = tuple[str, str, str, str]
"""What names an occurrence: policy, obligation, printed day of the deadline, unit."""


def name_of(occurrence: Occurrence) -> Name:
    """The name of an occurrence."""
    obligation = occurrence.obligation
    return obligation.policy, obligation.key, occurrence.key, occurrence.unit


def fulfilled(
    occurrences: Iterable[Occurrence],
    meetings: Iterable[Held],
    activities: Iterable[CarriedOut],
    bulletins: Iterable[Published] = (),
) -> Mapping[Name, Done]:
    """Which of ``occurrences`` were fulfilled, each by the first that did.

    A meeting counts where its day lies in the window of the occurrence, an activity where it names the deadline. What
    the office itself owes may be held or carried out by any unit. A bulletin that corrects another leaves its time as
    it was.
    """
    held: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for meeting in meetings:
        held[meeting.policy, meeting.obligation].append(meeting)
    carried_out: dict[tuple[str, str, str], list[CarriedOut]] = defaultdict(list)
    for activity in activities:
        carried_out[activity.policy, activity.obligation, activity.due.isoformat()].append(activity)
    published: dict[tuple[str, str, str], Published] = {}
    for bulletin in sorted(bulletins, key=lambda one: (one.at, one.id)):
        published.setdefault((bulletin.policy, bulletin.obligation, bulletin.due.isoformat()), bulletin)
    found: dict[Name, Done] = {}
    for occurrence in occurrences:
        kind, name = occurrence.obligation.kind, name_of(occurrence)
        if kind in MADE_PUBLIC and (first_issue := published.get(name[:3])):
            found[name] = Done(first=first_issue.at, by=str(first_issue.id))
        by: list[Held | CarriedOut] = []
        if kind is ObligationKind.MEETING:
            by += (one for one in held[name[:2]] if _within(occurrence, one.on))
        elif kind in CARRIED_OUT:
            by += carried_out[name[:3]]
        by = [one for one in by if occurrence.unit in ("", one.unit)]
        if by:
            first = min(by, key=lambda one: (one.on, one.id))
            found[name] = Done(first=_moment(occurrence, first.on), by=str(first.id))
    return found


def _within(occurrence: Occurrence, day: date) -> bool:
    slot = occurrence.slot
    return slot.since.date() <= day <= slot.until.date()


def _moment(occurrence: Occurrence, day: date) -> datetime:
    """The end of the day; on that of the deadline no later than the deadline: of a day no hour is known."""
    end = datetime.combine(day, END_OF_DAY, SHANGHAI)
    return min(end, occurrence.due) if day == occurrence.due.date() else end
