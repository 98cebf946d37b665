"""What happened to a project and when: the words that measures are made of.

A plugin reads them aloud: ``in_period(reached(Stage.STARTED))`` is “started in the period asked for”,
``stock(reached(Stage.RESERVED))`` “stands in the reserve on the day”.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import StageReached
from xiangmu.plugin.money import in_words
from xiangmu.plugin.periods import year_start
from xiangmu.plugin.policy import Mode
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import (
    FUND_STEP_TITLES,
    PROCEDURE_TITLES,
    STAGE_TITLES,
    START_TITLES,
    FundSource,
    FundStep,
    KeyList,
    ProcedureKind,
    Stage,
    StartKind,
)


class Happening:
    """Something of a project that a measure may count: on which day, and which fact says so.

    The day decides whose project it is (A15) and which amount counts (A16). The evidence may be given as a function:
    most of what happened falls outside what is counted, and nobody asks for its evidence.
    """

    __slots__ = ("_evidence", "on")

    def __init__(self, *, on: date, evidence: Evidence | Callable[[], Evidence]) -> None:
        self.on = on
        self._evidence = evidence

    @property
    def evidence(self) -> Evidence:
        """The fact that says so."""
        return self._evidence if isinstance(self._evidence, Evidence) else self._evidence()

    def at(self, day: date) -> "Happening":
        """The same fact, counted on another day."""
        return Happening(on=day, evidence=self._evidence)


When = Callable[[AnySnapshot, ProjectView], Happening | None]


def existing(_: AnySnapshot, project: ProjectView) -> Happening:
    """The day a project was first recorded."""
    first = project.versions[0].effective
    return _happened(EvidenceKind.PROJECT, project.id, project, first, "在册", before="自")


def reached(*stages: Stage) -> When:
    """The day a project first reached one of ``stages``."""

    def when(_: AnySnapshot, project: ProjectView) -> Happening | None:
        for event in project.stages:
            if event.stage in stages:
                return _staged(project, event)
        return None

    return when


def last_reached(stage: Stage) -> When:
    """The day a project last reached ``stage``: what may happen every year, such as RESUMED."""

    def when(_: AnySnapshot, project: ProjectView) -> Happening | None:
        event = project.last_reached(stage)
        return None if event is None else _staged(project, event)

    return when


def started(kind: StartKind) -> When:
    """The day of a start as the policy recognises it (A8): ceremony, substantive start or library entry."""

    def when(_: AnySnapshot, project: ProjectView) -> Happening | None:
        event = project.started(kind)
        if event is None:
            return None
        return _happened(EvidenceKind.START, event.id, project, event.on, START_TITLES[kind])

    return when


entered_library = started(StartKind.LIBRARY_ENTRY)


def moved(source: Stage, *onward: Stage) -> When:
    """The day a project that had reached ``source`` first reached one of ``onward`` (converted, S6)."""
    arrived = reached(*onward)

    def when(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
        left, came = project.reached(source), arrived(snapshot, project)
        return came if left is not None and came is not None and left.on <= came.on else None

    return when


def listed(*key_lists: KeyList) -> When:
    """The day a project was put on one of ``key_lists`` and not taken off again."""

    def when(_: AnySnapshot, project: ProjectView) -> Happening | None:
        event = project.listed(*key_lists)
        if event is None:
            return None
        return _happened(EvidenceKind.LISTING, event.id, project, event.on, "列入名单")

    return when


def planned(milestone: Stage) -> When:
    """The day by which a project plans to reach ``milestone`` (A9); it may lie ahead of the day seen."""

    def when(_: AnySnapshot, project: ProjectView) -> Happening | None:
        plan = project.plan(milestone)
        if plan is None:
            return None
        words = STAGE_TITLES[milestone]
        return _happened(EvidenceKind.PLAN, plan.id, project, plan.due, words, before="计划于")

    return when


def procedure_done(kind: ProcedureKind) -> When:
    """The day a procedure of that kind was done."""

    def when(_: AnySnapshot, project: ProjectView) -> Happening | None:
        procedure = project.procedure(kind)
        if procedure is None or procedure.done_on is None:
            return None
        words = f"办结{PROCEDURE_TITLES[kind]}"
        return _happened(EvidenceKind.PROCEDURE, procedure.id, project, procedure.done_on, words)

    return when


def funded(step: FundStep, *sources: FundSource) -> When:
    """The day of a project's first funding step of that kind from one of ``sources`` (from any when none is named)."""

    def when(_: AnySnapshot, project: ProjectView) -> Happening | None:
        first = next(iter(project.fundings(step, *sources)), None)
        if first is None:
            return None
        words = f"{FUND_STEP_TITLES[step]}资金{in_words(first.amount_yuan)}"
        return _happened(EvidenceKind.FUNDING, first.id, project, first.on, words)

    return when


def continuing(start: When, end: When) -> When:
    """Projects carried over into the year (续建): ``start`` came before its first day, ``end`` did not; on that day."""

    def when(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
        new_year = year_start(snapshot.period.start)
        began, ended = start(snapshot, project), end(snapshot, project)
        if began is None or began.on >= new_year or (ended is not None and ended.on < new_year):
            return None
        return began.at(new_year)

    return when


def this_year(when: When) -> When:
    """``when``, if it falls in the year of the snapshot's period."""

    def within(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
        happening = when(snapshot, project)
        if (
            happening is None
            or not snapshot.period.start.year <= happening.on.year <= snapshot.period.end.year
        ):
            return None
        return happening

    return within


def in_period(when: When) -> When:
    """``when``, if it falls in the snapshot's period."""

    def within(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
        return _between(when(snapshot, project), snapshot.period.start, snapshot.period.end)

    return within


def since(first: date, when: When) -> When:
    """``when``, if it came on ``first`` or later."""

    def within(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
        return _between(when(snapshot, project), first, date.max)

    return within


def stock(when: When) -> When:
    """Projects for which ``when`` has happened, whenever that was, counted as they stand on the snapshot's day."""

    def within(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
        happening = when(snapshot, project)
        if happening is None or happening.on > snapshot.as_of:
            return None
        return happening.at(snapshot.as_of)

    return within


def by_mode(when: When, mode: Callable[[Any], Mode], first: date) -> When:
    """``when`` in the period, since ``first``, or as the stock of the day, as the readings say (S4)."""
    windows = {
        Mode.PER_MONTH: in_period(when),
        Mode.CUMULATIVE: since(first, when),
        Mode.SNAPSHOT: stock(when),
    }

    def within(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
        return windows[mode(snapshot.readings)](snapshot, project)

    return within


def by_reading(choose: Callable[[Any], When]) -> When:
    """The happening that the readings choose."""

    def when(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
        return choose(snapshot.readings)(snapshot, project)

    return when


def _between(happening: Happening | None, first: date, last: date) -> Happening | None:
    return happening if happening is not None and first <= happening.on <= last else None


def _staged(project: ProjectView, event: StageReached) -> Happening:
    return _happened(EvidenceKind.STAGE, event.id, project, event.on, STAGE_TITLES[event.stage])


def _happened(
    kind: EvidenceKind, fact: UUID, project: ProjectView, on: date, words: str, before: str = "于"
) -> Happening:
    def evidence() -> Evidence:
        note = f"{project.name}{before}{on}{words}"
        return Evidence(kind=kind, id=fact, project=project.id, on=on, note=note)

    return Happening(on=on, evidence=evidence)
