"""Demonstration data of a city: the hook ``demo``. The same facts the rules see, entered through the ledger."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID, uuid5

from xiangmu.plugin.facts import Facts, ProjectVersion, StageReached, Started
from xiangmu.plugin.inspections import Answer, Manner
from xiangmu.plugin.issues import Gravity, IssueStepKind
from xiangmu.plugin.libraries import LibraryStepKind
from xiangmu.plugin.money import yi
from xiangmu.plugin.schedule import BulletinSection
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import ChairRole, Flag, MeetingKind, ProjectKind, Stage, StartKind

DEMO = UUID("5ca1ab1e-0000-5000-8000-00000000de30")
ISSUE_COLUMNS = ("key", "category", "project", "unit", "post", "on", "due", "gravity", "text", "steps")
COLUMNS = ("key", "name", "total_yi", "kind", "flags", "unit", "stage", "on", "ceremony", "sample")


def demo_id(*parts: str) -> UUID:
    """A stable id for a demonstration fact: the same parts give the same id."""
    return uuid5(DEMO, "/".join(parts))


@value
class DemoPublication:
    """A board to publish on ``on``, from the facts recorded until then."""

    policy: str
    group: str
    period: str
    on: date


@value
class DemoDecision:
    """What a meeting decided: which unit does what by when; ``category`` is one of the policy's problems."""

    unit: str
    text: str
    due: date
    project: UUID | None = None
    category: str = "other"


@value
class DemoMeeting:
    """A meeting that was proposed, approved and held ``on`` a day; ``post`` chairs, ``units`` take part.

    ``returned``: for what reason it was returned at first. ``held_at``: where it was held, if not where proposed.
    ``opinions`` are units with what they say.
    """

    policy: str
    obligation: str
    on: date
    hour: str
    place: str
    post: str
    matters: str
    kind: MeetingKind
    chair: ChairRole
    units: tuple[str, ...]
    projects: tuple[UUID, ...]
    opinions: tuple[tuple[str, str], ...] = ()
    decisions: tuple[DemoDecision, ...] = ()
    returned: str = ""
    held_at: str = ""


@value
class DemoActivity:
    """What was carried out ``on`` a day for the occurrence due on ``due``."""

    policy: str
    obligation: str
    due: date
    on: date
    results: str
    unit: str = ""
    units: tuple[str, ...] = ()
    projects: tuple[UUID, ...] = ()
    delivered_to: str = ""


@value
class DemoReport:
    """What ``unit`` handed in at a moment (of Asia/Shanghai) for the occurrence due on ``due``; its figures come from
    the ledger."""

    policy: str
    obligation: str
    unit: str
    due: date
    at: datetime
    text: str


@value
class DemoBulletin:
    """What the office drafted at a moment (of Asia/Shanghai) for the occurrence due on ``due``, and published then; all
    but the words comes from the ledger."""

    policy: str
    obligation: str
    due: date
    at: datetime
    issuer: str
    introduction: str = ""
    remarks: tuple[tuple[BulletinSection, str], ...] = ()


@value
class DemoIssueStep:
    """What was done about an issue ``on`` a day."""

    kind: IssueStepKind
    on: date
    text: str


@value
class DemoIssue:
    """A problem raised ``on`` a day, of ``unit`` or of a project, and what was done about it, in order.

    ``post`` answers for it once it is assigned, ``due`` is set by then.
    """

    key: str
    policy: str
    category: str
    on: date
    text: str
    unit: str
    post: str
    due: date | None
    gravity: Gravity
    project: UUID | None = None
    steps: tuple[DemoIssueStep, ...] = ()


@value
class DemoFinding:
    """What an inspection found, with the letter of that ``number``, and what the unit and the office did then."""

    category: str
    unit: str
    project: UUID
    text: str
    number: str
    issued_on: date
    due: date
    target: str
    sender: str
    reported_on: date | None = None
    report: str = ""
    judged_on: date | None = None
    """The day on which the rectification was accepted."""


@value
class DemoInspection:
    """An inspection of ``projects`` on one day; ``answers`` are items with what was found, of each of them."""

    policy: str
    kind: str
    manner: Manner
    unannounced: bool
    on: date
    team: tuple[str, ...]
    projects: tuple[UUID, ...]
    text: str
    answers: tuple[tuple[str, Answer, str], ...]
    findings: tuple[DemoFinding, ...] = ()


@value
class DemoVisit:
    """A leader was at a project."""

    project: UUID
    post: str
    on: date
    seen: str
    promised: str


