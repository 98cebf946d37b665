"""Targets (目标任务) and the measures they are counted by: the hook ``targets``."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.periods import year_start
from xiangmu.plugin.snapshot import ProjectView, Snapshot
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import STAGE_TITLES, Flag, Stage

AnySnapshot = Snapshot[Any]


class Amount(StrEnum):
    """What a measure counts in."""

    COUNT = "COUNT"
    YUAN = "YUAN"
    RATE = "RATE"


class Comparison(StrEnum):
    """How a value meets its goal: “不少于” includes the number, “超” does not (A1)."""

    AT_LEAST = "AT_LEAST"
    MORE_THAN = "MORE_THAN"
    AT_MOST = "AT_MOST"

    def met(self, measured: Fraction, goal: int) -> bool:
        """Whether ``measured`` meets ``goal``, compared exactly."""
        match self:
            case Comparison.AT_LEAST:
                return measured >= goal
            case Comparison.MORE_THAN:
                return measured > goal
            case Comparison.AT_MOST:
                return measured <= goal


@value
class Measured:
    """What a measure found. ``amount`` is None when its base is zero (A4)."""

    amount: Fraction | None
    base: Fraction | None = None
    evidence: tuple[Evidence, ...] = ()


@value
class Measure:
    """A figure of a snapshot with the projects behind it."""

    title: str
    counts: Amount
    formula: Callable[[AnySnapshot], Measured]


@value
class Happening:
    """Something of a project that a measure may count: on which day, and which fact says so."""

    on: date
    evidence: Evidence


When = Callable[[AnySnapshot, ProjectView], Happening | None]
Test = Callable[[ProjectView, date], bool]


def reached(stage: Stage) -> When:
    """The day a project reached ``stage``."""

    def when(_: AnySnapshot, project: ProjectView) -> Happening | None:
        event = project.reached(stage)
        if event is None:
            return None
        note = f"{project.name}于{event.on}{STAGE_TITLES[stage]}"
        evidence = Evidence(kind=EvidenceKind.STAGE, id=event.id, project=project.id, on=event.on, note=note)
        return Happening(on=event.on, evidence=evidence)

    return when


def this_year(when: When) -> When:
    """``when``, if it happened in the year of the snapshot's period."""

    def within(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
        happening = when(snapshot, project)
        if happening is None or happening.on < year_start(snapshot.period.start):
            return None
        return happening

    return within


def at_least(yuan: int) -> Test:
    """Total investment, in force on the day, of ``yuan`` or more."""

    def test(project: ProjectView, day: date) -> bool:
        return project.on(day).total_yuan >= yuan

    return test


def flagged(*flags: Flag) -> Test:
    """Carries at least one of ``flags`` on the day."""

    def test(project: ProjectView, day: date) -> bool:
        return not set(flags).isdisjoint(project.on(day).flags)

    return test


def admitted(project: ProjectView, _: date) -> bool:
    """Admitted to what the policy assesses by the snapshot's day."""
    return project.admission is not None


def count(when: When, *tests: Test, title: str) -> Measure:
    """How many live projects there are for which ``when`` happened and every test holds on that day.

    Shared projects count by their share.
    """

    def formula(snapshot: AnySnapshot) -> Measured:
        total, evidence = Fraction(0), []
        for project in snapshot.live_projects():
            happening = when(snapshot, project)
            if happening is None or not all(test(project, happening.on) for test in tests):
                continue
            if share := project.share_on(happening.on):
                total += share
                evidence.append(happening.evidence)
        return Measured(amount=total, evidence=tuple(evidence))

    return Measure(title=title, counts=Amount.COUNT, formula=formula)


@value
class Target:
    """A goal that a policy sets: for one unit of a group, or for the whole jurisdiction (``unit`` "").

    ``goal`` is a count, yuan, or per-mille of a rate, as ``measure.counts`` says; ``due`` is the last day.
    """

    policy: str
    key: str
    title: str
    measure: Measure
    goal: int
    clause: str
    due: date
    group: str = ""
    unit: str = ""
    comparison: Comparison = Comparison.AT_LEAST
    lead: str = ""
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()


@value
class Notice:
    """Something a reader of a policy's targets must know, such as sums that differ as printed."""

    policy: str
    text: str
    clause: str
    targets: tuple[str, ...] = ()


@value
class Targets:
    """What the hook ``targets`` returns."""

    targets: tuple[Target, ...]
    notices: tuple[Notice, ...] = ()
