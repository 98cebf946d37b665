"""Facts (事实) as rules see them: plain values, no database, no clock.

Every fact has an ``id`` that stays the same through corrections. Dates are business dates in Asia/Shanghai, money
is integer yuan, points that a person gives are integer hundredths.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from uuid import UUID

from pydantic import JsonValue

from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import (
    ChairRole,
    CriticismKind,
    EnrolmentState,
    Flag,
    FundSource,
    FundStep,
    HarmKind,
    KeyList,
    MeetingKind,
    PraiseSource,
    ProjectKind,
    Stage,
    StartKind,
    Verifier,
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


@value
class Listing:
    """A project was put on a list, or taken off it."""

    id: UUID
    project: UUID
    key_list: KeyList
    on: date
    delisted: bool = False


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
class Meeting:
    """A meeting that a unit held."""

    id: UUID
    unit: str
    kind: MeetingKind
    on: date
    chair: ChairRole
    solved: bool
    projects: tuple[UUID, ...] = ()


@value
class Praise:
    """Praise of a unit; several reports on one ``matter`` are one."""

    id: UUID
    unit: str
    source: PraiseSource
    on: date
    matter: str


@value
class Criticism:
    """Criticism of, or an interview with, a unit; several on one ``matter`` are one."""

    id: UUID
    unit: str
    kind: CriticismKind
    on: date
    matter: str


@value
class Harm:
    """Verified harm; ``on`` is the day of verification."""

    id: UUID
    unit: str
    kind: HarmKind
    verified_by: Verifier
    on: date
    matter: str


@value
class Judgement:
    """What a person decided for one unit and period; ``matter`` tells several on one item apart."""

    id: UUID
    policy: str
    group: str
    unit: str
    period: str
    item: str
    hundredths: int
    reason: str
    matter: str = ""

    @property
    def points(self) -> Fraction:
        """The exact points."""
        return Fraction(self.hundredths, 100)


@value
class Ballot:
    """One enterprise's ballot on one department, in hundredths of a point; it names nobody."""

    id: UUID
    policy: str
    period: str
    unit: str
    attitude: int
    efficiency: int
    quality: int


@value
class Facts:
    """All facts of one jurisdiction, in no particular order."""

    versions: tuple[ProjectVersion, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    admissions: tuple[Admission, ...] = ()
    stages: tuple[StageReached, ...] = ()
    starts: tuple[Started, ...] = ()
    plans: tuple[Plan, ...] = ()
    progress: tuple[Progress, ...] = ()
    listings: tuple[Listing, ...] = ()
    funding: tuple[Funding, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    praises: tuple[Praise, ...] = ()
    criticisms: tuple[Criticism, ...] = ()
    harms: tuple[Harm, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    ballots: tuple[Ballot, ...] = ()


ProjectFact = Enrolment | Admission | StageReached | Started | Plan | Progress | Listing | Funding
"""A fact about one project."""

UnitFact = Meeting | Praise | Criticism | Harm
"""Something that happened to, or was done by, one unit on a day."""


def project_facts(facts: Facts) -> Iterator[ProjectFact]:
    """Every fact about a project, in no particular order."""
    yield from facts.enrolments
    yield from facts.admissions
    yield from facts.stages
    yield from facts.starts
    yield from facts.plans
    yield from facts.progress
    yield from facts.listings
    yield from facts.funding
