"""One step of a demonstration: a command, and when it was given."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from uuid import UUID, uuid5

from xiangmu.access.principals import SYSTEM, Principal
from xiangmu.catalog import Catalog
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.plugin.value import value
from xiangmu.services.command import Input

REQUESTS = UUID("5eed0000-0000-5000-8000-00000000de30")

THURSDAY = 3
Known = Mapping[UUID, UUID]
"""The ledger's ids of what was entered so far, by the demonstration's own."""


class Rank(IntEnum):
    """What comes first among the steps of one moment."""

    INSTALL = 0
    ENABLE = 1
    REGISTER = 2
    CHANGE = 3
    ENROL = 4
    TRANSFER = 5
    DECIDE = 6
    RECORD = 7
    SETTLE = 8
    OPEN = 9
    CAST = 10
    CLOSE = 11
    WORK_OUT = 12
    """What is worked out from all that came before it: alone."""
    APPROVE = 13


@value
class Step:
    """A command to be given ``at`` a moment; ``data`` is built once all that it ``needs`` is known.

    ``gives`` is the demonstration's id for what the command is about. ``by`` is who gave it, or the program itself.
    """

    at: datetime
    rank: Rank
    request: UUID
    data: Callable[[Known], Input]
    needs: frozenset[UUID] = frozenset()
    gives: UUID | None = None
    reason: str = ""
    by: Principal = SYSTEM


@value
class Telling:
    """What one city tells. Its ledger opens on ``opening``: what was known before is entered then.

    A city that publishes nothing enters what it learnt in a week on the next Thursday, before its units report on
    Friday; one that publishes, day by day: what a publication rests on must be known by then.
    """

    catalog: Catalog
    jurisdiction: str
    facts: Facts
    opening: date
    daily: bool

    def moment(self, known_on: date) -> datetime:
        """When something that became known on a day was entered."""
        entered = known_on if self.daily else known_on + timedelta(days=(THURSDAY - known_on.weekday()) % 7)
        return morning(max(self.opening, entered))


def request_id(*words: object) -> UUID:
    """The request id of a step: the same on every run, so that nothing is entered twice."""
    return uuid5(REQUESTS, "/".join(map(str, words)))


def morning(day: date) -> datetime:
    """When the office enters what it learnt that day."""
    return datetime.combine(day, time(9), SHANGHAI).astimezone(UTC)


def afternoon(day: date) -> datetime:
    """When the office lays a draft before the units."""
    return datetime.combine(day, time(14), SHANGHAI).astimezone(UTC)


def evening(day: date) -> datetime:
    """When the leading group approves it."""
    return datetime.combine(day, time(17), SHANGHAI).astimezone(UTC)


def in_order(steps: Iterable[Step]) -> list[Step]:
    """The steps in the order in which they were taken."""
    return sorted(steps, key=lambda step: (step.at, step.rank))


def ready(data: Input) -> Callable[[Known], Input]:
    """An input that needs nothing."""
    return lambda _: data