@value
class DemoInventoryItem:
    """An item of an inventory, found ``on`` a day; no ``unit``: the lead disposes of it. Cells are (column, text)."""

    policy: str
    inventory: str
    name: str
    on: date
    cells: tuple[tuple[str, str], ...]
    unit: str = ""
    project: UUID | None = None
    amount_yuan: int | None = None
    area: int | None = None
    cause: str = ""
    plan: str = ""
    in_hand_on: date | None = None
    disposed_on: date | None = None
    result: str = ""


@value
class DemoLibraryStep:
    """A submission or a result of a review of ``step`` (its key)."""

    kind: LibraryStepKind
    on: date
    step: str = ""
    reviewer: str = ""
    text: str = ""


@value
class DemoLibraryEntry:
    """A project submitted to a library by its unit, with all that followed; the first step is the submission."""

    policy: str
    library: str
    project: UUID
    steps: tuple[DemoLibraryStep, ...]


@value
class DemoStatistics:
    """What the statistics office has in a month; lines are (code, name, place)."""

    policy: str
    month: date
    on: date
    lines: tuple[tuple[str, str, str], ...]


@value
class Question:
    """A card worth asking for first, by keys and a period's text."""

    policy: str
    group: str
    unit: str
    period: str


@value
class Demo:
    """What the hook ``demo`` returns. ``first_question``: what a newcomer is shown to ask."""

    facts: Facts
    publications: tuple[DemoPublication, ...] = ()
    first_question: Question | None = None
    meetings: tuple[DemoMeeting, ...] = ()
    activities: tuple[DemoActivity, ...] = ()
    issues: tuple[DemoIssue, ...] = ()
    reports: tuple[DemoReport, ...] = ()
    bulletins: tuple[DemoBulletin, ...] = ()
    inspections: tuple[DemoInspection, ...] = ()
    visits: tuple[DemoVisit, ...] = ()
    inventories: tuple[DemoInventoryItem, ...] = ()
    libraries: tuple[DemoLibraryEntry, ...] = ()
    statistics: tuple[DemoStatistics, ...] = ()


def read_issues(
    package: str, policy: str, project: Callable[[str], UUID], file: str = "issues.csv"
) -> tuple[DemoIssue, ...]:
    """The issues of ``file`` in ``package``; ``project`` gives the id of a project by its key there.

    Steps are separated by ``;``, each a kind, a day and what was said, separated by blanks. Raises TableError.
    """

    def build(cells: dict[str, str]) -> DemoIssue:
        return DemoIssue(
            key=cells["key"],
            policy=policy,
            category=cells["category"],
            on=date.fromisoformat(cells["on"]),
            text=cells["text"],
            unit=cells["unit"],
            post=cells["post"],
            due=date.fromisoformat(cells["due"]) if cells["due"] else None,
            gravity=Gravity(cells["gravity"]),
            project=project(cells["project"]) if cells["project"] else None,
            steps=tuple(map(_step, filter(None, cells["steps"].split(";")))),
        )

    return read_table(package, file, ISSUE_COLUMNS, build)


def _step(told: str) -> DemoIssueStep:
    kind, on, *text = told.split(maxsplit=2)
    return DemoIssueStep(kind=IssueStepKind(kind), on=date.fromisoformat(on), text="".join(text))


def read_projects(package: str, city: str, file: str = "demo_projects.csv") -> Facts:
    """The projects of ``file`` in ``package``, each with the stage it had reached ``on`` a day.

    ``ceremony`` is the day of a start ceremony, or empty; ``flags`` are separated by ``;``. Raises TableError.
    """
    told = read_table(package, file, COLUMNS, lambda cells: _project(city, cells))
    return Facts(
        versions=tuple(version for version, _, _ in told),
        stages=tuple(stage for _, stage, _ in told),
        starts=tuple(start for _, _, starts in told for start in starts),
    )


def _project(city: str, cells: dict[str, str]) -> tuple[ProjectVersion, StageReached, tuple[Started, ...]]:
    project, on = demo_id(city, cells["key"]), date.fromisoformat(cells["on"])
    version = ProjectVersion(
        id=demo_id(city, cells["key"], "version"),
        project=project,
        effective=on,
        name=cells["name"],
        total_yuan=yi(cells["total_yi"]),
        kind=ProjectKind(cells["kind"]),
        flags=tuple(Flag(flag) for flag in cells["flags"].split(";") if flag),
        unit=cells["unit"],
        sample=cells["sample"],
    )
    stage = StageReached(
        id=demo_id(city, cells["key"], "stage"), project=project, stage=Stage(cells["stage"]), on=on
    )
    if not cells["ceremony"]:
        return version, stage, ()
    ceremony = Started(
        id=demo_id(city, cells["key"], "ceremony"),
        project=project,
        kind=StartKind.CEREMONY,
        on=date.fromisoformat(cells["ceremony"]),
    )
    return version, stage, (ceremony,)
