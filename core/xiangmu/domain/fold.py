"""Facts → the snapshots that rules see: one for every unit of every group, and one for the whole jurisdiction."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import field, replace
from datetime import date
from fractions import Fraction
from threading import Lock
from uuid import UUID

from xiangmu.catalog import Catalog
from xiangmu.domain.duplicates import Suspicion, suspicions, withheld
from xiangmu.domain.goals import Goals, goals_on
from xiangmu.domain.tenure import claimants, double_claims, tenures
from xiangmu.domain.timeline import Timelines
from xiangmu.domain.unit_facts import UnitFacts
from xiangmu.plugin.facts import Enrolment, Facts
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Policy, Readings
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView, Snapshot, Tenure
from xiangmu.plugin.value import value

WHOLE = (Tenure(since=date.min, until=None, share=Fraction(1)),)
MOST_BOARDS = 16
"""How many boards of other days and periods a fold keeps."""


@value
class Board:
    """One policy in one period: what every unit's rules may look at."""

    policy: str
    period: Period
    as_of: date
    readings: Readings
    units: dict[tuple[str, str], AnySnapshot]
    """By (group, unit), in the order of the policy's groups."""
    whole: AnySnapshot
    """The jurisdiction as a whole."""
    double_claims: tuple[Enrolment, ...]
    """Enrolments of which several units claim the same project; undecided."""
    claimants: dict[UUID, tuple[str, ...]]
    """The units that a project is enrolled for on the day."""
    suspicions: tuple[Suspicion, ...]
    """Projects that may be the same, where the policy says that units must not repeat each other's."""
    goals: Goals
    past: "Fold" = field(compare=False, repr=False)

    @property
    def document(self) -> Policy:
        """The policy itself."""
        return self.past.document

    def group(self, group: str) -> tuple[AnySnapshot, ...]:
        """The snapshots of one group's units, in the group's order."""
        return tuple(snapshot for (key, _), snapshot in self.units.items() if key == group)

    def snapshot(self, group: str, unit: str) -> AnySnapshot:
        """The unit's snapshot; the whole jurisdiction's for ``unit`` "". Raises KeyError."""
        return self.units[group, unit] if unit else self.whole

    def on(self, day: date) -> "Board":
        """The same period as it stood at the end of ``day``, from the same facts; a later day shows nothing more."""
        return self if day >= self.as_of else self.past.board(self.period, day)

    def of(self, period: Period) -> "Board":
        """Another period as the day of this board shows it."""
        return self.past.board(period, min(period.end, self.as_of))

    def before(self) -> "Board | None":
        """The previous period of the same kind at its end; None for a campaign, and before the policy began."""
        previous = self.period.previous()
        if previous is None or previous.end < self.document.starts:
            return None
        return self.past.board(previous, previous.end)


def parse_period(policy: Policy, text: str) -> Period:
    """The period of ``policy`` that ``text`` names. Raises ValueError when it names none, or one outside."""
    period = Period.parse(text, campaign=(policy.starts, policy.ends))
    if period.end < policy.starts or period.start > policy.ends:
        raise ValueError(f"{policy.title}施行于{policy.starts}至{policy.ends}, 不含{period.title}")
    return period


def fold(
    facts: Facts, catalog: Catalog, policy: str, readings: Readings, period: Period, as_of: date | None = None
) -> Board:
    """Every snapshot of ``policy`` in ``period``, from facts up to ``as_of`` (at the latest the period's end).

    The order of ``facts`` makes no difference.
    """
    day = period.end if as_of is None else min(as_of, period.end)
    return Fold(facts, catalog, policy, readings).board(period, day)


