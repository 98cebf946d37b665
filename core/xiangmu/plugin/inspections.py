"""How a policy has projects inspected (核查), and what follows from what is found: part of the hook ``supervision``."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from xiangmu.plugin.leaders import every_project
from xiangmu.plugin.policy import Basis, Choice
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.value import value


class Manner(StrEnum):
    """Whether those who are inspected know beforehand."""

    OPEN = "OPEN"
    COVERT = "COVERT"


class Answer(StrEnum):
    """What was found on one item of a checklist."""

    OK = "OK"
    PROBLEM = "PROBLEM"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class FindingStatus(StrEnum):
    """How far a finding has come; only ACCEPTED closes it."""

    FOUND = "FOUND"
    REMINDED = "REMINDED"
    REPORTED = "REPORTED"
    ACCEPTED = "ACCEPTED"
    POOR = "POOR"
    UNTRUE = "UNTRUE"


FINDING_STATUS_TITLES = {
    FindingStatus.FOUND: "已发现",
    FindingStatus.REMINDED: "已发提醒函,待整改",
    FindingStatus.REPORTED: "已报整改,待认定",
    FindingStatus.ACCEPTED: "整改到位,结案",
    FindingStatus.POOR: "整改不到位",
    FindingStatus.UNTRUE: "整改不实",
}


class Verdict(StrEnum):
    """What the office says of a unit's rectification."""

    ACCEPTED = "ACCEPTED"
    POOR = "POOR"
    UNTRUE = "UNTRUE"


class Contradicted(StrEnum):
    """Which facts of a project a finding says are not so."""

    START = "START"
    INVESTMENT = "INVESTMENT"


class EscalateWhen(Choice):
    """When a finding that the unit investigates itself goes up (L3)."""

    ANY = "ANY", "情节特别严重、自查不落实、再次发生, 有其一即提级"
    SEVERE_AND_UNFIXED_OR_REPEAT = (
        "SEVERE_AND_UNFIXED_OR_REPEAT",
        "情节特别严重且自查不落实, 或再次发生, 才提级",
    )


def escalate_when_any(_: Any) -> EscalateWhen:
    """As L3 reads the document."""
    return EscalateWhen.ANY


def same_project(_: Any) -> bool:
    """The same problem is the same kind of problem of the same project."""
    return True


@value
class CheckItem:
    """One thing to look at, as a question whose answer is OK, a problem, or that it does not apply."""

    key: str
    title: str


@value
class CheckHead:
    """Items that one clause asks for."""

    key: str
    title: str
    clause: str
    items: tuple[CheckItem, ...]


@value
class InspectionKind:
    """A kind of inspection. ``sample``: of some projects only."""

    key: str
    title: str
    clause: str = ""
    sample: bool = False


@value
class FindingCategory:
    """A kind of what is found. ``contradicts``: what it says of facts on record.

    ``investigated``: the id of the clause by which the unit itself investigates the first one, before it goes up.
    """

    key: str
    title: str
    clause: str = ""
    contradicts: Contradicted | None = None
    investigated: str = ""


SPECIAL = InspectionKind(key="special", title="专项核查")
SAMPLE = InspectionKind(key="sample", title="重点抽查", sample=True)
SLOW = FindingCategory(key="slow", title="推进迟缓")
CATEGORIES = (
    SLOW,
    FindingCategory(key="untrue_rectification", title="整改不实"),
    FindingCategory(key="false_start", title="虚假开工", contradicts=Contradicted.START),
    FindingCategory(key="false_investment", title="虚报投资", contradicts=Contradicted.INVESTMENT),
    FindingCategory(key="factors", title="要素保障不到位"),
    FindingCategory(key="compliance", title="手续或政策不合规"),
    FindingCategory(key="inaction", title="不作为"),
    FindingCategory(key="other", title="其他"),
)
"""What is found everywhere."""
HEADS = (
    CheckHead(
        key="progress",
        title="现场情况",
        clause="",
        items=(
            CheckItem(key="started", title="开工是否属实"),
            CheckItem(key="invested", title="上报投资与现场是否相符"),
            CheckItem(key="on_plan", title="是否达到计划节点"),
            CheckItem(key="obstacles", title="有无需要协调的困难"),
        ),
    ),
)
"""A checklist where a policy prints none."""


@value
class InspectionRules:
    """How projects under one policy are inspected.

    ``organisers``: who inspects, by title. ``covers``: the projects of which each is to be inspected. ``letters`` is
    the id of the clause on reminder letters, ``interviews`` of the one on interviews, ``escalation`` of the one by
    which findings go up. ``same_project``: whether the same problem is one of the same project, or of the same unit.
    """

    policy: str
    clause: str = ""
    title: str = "核查"
    organised: str = ""
    """The id of the clause that says who inspects and how."""
    organisers: tuple[str, ...] = ()
    kinds: tuple[InspectionKind, ...] = (SPECIAL, SAMPLE)
    heads: tuple[CheckHead, ...] = HEADS
    categories: tuple[FindingCategory, ...] = CATEGORIES
    covers: Callable[[AnySnapshot, ProjectView], bool] = every_project
    letters: str = ""
    interviews: str = ""
    escalation: str = ""
    escalate_when: Callable[[Any], EscalateWhen] = escalate_when_any
    same_project: Callable[[Any], bool] = same_project
    basis: Basis = Basis.PRINTED

    def kind(self, key: str) -> InspectionKind | None:
        """The kind with that key."""
        return next((kind for kind in self.kinds if kind.key == key), None)

    def category(self, key: str) -> FindingCategory | None:
        """The category with that key."""
        return next((category for category in self.categories if category.key == key), None)

    @property
    def items(self) -> tuple[CheckItem, ...]:
        """Every item of the checklist, in order."""
        return tuple(item for head in self.heads for item in head.items)
