"""What the ledger keeps of inspections, findings, letters, disputes and visits: plain values, one for each table."""

from datetime import date
from uuid import UUID

from xiangmu.plugin.inspections import Answer, FindingStatus, Manner
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import FindingStepKind


@value
class Inspection:
    """An inspection; ``unannounced``: without notice, reception or company (四不两直)."""

    id: UUID
    policy: str
    kind: str
    manner: Manner
    unannounced: bool
    since: date
    text: str


@value
class InspectionMember:
    """Who inspects: the ``unit``, a ``post`` of it, or ("") a post elsewhere."""

    id: UUID
    inspection: UUID
    unit: str
    post: str


@value
class InspectedProject:
    """A project that an inspection is about; looked at ``on``, None before."""

    id: UUID
    inspection: UUID
    policy: str
    project: UUID
    on: date | None
    text: str


@value
class InspectionAnswer:
    """What was found of one item of the checklist."""

    id: UUID
    inspected: UUID
    project: UUID
    item: str
    answer: Answer
    text: str


@value
class Finding:
    """What was found ``on`` a day, as it stands; see the table."""

    id: UUID
    policy: str
    inspection: UUID | None
    project: UUID | None
    unit: str
    problem: str
    category: str
    on: date
    text: str
    severe: bool
    status: FindingStatus
    due: date | None
    escalated_on: date | None
    other: UUID | None
    closed_on: date | None


@value
class FindingStep:
    """One thing done about a finding; the first has the place 1."""

    id: UUID
    finding: UUID
    place: int
    kind: FindingStepKind
    on: date
    text: str = ""
    post: str = ""
    due: date | None = None
    clause: str = ""


@value
class ReminderLetter:
    """A letter, issued ``on`` a day, with what is printed."""

    id: UUID
    finding: UUID
    project: UUID | None
    unit: str
    number: str
    on: date
    due: date
    problem: str
    target: str
    page: str


@value
class DisputedFact:
    """A fact that a finding contradicts, of which the office has decided once ``upheld`` is not None."""

    id: UUID
    finding: UUID
    project: UUID
    kind: str
    disputed: UUID
    upheld: bool | None = None
    decided_on: date | None = None
    text: str = ""


@value
class Visit:
    """A leader was at a project."""

    id: UUID
    project: UUID
    assignment: UUID | None
    person: UUID | None
    post: str
    on: date
    seen: str
    promised: str