class Fold:
    """The facts of one policy, sorted once, from which the boards of any period and day are sliced."""

    def __init__(self, facts: Facts, catalog: Catalog, policy: str, readings: Readings) -> None:
        self.document = catalog.policies[policy]
        self._facts = facts
        self._catalog = catalog
        self._readings = readings
        self._timelines = Timelines(facts, policy)
        self._enrolments: dict[UUID, list[Enrolment]] = defaultdict(list)
        for enrolment in sorted(facts.enrolments, key=lambda e: (e.since, e.id)):
            if enrolment.policy == policy:
                self._enrolments[enrolment.project].append(enrolment)
        self._boards: OrderedDict[tuple[Period, date], Board] = OrderedDict()
        self._keeping = Lock()

    def board(self, period: Period, day: date) -> Board:
        """The board of ``period`` at the end of ``day``."""
        # answers are worked out in several threads at once; slicing twice is only a waste
        with self._keeping:
            found = self._boards.get((period, day))
        if found is None:
            found = self._slice(period, day)
        with self._keeping:
            self._boards[period, day] = found
            self._boards.move_to_end((period, day))
            while len(self._boards) > MOST_BOARDS:
                self._boards.popitem(last=False)
        return found

    def _slice(self, period: Period, day: date) -> Board:
        policy, catalog = self.document.key, self._catalog
        projects = tuple(self._timelines.on(day))
        held = {project.id: self._tenures(project.id, day) for project in projects}
        claimed = {project.id: claimants(self._enrolments.get(project.id, ()), day) for project in projects}
        doubted = suspicions(catalog, policy, projects, claimed, self._facts.rulings, day)
        counting = _without(held, withheld(doubted))
        goals = goals_on(self._facts.goal_revisions, catalog, policy, day)
        facts = UnitFacts(self._facts, policy, period, day)
        of_unit = _by_unit(projects, counting)
        empty: AnySnapshot = Snapshot(
            policy=policy,
            group=None,
            unit=None,
            period=period,
            as_of=day,
            readings=self._readings,
            goals=goals.of("", ""),
        )
        return Board(
            policy=policy,
            period=period,
            as_of=day,
            readings=self._readings,
            units={
                (group.key, unit): replace(
                    empty,
                    group=group.key,
                    unit=unit,
                    goals=goals.of(group.key, unit),
                    projects=of_unit.get(unit, ()),
                    **facts.of(group.key, unit),
                )
                for group in catalog.groups_of(policy)
                for unit in group.units
            },
            whole=replace(empty, projects=_of_whole(projects, held, counting), **facts.of_whole()),
            double_claims=tuple(
                claim for claims in self._enrolments.values() for claim in double_claims(claims, day)
            ),
            claimants={project: units for project, units in claimed.items() if units},
            suspicions=doubted,
            goals=goals,
            past=self,
        )

    def _tenures(self, project: UUID, day: date) -> "Held":
        enrolments = self._enrolments.get(project)
        return tenures(enrolments, day, self._readings.shared_credit) if enrolments else {}


Held = dict[str, tuple[Tenure, ...]]
"""For each unit the stretches in which a share of a project counts for it."""


def _without(held: dict[UUID, Held], taken: dict[UUID, set[str]]) -> dict[UUID, Held]:
    """``held`` without what is withheld from units until a person has ruled (J6)."""
    if not taken:
        return held
    left = {
        project: {unit: stretches for unit, stretches in held[project].items() if unit not in units}
        for project, units in taken.items()
    }
    return held | left


def _of_whole(
    projects: Iterable[ProjectView], held: dict[UUID, Held], counting: dict[UUID, Held]
) -> tuple[ProjectView, ...]:
    """Every project of the jurisdiction with a full share, and those of others that are enrolled.

    What is withheld from every unit that it would count for has no share: else it would count twice for the whole.
    """
    return tuple(
        project.held(() if held[project.id] and not counting[project.id] else WHOLE)
        for project in projects
        if held[project.id] or not project.latest.home
    )


def _by_unit(projects: Iterable[ProjectView], held: dict[UUID, Held]) -> dict[str, tuple[ProjectView, ...]]:
    """The projects that each unit's rules see: those that count for it, and those of its applications.

    Public money may be applied for by another unit, and in a bundle with projects of other units; a project that
    a unit sees only for that counts for it with no share.
    """
    applied: dict[UUID, set[str]] = defaultdict(set)
    bundles: dict[str, set[UUID]] = defaultdict(set)
    for project in projects:
        for step in project.funding:
            applied[project.id] |= {step.applicant} - {""}
            if step.bundle:
                bundles[step.bundle].add(project.id)
    for bundled in bundles.values():
        together = set[str]().union(*(applied[one] | held[one].keys() for one in bundled))
        for one in bundled:
            applied[one] |= together
    seen: dict[str, list[ProjectView]] = defaultdict(list)
    for project in projects:
        of_units = held[project.id]
        for unit in sorted(of_units.keys() | applied.get(project.id, set())):
            seen[unit].append(project.held(of_units.get(unit, ())))
    return {unit: tuple(views) for unit, views in seen.items()}
