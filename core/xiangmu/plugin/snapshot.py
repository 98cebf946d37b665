"""What a rule sees: one unit's facts in one period, frozen.

Everything later than ``as_of`` has been left out already, so "reached" always means "reached by then".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID
from weakref import ref

from xiangmu.plugin.facts import (
    Admission,
    Assignment,
    Ballot,
    Commitment,
    Criticism,
    Finding,
    Funding,
    Harm,
    IndicatorReading,
    Inspected,
    Judgement,
    Listing,
    Meeting,
    Plan,
    Praise,
    Procedure,
    Progress,
    ProjectCode,
    ProjectVersion,
    StageReached,
    Started,
    YearPlan,
)
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Readings
from xiangmu.plugin.value import LATER, value
from xiangmu.plugin.vocabulary import Flag, FundSource, FundStep, KeyList, ProcedureKind, Stage, StartKind

R = TypeVar("R", bound=Readings)

NOTHING = Fraction(0)


@value
class Tenure:
    """The share of a project that counts for the unit from ``since`` to ``until`` (both included)."""

    since: date
    until: date | None
    share: Fraction


@value
class ProjectView:
    """One project with its whole history up to the snapshot's day; every tuple is ordered by date."""

    id: UUID
    versions: tuple[ProjectVersion, ...]
    tenures: tuple[Tenure, ...]
    admission: Admission | None = None
    stages: tuple[StageReached, ...] = ()
    starts: tuple[Started, ...] = ()
    plans: tuple[Plan, ...] = ()
    """At most one per milestone: the one that binds (A9)."""
    progress: tuple[Progress, ...] = ()
    listings: tuple[Listing, ...] = ()
    funding: tuple[Funding, ...] = ()
    year_plans: Annotated[tuple[YearPlan, ...], LATER] = ()
    procedures: Annotated[tuple[Procedure, ...], LATER] = ()
    codes: Annotated[tuple[ProjectCode, ...], LATER] = ()
    assignments: Annotated[tuple[Assignment, ...], LATER] = ()
    """Duties for this project that began by the snapshot's day; one that has ended says until when."""
    inspections: Annotated[tuple[Inspected, ...], LATER] = ()
    """When it was looked at under the snapshot's policy."""

    def held(self, tenures: tuple[Tenure, ...]) -> "ProjectView":
        """The same project with other tenures; written out, because it is made for every project of every board."""
        return ProjectView(
            id=self.id,
            versions=self.versions,
            tenures=tenures,
            admission=self.admission,
            stages=self.stages,
            starts=self.starts,
            plans=self.plans,
            progress=self.progress,
            listings=self.listings,
            funding=self.funding,
            year_plans=self.year_plans,
            procedures=self.procedures,
            codes=self.codes,
            assignments=self.assignments,
            inspections=self.inspections,
        )

    @property
    def latest(self) -> ProjectVersion:
        """The attributes in force on the snapshot's day."""
        return self.versions[-1]

    @property
    def name(self) -> str:
        """The name in force on the snapshot's day."""
        return self.latest.name

    def on(self, day: date) -> ProjectVersion:
        """The attributes in force on ``day`` (A16); before the first version, the first."""
        return next((v for v in reversed(self.versions) if v.effective <= day), self.versions[0])

    def share_on(self, day: date) -> Fraction:
        """How much of an event of ``day`` counts for the unit, 0 to 1 (A15)."""
        for tenure in self.tenures:
            if tenure.since <= day and (tenure.until is None or day <= tenure.until):
                return tenure.share
        return NOTHING

    def reached(self, stage: Stage) -> StageReached | None:
        """When the project first reached ``stage``."""
        for event in self.stages:
            if event.stage is stage:
                return event
        return None

    def last_reached(self, stage: Stage) -> StageReached | None:
        """When the project last reached ``stage``: it may be suspended and resumed every year."""
        return next((event for event in reversed(self.stages) if event.stage is stage), None)

    def started(self, kind: StartKind) -> Started | None:
        """The start of that kind."""
        return next((event for event in self.starts if event.kind is kind), None)

    def plan(self, milestone: Stage) -> Plan | None:
        """The plan that binds for ``milestone``."""
        return next((plan for plan in self.plans if plan.milestone is milestone), None)

    def listed(self, *key_lists: KeyList, year: int | None = None) -> Listing | None:
        """The earliest listing on one of ``key_lists``, or on those of ``year``, that was not taken back."""
        standing: dict[tuple[KeyList, int | None], Listing] = {}
        for event in self.listings:
            if event.key_list not in key_lists or year not in (None, event.year or event.on.year):
                continue
            if event.delisted:
                standing.pop((event.key_list, event.year), None)
            else:
                standing.setdefault((event.key_list, event.year), event)
        return min(standing.values(), key=lambda event: (event.on, event.id), default=None)

    def procedure(self, kind: ProcedureKind) -> Procedure | None:
        """The procedure of that kind, if it is on record."""
        return next((procedure for procedure in self.procedures if procedure.kind is kind), None)

    def year_plan(self, year: int) -> YearPlan | None:
        """What the project plans to invest in ``year``."""
        return next((plan for plan in self.year_plans if plan.year == year), None)

    def fundings(self, step: FundStep, *sources: FundSource) -> tuple[Funding, ...]:
        """The funding steps of that kind from ``sources`` (from any when none is named), earliest first."""
        return tuple(f for f in self.funding if f.step is step and (not sources or f.source in sources))

    def inspected_since(self, day: date) -> tuple[Inspected, ...]:
        """When it was looked at from ``day`` on, earliest first."""
        return tuple(one for one in self.inspections if one.on >= day)

    @property
    def terminated(self) -> bool:
        """Whether the project was given up; it then leaves cumulative counts (A15)."""
        return self.reached(Stage.TERMINATED) is not None

    @property
    def flags(self) -> frozenset[Flag]:
        """The marks in force on the snapshot's day."""
        return frozenset(self.latest.flags)


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Snapshot(Generic[R]):
    """All that rules may look at for one (policy, group, unit, period).

    ``unit`` is None for the jurisdiction as a whole: then every project is in it with a full share.
    ``goals`` are the unit's goals by target key: counts, or yuan. ``projects`` are those that count for the unit, and
    those whose public money it applied for, alone or in a bundle; meetings, praise, criticism and harm are those of
    the year so far; judgements and ballots are those of the period (ballots also of its year). ``indicators`` are the
    readings of the unit (of the whole jurisdiction) for periods that have ended, earliest first; ``assignments`` its
    duties as a unit, ended ones too; ``commitments`` what it promised so far;
    ``findings`` what inspections under the policy found so far that it has to rectify, closed ones too.
    """

    policy: str
    group: str | None
    unit: str | None
    period: Period
    as_of: date
    readings: R
    goals: dict[str, int]
    projects: tuple[ProjectView, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    praises: tuple[Praise, ...] = ()
    criticisms: tuple[Criticism, ...] = ()
    harms: tuple[Harm, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    indicators: Annotated[tuple[IndicatorReading, ...], LATER] = ()
    assignments: Annotated[tuple[Assignment, ...], LATER] = ()
    commitments: Annotated[tuple[Commitment, ...], LATER] = ()
    findings: Annotated[tuple[Finding, ...], LATER] = ()

    def judged(self, item: str) -> tuple[Judgement, ...]:
        """The judgements on ``item`` for this unit and period."""
        return tuple(judgement for judgement in self.judgements if judgement.item == item)

    def live_projects(self) -> Iterator[ProjectView]:
        """The projects that were not given up."""
        return (project for project in self.projects if not project.terminated)


AnySnapshot = Snapshot[Any]
T = TypeVar("T")


def per_snapshot(function: Callable[[AnySnapshot], T]) -> Callable[[AnySnapshot], T]:
    """``function`` asked once for every snapshot: for what looks at all projects and is needed for each of them."""
    answers: dict[int, tuple[ref[AnySnapshot], T]] = {}

    def once(snapshot: AnySnapshot) -> T:
        key = id(snapshot)
        known = answers.get(key)
        if known is None or known[0]() is not snapshot:
            # an answer is forgotten with its snapshot
            known = ref(snapshot, lambda _: answers.pop(key, None)), function(snapshot)
            answers[key] = known
        return known[1]

    return once
