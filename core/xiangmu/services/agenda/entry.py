"""One thing on the agenda, wherever it comes from."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from xiangmu.plugin.recurrence import END_OF_DAY, SHANGHAI
from xiangmu.plugin.targets import Milestone, Target
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.rhythm import Due


class EntryKind(StrEnum):
    """Where it comes from."""

    OCCURRENCE = "OCCURRENCE"
    MILESTONE = "MILESTONE"
    ISSUE = "ISSUE"
    CHECKPOINT = "CHECKPOINT"
    FINDING = "FINDING"
    PLAN = "PLAN"
    PROCEDURE = "PROCEDURE"
    DECISION = "DECISION"
    OBJECTIONS = "OBJECTIONS"


KIND_TITLES = {
    EntryKind.OCCURRENCE: "调度事项",
    EntryKind.MILESTONE: "目标节点",
    EntryKind.ISSUE: "问题解决期限",
    EntryKind.CHECKPOINT: "问题办理时限",
    EntryKind.FINDING: "核查发现整改期限",
    EntryKind.PLAN: "项目计划节点",
    EntryKind.PROCEDURE: "手续承诺办结",
    EntryKind.DECISION: "会议议定事项",
    EntryKind.OBJECTIONS: "公布稿异议期限",
}


class Fate(StrEnum):
    """Whether anything is left to do about it."""

    OPEN = "OPEN"
    DONE = "DONE"
    WAIVED = "WAIVED"


@value
class UnitName:
    """A unit as it is on record."""

    id: UUID
    key: str
    title: str


@value
class Entry:
    """Something due at ``due``, to be aimed at by ``effective``.

    ``unit`` is who has to do it, None for the office or for several; ``units`` (keys) are all whom it concerns.
    ``note`` says what it is about, ``because`` how it stands at the moment of asking. ``about`` is the identity of the
    row behind it, ``no`` and ``recorded_at`` of the last command that shaped it, 0 and None when the policy alone did.
    """

    kind: EntryKind
    key: str
    """Names it for good."""
    jurisdiction: str
    title: str
    note: str
    because: str
    due: datetime
    effective: datetime
    overdue: bool
    policy: str = ""
    clause: str = ""
    unit: UnitName | None = None
    units: frozenset[str] = frozenset()
    project: UUID | None = None
    person: UUID | None = None
    about: UUID | None = None
    fate: Fate = Fate.OPEN
    no: int = 0
    recorded_at: datetime | None = None
    occurrence: Due | None = None
    target: Target | None = None
    milestone: Milestone | None = None
    stage: Stage | None = None

    @property
    def order(self) -> tuple[datetime, str, str]:
        """The one order of all agendas."""
        return self.effective, self.kind, self.key


def at_end(day: date) -> datetime:
    """The moment at which something due on ``day`` is overdue."""
    return datetime.combine(day, END_OF_DAY, SHANGHAI)


def said(moment: datetime) -> str:
    """As people read it: without an hour for what is due in the course of a day."""
    local = moment.astimezone(SHANGHAI)
    return f"{local:%Y-%m-%d}" if local.time() == END_OF_DAY else f"{local:%Y-%m-%d %H:%M}"


def shortened(text: str, most: int = 40) -> str:
    """What people typed, in one line of a list."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
