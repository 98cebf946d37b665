"""What a policy has done again and again, and until when (调度、报送、通报): the hook ``schedule``."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from xiangmu.plugin.policy import Basis, Shift
from xiangmu.plugin.recurrence import Recurrence
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import ChairRole, MeetingKind


class ObligationKind(StrEnum):
    """What there is to do."""

    REPORT = "REPORT"
    DELIVERY = "DELIVERY"
    SUMMARY = "SUMMARY"
    FORWARDING = "FORWARDING"
    MEETING = "MEETING"
    INSPECTION = "INSPECTION"
    TOUR = "TOUR"
    RESEARCH = "RESEARCH"
    BULLETIN = "BULLETIN"
    RANKING = "RANKING"


OBLIGATION_TITLES = {
    ObligationKind.REPORT: "报送",
    ObligationKind.DELIVERY: "交办成果",
    ObligationKind.SUMMARY: "总结",
    ObligationKind.FORWARDING: "问题转办",
    ObligationKind.MEETING: "会议",
    ObligationKind.INSPECTION: "督查",
    ObligationKind.TOUR: "观摩",
    ObligationKind.RESEARCH: "调研",
    ObligationKind.BULLETIN: "通报",
    ObligationKind.RANKING: "考核排序",
}
HANDED_IN = (ObligationKind.REPORT, ObligationKind.DELIVERY, ObligationKind.SUMMARY)
"""Fulfilled by a report that a unit hands in."""
CARRIED_OUT = (
    ObligationKind.FORWARDING,
    ObligationKind.INSPECTION,
    ObligationKind.TOUR,
    ObligationKind.RESEARCH,
)
"""Fulfilled by an activity with results on record."""
MADE_PUBLIC = (ObligationKind.BULLETIN, ObligationKind.RANKING)
"""Fulfilled by a published bulletin."""


@value
class Phase:
    """A stretch of a campaign; both days belong to it."""

    policy: str
    key: str
    title: str
    starts: date
    ends: date
    clause: str


@value
class MeetingForm:
    """How a meeting is held. ``chair``: by post. ``projects``: the key of the list whose projects it is about, or "".

    ``approved``: it is proposed and approved before it is held; one that was not cannot be recorded as held.
    ``clause``: the one that asks for this form where it is not the obligation's.
    """

    kind: MeetingKind
    chair: str
    chair_role: ChairRole | None = None
    projects: str = ""
    approved: bool = False
    clause: str = ""


class BulletinSection(StrEnum):
    """A part of a bulletin."""

    RANKINGS = "RANKINGS"
    ROLLS = "ROLLS"
    PROGRESS = "PROGRESS"
    MOVEMENTS = "MOVEMENTS"
    REPORTING = "REPORTING"
    ISSUES = "ISSUES"
    DEADLINES = "DEADLINES"


SECTION_TITLES = {
    BulletinSection.RANKINGS: "考核排名",
    BulletinSection.ROLLS: "红黑榜",
    BulletinSection.PROGRESS: "目标任务完成情况",
    BulletinSection.MOVEMENTS: "本期进展",
    BulletinSection.REPORTING: "报送情况",
    BulletinSection.ISSUES: "问题办理情况",
    BulletinSection.DEADLINES: "近期到期事项",
}


@value
class BulletinForm:
    """What a bulletin prints, in this order. ``rankings``: keys of the boards; empty: those whose period is exactly the
    stretch that the bulletin is about."""

    sections: tuple[BulletinSection, ...] = tuple(BulletinSection)
    rankings: tuple[str, ...] = ()


Chosen = Callable[[Any], Recurrence]
"""A recurrence that depends on the policy's readings."""


@value
class Obligation:
    """Something due again and again (报送、调度事项).

    Each unit of ``group``, or of ``units``, owes one; the office itself where both are empty. ``deliver_to``: to whom,
    by title. What is due before ``starts`` or after ``ends`` does not belong to it; without them the policy's own days
    bound it. ``strict``: whether a time left out is a breach, not only something to notice (L2). ``basis``: DERIVED
    where the document prints the rhythm and not the day.
    """

    policy: str
    key: str
    title: str
    kind: ObligationKind
    recurrence: Recurrence | Chosen
    clause: str
    group: str = ""
    units: tuple[str, ...] = ()
    deliver_to: str = ""
    starts: date | None = None
    ends: date | None = None
    strict: bool = True
    basis: Basis = Basis.PRINTED
    meeting: MeetingForm | None = None
    content: str = ""
    """What belongs into it, in our own words."""
    bulletin: BulletinForm = BulletinForm()
    """Of a bulletin or a ranking."""

    def recurs(self, readings: Any) -> Recurrence:
        """When, under the readings in force."""
        return self.recurrence(readings) if callable(self.recurrence) else self.recurrence

    @property
    def towards(self) -> Shift:
        """Where a day off moves what people aim at: handed in earlier, published later (A10)."""
        return Shift.NEXT if self.kind in MADE_PUBLIC else Shift.PREVIOUS


@value
class Schedule:
    """What the hook ``schedule`` returns."""

    obligations: tuple[Obligation, ...] = ()
    phases: tuple[Phase, ...] = ()
