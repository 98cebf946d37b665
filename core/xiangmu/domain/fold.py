"""Facts → the snapshots that rules see: one for every unit of every group, and one for the whole jurisdiction."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, TypeVar
from uuid import UUID

from xiangmu.catalog import Catalog
from xiangmu.domain.tenure import double_claims, tenures
from xiangmu.domain.timeline import histories
from xiangmu.plugin.facts import Ballot, Enrolment, Facts, Judgement
from xiangmu.plugin.periods import Period, PeriodKind, year_start
from xiangmu.plugin.policy import Policy, Readings
from xiangmu.plugin.snapshot import ProjectView, Snapshot, Tenure
from xiangmu.plugin.value import value

WHOLE = (Tenure(since=date.min, until=None, share=Fraction(1)),)


class _OnDay(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def unit(self) -> str: ...
    @property
    def on(self) -> date: ...


E = TypeVar("E", bound=_OnDay)


@value
class Board:
    """One policy in one period: what every unit's rules may look at."""

    policy: str
    period: Period
    as_of: date
    readings: Readings
    units: dict[tuple[str, str], Snapshot[Any]]
    """By (group, unit), in the order of the policy's groups."""
    whole: Snapshot[Any]
    """The jurisdiction as a whole."""
    double_claims: tuple[Enrolment, ...]
    """Enrolments of which several units claim the same project; undecided."""

    def group(self, group: str) -> tuple[Snapshot[Any], ...]:
        """The snapshots of one group's units, in the group's order."""
        return tuple(snapshot for (key, _), snapshot in self.units.items() if key == group)


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
    enrolments: dict[UUID, list[Enrolment]] = defaultdict(list)
    for enrolment in sorted(facts.enrolments, key=lambda e: (e.since, e.id)):
        if enrolment.policy == policy:
            enrolments[enrolment.project].append(enrolment)
    projects = tuple(histories(facts, policy, day))
    held = {project.id: tenures(enrolments[project.id], day, readings.shared_credit) for project in projects}
    of_unit = _by_unit(projects, held)
    empty: Snapshot[Any] = Snapshot(
        policy=policy, group=None, unit=None, period=period, as_of=day, readings=readings, goals={}
    )
    of_units = _OfUnits(facts, policy, period, day)
    snapshots = {
        (group.key, unit): replace(
            empty,
            group=group.key,
            unit=unit,
            goals=catalog.goals(policy, group.key, unit),
            projects=of_unit.get(unit, ()),
            **of_units.of(group.key, unit),
        )
        for group in catalog.groups_of(policy)
        for unit in group.units
    }
    claims = (claim for claimed in enrolments.values() for claim in double_claims(claimed, day))
    return Board(
        policy=policy,
        period=period,
        as_of=day,
        readings=readings,
        units=snapshots,
        whole=replace(
            empty,
            goals=catalog.goals(policy, "", ""),
            projects=tuple(
                replace(project, tenures=WHOLE)
                for project in projects
                if held[project.id] or not project.latest.home
            ),
        ),
        double_claims=tuple(claims),
    )


def _by_unit(
    projects: Iterable[ProjectView], held: dict[UUID, dict[str, tuple[Tenure, ...]]]
) -> dict[str, tuple[ProjectView, ...]]:
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
        for unit in sorted(held[project.id].keys() | applied[project.id]):
            seen[unit].append(replace(project, tenures=held[project.id].get(unit, ())))
    return {unit: tuple(views) for unit, views in seen.items()}


class _OfUnits:
    """The facts about units in the year of one period, found once for all units.

    Rules look at the whole year: a matter that came up before the period is not a new one.
    """

    def __init__(self, facts: Facts, policy: str, period: Period, as_of: date) -> None:
        first = year_start(period.start)

        def of_year(events: Iterable[E]) -> dict[str, tuple[E, ...]]:
            past = (event for event in events if first <= event.on <= as_of)
            return _grouped(past, lambda event: event.unit, lambda event: (event.on, event.id))

        asked = {str(period), str(Period.holding(PeriodKind.YEAR, period.start))}
        judged = (j for j in facts.judgements if j.policy == policy and j.period == str(period))
        cast = (b for b in facts.ballots if b.policy == policy and b.period in asked)
        self._events: dict[str, dict[str, tuple[Any, ...]]] = {
            "meetings": of_year(facts.meetings),
            "praises": of_year(facts.praises),
            "criticisms": of_year(facts.criticisms),
            "harms": of_year(facts.harms),
            "ballots": _grouped(cast, _ballot_unit, lambda ballot: ballot.id),
        }
        self._judgements = _grouped(judged, lambda j: (j.group, j.unit), _judgement_order)

    def of(self, group: str, unit: str) -> dict[str, Any]:
        """The fields of a snapshot that hold facts about the unit."""
        events: dict[str, Any] = {field: by_unit.get(unit, ()) for field, by_unit in self._events.items()}
        return events | {"judgements": self._judgements.get((group, unit), ())}


T = TypeVar("T")
K = TypeVar("K")


def _grouped(facts: Iterable[T], key: Callable[[T], K], order: Callable[[T], Any]) -> dict[K, tuple[T, ...]]:
    found: dict[K, list[T]] = defaultdict(list)
    for fact in facts:
        found[key(fact)].append(fact)
    return {name: tuple(sorted(group, key=order)) for name, group in found.items()}


def _ballot_unit(ballot: Ballot) -> str:
    return ballot.unit


def _judgement_order(judgement: Judgement) -> tuple[str, str, UUID]:
    return judgement.item, judgement.matter, judgement.id
