"""Facts about projects."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import JsonValue

from xiangmu.plugin.value import LATER, value
from xiangmu.plugin.vocabulary import (
    Duty,
    EnrolmentState,
    Flag,
    FundSource,
    FundStep,
    KeyList,
    ProcedureKind,
    ProjectKind,
    Stage,
    StartKind,
)


@value
class ProjectVersion:
    """The attributes of a project that decide points, in force from ``effective`` on."""

    id: UUID
    project: UUID
    effective: date
    name: str
    total_yuan: int
    kind: ProjectKind
    sector: str = ""
    """GB/T 4754 class, ``C26`` or just the letter; "" when not classified."""
    flags: tuple[Flag, ...] = ()
    profile: dict[str, JsonValue] | None = None
    unit: str = ""
    """Key of the unit that reports the project; who is assessed for it is the enrolment's unit."""
    place: str = ""
    sample: str = ""
    """Which attributes are made up for demonstration, in Chinese; "" when none is."""
    home: Annotated[str, LATER] = ""
    """The jurisdiction that keeps the project, if it is not the policy's own: it then counts only as enrolled."""


@value
class Enrolment:
    """The unit that a policy assesses for a project, from ``since`` to ``until`` (both included)."""

    id: UUID
    project: UUID
    policy: str
    unit: str
    since: date
    until: date | None = None
    state: EnrolmentState = EnrolmentState.COUNTED


@value
class Admission:
    """A project was admitted to what the policy assesses; below the threshold only by ``waiver``."""

    id: UUID
    project: UUID
    policy: str
    on: date
    waiver: str = ""
    """Key of the waiver's kind; "" when the threshold is met."""
    reason: str = ""
    approver: str = ""
    """Post of who approved the waiver."""


@value
class StageReached:
    """A project reached a stage."""

    id: UUID
    project: UUID
    stage: Stage
    on: date


@value
class Started:
    """One of the three dates of a start."""

    id: UUID
    project: UUID
    kind: StartKind
    on: date


@value
class Plan:
    """The date by which a project plans to reach ``milestone``, as made on ``made_on``.

    The first plan is the frozen one. A later one replaces it only when approved on record no later than the date
    it replaces (A9).
    """

    id: UUID
    project: UUID
    milestone: Stage
    due: date
    made_on: date
    approved_on: date | None = None


@value
class Progress:
    """What a project invested in the month that starts on ``month``, and in all since it began."""

    id: UUID
    project: UUID
    month: date
    invested_yuan: int
    cumulative_yuan: int
    year_to_date_yuan: Annotated[int | None, LATER] = None
    """Since January, as reported."""
    picture: Annotated[str | None, LATER] = None
    """How far the works have come, in words (形象进度)."""
    next_month_yuan: Annotated[int | None, LATER] = None
    """Planned for the month after."""
    next_month_work: Annotated[str | None, LATER] = None
    """What is to be done in the month after."""


@value
class Listing:
    """A project was put on a list, or taken off it."""

    id: UUID
    project: UUID
    key_list: KeyList
    on: date
    delisted: bool = False
    year: Annotated[int | None, LATER] = None
    """Which year's list, where a list is drawn up anew every year; None: that of the day."""


@value
class Funding:
    """A step of an application for public money; projects of one ``bundle`` are one application."""

    id: UUID
    project: UUID
    source: FundSource
    step: FundStep
    amount_yuan: int
    on: date
    bundle: str = ""
    applicant: str = ""
    """Key of the unit that applied; "" for the enrolled unit."""


@value
class YearPlan:
    """What a project plans to invest in one year, in yuan."""

    id: UUID
    project: UUID
    year: int
    yuan: int


@value
class Procedure:
    """A preliminary procedure of a project: who must act on it, and how far it has come.

    A date that lies after the day seen is not known yet; a procedure without dates is one still to be applied for.
    """

    id: UUID
    project: UUID
    kind: ProcedureKind
    department: str = ""
    """Key of the unit that has to act; "" when nobody was named."""
    applied_on: date | None = None
    promised_on: date | None = None
    done_on: date | None = None


@value
class ProjectCode:
    """A code (项目代码) of a project; a project may have several (A12)."""

    id: UUID
    project: UUID
    code: str


@value
class DuplicateRuling:
    """A person decided on ``on`` whether two projects are the same one."""

    id: UUID
    project: UUID
    other: UUID
    same: bool
    on: date
    reason: str


@value
class Assignment:
    """A duty that a post, and whoever holds it, has for a project or for a unit, both days included.

    ``project`` None: for the unit ``unit``. Otherwise for that project; ``unit`` is then whose post it is, or "".
    """

    id: UUID
    duty: Duty
    unit: str
    project: UUID | None
    person: UUID | None
    """An opaque id; no name is a fact."""
    post: str
    since: date
    until: date | None = None

    def outlasts(self, day: date) -> bool:
        """Whether somebody has the duty when ``day``, on which it had begun, has ended: no more on its last day.

        So whoever leaves is missed on the day on which they leave, and who takes over the same day is no second one.
        """
        return self.until is None or self.until > day
