"""Facts (事实) as rules see them: plain values, no database, no clock.

Every fact has an ``id`` that stays the same through corrections. Dates are business dates in Asia/Shanghai, money
is integer yuan, points that a person gives are integer hundredths.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from pydantic import JsonValue

from xiangmu.plugin.value import value


class Stage(StrEnum):
    """Core stages of a project, in order; the last three stand aside."""

    RESERVED = "RESERVED"
    SIGNED = "SIGNED"
    PRELIMINARY = "PRELIMINARY"
    STARTED = "STARTED"
    BUILDING = "BUILDING"
    COMPLETED = "COMPLETED"
    PRODUCING = "PRODUCING"
    AT_CAPACITY = "AT_CAPACITY"
    SUSPENDED = "SUSPENDED"
    RESUMED = "RESUMED"
    TERMINATED = "TERMINATED"


STAGE_TITLES = {
    Stage.RESERVED: "谋划储备",
    Stage.SIGNED: "签约",
    Stage.PRELIMINARY: "前期",
    Stage.STARTED: "开工",
    Stage.BUILDING: "在建",
    Stage.COMPLETED: "竣工",
    Stage.PRODUCING: "投产",
    Stage.AT_CAPACITY: "达效",
    Stage.SUSPENDED: "停建",
    Stage.RESUMED: "复工",
    Stage.TERMINATED: "终止",
}
STAGE_ORDER = (
    Stage.RESERVED,
    Stage.SIGNED,
    Stage.PRELIMINARY,
    Stage.STARTED,
    Stage.BUILDING,
    Stage.COMPLETED,
    Stage.PRODUCING,
    Stage.AT_CAPACITY,
)
PLANNED_STAGES = (Stage.STARTED, Stage.COMPLETED, Stage.PRODUCING, Stage.AT_CAPACITY)
"""Stages that a project has a planned date for."""


class StartKind(StrEnum):
    """The three dates of a start (A8): each policy says which one counts."""

    CEREMONY = "CEREMONY"
    SUBSTANTIVE = "SUBSTANTIVE"
    LIBRARY_ENTRY = "LIBRARY_ENTRY"


class ProjectKind(StrEnum):
    """What a project is, as admission thresholds and “产业项目” tell projects apart."""

    MANUFACTURING = "MANUFACTURING"
    MODERN_SERVICES = "MODERN_SERVICES"
    AGRICULTURE = "AGRICULTURE"
    INFRASTRUCTURE = "INFRASTRUCTURE"
    SOCIAL = "SOCIAL"
    OTHER = "OTHER"


class Flag(StrEnum):
    """Marks of a project that decide points or admission."""

    ADVANCED_MANUFACTURING = "ADVANCED_MANUFACTURING"
    STRATEGIC_EMERGING = "STRATEGIC_EMERGING"
    PURE_FARMING = "PURE_FARMING"
    NEW_INFRASTRUCTURE = "NEW_INFRASTRUCTURE"
    DIGITAL_ECONOMY = "DIGITAL_ECONOMY"
    INNOVATION_PLATFORM = "INNOVATION_PLATFORM"


class KeyList(StrEnum):
    """Lists a project can be put on: key-project lists, and the provincial 三个一批 list by kind."""

    PROVINCIAL_KEY = "PROVINCIAL_KEY"
    CITY_KEY = "CITY_KEY"
    COUNTY_KEY = "COUNTY_KEY"
    BATCH_SIGNED = "BATCH_SIGNED"
    BATCH_STARTED = "BATCH_STARTED"
    BATCH_PRODUCED = "BATCH_PRODUCED"


PROVINCIAL_BATCH = (KeyList.BATCH_SIGNED, KeyList.BATCH_STARTED, KeyList.BATCH_PRODUCED)


class FundSource(StrEnum):
    """Public money that a project applies for."""

    CENTRAL_BUDGET = "CENTRAL_BUDGET"
    SPECIAL_BOND = "SPECIAL_BOND"


class FundStep(StrEnum):
    """How far an application for public money has come."""

    APPLIED = "APPLIED"
    APPROVED = "APPROVED"
    ISSUED = "ISSUED"


class MeetingKind(StrEnum):
    """What sort of meeting was held."""

    ON_SITE = "ON_SITE"
    STUDY = "STUDY"
    DISPATCH = "DISPATCH"


class ChairRole(StrEnum):
    """Who chaired, by post."""

    MAIN_LEADER = "MAIN_LEADER"
    DEPUTY = "DEPUTY"
    OTHER = "OTHER"


class PraiseSource(StrEnum):
    """Where praise came from."""

    HIGHER_MEDIA = "HIGHER_MEDIA"
    CITY_LEADER_WRITTEN = "CITY_LEADER_WRITTEN"


class CriticismKind(StrEnum):
    """In which form a unit was criticised."""

    CIRCULATED = "CIRCULATED"
    INTERVIEW = "INTERVIEW"
    MONTHLY_BULLETIN = "MONTHLY_BULLETIN"


class HarmKind(StrEnum):
    """Harm done to enterprises."""

    BUSINESS_ENVIRONMENT = "BUSINESS_ENVIRONMENT"
    BLANKET_STOPPAGE = "BLANKET_STOPPAGE"


class Verifier(StrEnum):
    """Who verified a harm."""

    DISCIPLINE = "DISCIPLINE"
    POLICE = "POLICE"
    PROJECT_OFFICE = "PROJECT_OFFICE"


class EnrolmentState(StrEnum):
    """Whether an enrolment counts."""

    COUNTED = "COUNTED"
    SUSPECTED = "SUSPECTED"
    EXCLUDED = "EXCLUDED"


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
