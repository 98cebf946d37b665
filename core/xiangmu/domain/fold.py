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
from xiangmu.plugin.periods import Period, PeriodKind
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
    every: list[ProjectView] = []
    of_unit: dict[str, list[ProjectView]] = defaultdict(list)
    for project in histories(facts, policy, day):
        every.append(replace(project, tenures=WHOLE))
        for unit, stretches in tenures(enrolments[project.id], day, readings.shared_credit).items():
            of_unit[unit].append(replace(project, tenures=stretches))
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
            projects=tuple(of_unit[unit]),
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
        whole=replace(empty, goals=catalog.goals(policy, "", ""), projects=tuple(every)),
        double_claims=tuple(claims),
    )


class _OfUnits:
    """The facts about units that fall into one period, found once for all units."""

    def __init__(self, facts: Facts, policy: str, period: Period, as_of: date) -> None:
        def within(events: Iterable[E]) -> dict[str, tuple[E, ...]]:
            held = (event for event in events if event.on in period and event.on <= as_of)
            return _grouped(held, lambda event: event.unit, lambda event: (event.on, event.id))

        asked = {str(period), str(Period.holding(PeriodKind.YEAR, period.start))}
        judged = (j for j in facts.judgements if j.policy == policy and j.period == str(period))
        cast = (b for b in facts.ballots if b.policy == policy and b.period in asked)
        self._events: dict[str, dict[str, tuple[Any, ...]]] = {
            "meetings": within(facts.meetings),
            "praises": within(facts.praises),
            "criticisms": within(facts.criticisms),
            "harms": within(facts.harms),
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
