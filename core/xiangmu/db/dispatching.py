"""What the ledger records of meetings, activities and closed months besides the facts that rules see."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from xiangmu.plugin.schedule import ObligationKind
from xiangmu.plugin.value import value


class ProposalStatus(StrEnum):
    """What became of the proposal of a meeting."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    RETURNED = "RETURNED"
    HELD = "HELD"


@value
class MeetingProposal:
    """A meeting as it is to be held: ``post`` chairs, ``words`` are those of who approved or returned it."""

    id: UUID
    policy: str
    obligation: str
    on: date
    hour: str
    place: str
    post: str
    matters: str
    status: ProposalStatus
    proposed_by: str
    words: str = ""
    meeting: UUID | None = None


@value
class Participant:
    """Who takes part in the meeting, proposal or activity ``owner``."""

    id: UUID
    owner: UUID
    unit: str
    post: str
    person: UUID | None


@value
class MeetingOpinion:
    """What a department says about the matters of a meeting, or of a proposal."""

    id: UUID
    meeting: UUID
    unit: str
    text: str


@value
class MeetingDecision:
    """What a meeting decided; ``issue`` is the problem that it became."""

    id: UUID
    meeting: UUID
    unit: str
    project: UUID | None
    due: date
    text: str
    issue: UUID | None


@value
class Activity:
    """What a unit, or ("") the office, did for the occurrence due on ``due``, and what came of it."""

    id: UUID
    policy: str
    obligation: str
    unit: str
    due: date
    on: date
    kind: ObligationKind
    results: str
    delivered_to: str


@value
class ActivityProject:
    """A project that an activity looked at."""

    id: UUID
    activity: UUID
    project: UUID


@value
class MonthClosed:
    """The progress of the month that starts on ``month`` was closed, or opened again."""

    id: UUID
    month: date
    closed: bool
