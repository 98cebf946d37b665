"""What the ledger records of the rhythm: reports, what was given back or waived, days decided to be worked."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiangmu.plugin.value import value


@value
class Report:
    """What ``unit`` ("": the office itself) handed in for the occurrence due on ``due``: the ``number``-th time.

    ``received_at`` decides whether it was in time. ``figures`` are those of ``domain.schedule.movements`` as JSON, as
    of ledger number ``known_no``.
    """

    id: UUID
    policy: str
    obligation: str
    due: date
    unit: str
    number: int
    received_at: datetime
    text: str
    figures: dict[str, Any]
    known_no: int


@value
class ReportReturn:
    """The office gave a report back, saying why; ``again_by``: until when it is to come again."""

    id: UUID
    policy: str
    report: UUID
    unit: str
    again_by: datetime | None
    text: str


@value
class OccurrenceWaiver:
    """``unit`` ("": every unit) is let off an occurrence, and why."""

    id: UUID
    policy: str
    obligation: str
    due: date
    unit: str
    text: str


@value
class WorkdayDecision:
    """An office decided that a day is worked, or is not, and why."""

    id: UUID
    day: date
    works: bool
    text: str
