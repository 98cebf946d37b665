"""Facts about units → the fields of a snapshot, found once for all units."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Protocol, TypeVar
from uuid import UUID

from xiangmu.domain.timeline import held_by
from xiangmu.plugin.facts import Ballot, Facts, IndicatorReading, Judgement
from xiangmu.plugin.measures import period_of
from xiangmu.plugin.periods import Period, PeriodKind, year_start


class _OnDay(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def unit(self) -> str: ...
    @property
    def on(self) -> date: ...


E = TypeVar("E", bound=_OnDay)
T = TypeVar("T")
K = TypeVar("K")


class UnitFacts:
    """The facts about units in the year of one period.

    Rules look at the whole year: a matter that came up before the period is not a new one.
    """

    def __init__(self, facts: Facts, policy: str, period: Period, as_of: date) -> None:
        first = year_start(period.start)

        def of_year(events: Iterable[E]) -> Mapping[str, tuple[E, ...]]:
            return _grouped((e for e in events if first <= e.on <= as_of), _unit, _in_order)

        asked = {str(period), str(Period.holding(PeriodKind.YEAR, period.start))}
        judged = (j for j in facts.judgements if j.policy == policy and j.period == str(period))
        cast = (b for b in facts.ballots if b.policy == policy and b.period in asked)
        self._of_year: dict[str, Mapping[str, tuple[Any, ...]]] = {
            "meetings": of_year(facts.meetings),
            "praises": of_year(facts.praises),
            "criticisms": of_year(facts.criticisms),
            "harms": of_year(facts.harms),
        }
        promised = (c for c in facts.commitments if c.policy == policy and c.on <= as_of)
        found = (one.seen_on(as_of) for one in facts.findings if one.policy == policy and one.on <= as_of)
        duties = (duty for duty in facts.assignments if duty.project is None and duty.since <= as_of)
        read = (one for one in facts.indicators if period_of(one).end <= as_of)
        self._standing: dict[str, Mapping[str, tuple[Any, ...]]] = {
            "ballots": _grouped(cast, _ballot_unit, lambda ballot: ballot.id),
            "indicators": _grouped(read, lambda one: one.unit, _reading_order),
            "assignments": _grouped(held_by(duties, as_of), lambda d: d.unit, lambda d: (d.since, d.id)),
            "commitments": _grouped(promised, _unit, _in_order),
            "findings": _grouped(found, _unit, _in_order),
        }
        self._judgements = _grouped(judged, lambda j: (j.group, j.unit), _judgement_order)

    def of(self, group: str, unit: str) -> dict[str, Any]:
        """The fields of a snapshot that hold facts about the unit."""
        every = self._of_year | self._standing
        found: dict[str, Any] = {field: by_unit.get(unit, ()) for field, by_unit in every.items()}
        return found | {"judgements": self._judgements.get((group, unit), ())}

    def of_whole(self) -> dict[str, Any]:
        """The fields of the whole jurisdiction's snapshot: what any unit did, promised or has to
        rectify, and the readings of all."""
        every = self._of_year | {field: self._standing[field] for field in ("commitments", "findings")}
        everyone: dict[str, Any] = {
            field: tuple(sorted((event for events in by_unit.values() for event in events), key=_in_order))
            for field, by_unit in every.items()
        }
        return everyone | {"indicators": self._standing["indicators"].get("", ())}


def _grouped(facts: Iterable[T], key: Callable[[T], K], order: Callable[[T], Any]) -> dict[K, tuple[T, ...]]:
    found: dict[K, list[T]] = defaultdict(list)
    for fact in facts:
        found[key(fact)].append(fact)
    return {name: tuple(sorted(group, key=order)) for name, group in found.items()}


def _unit(event: _OnDay) -> str:
    return event.unit


def _in_order(event: _OnDay) -> tuple[date, UUID]:
    return event.on, event.id


def _ballot_unit(ballot: Ballot) -> str:
    return ballot.unit


def _judgement_order(judgement: Judgement) -> tuple[str, str, UUID]:
    return judgement.item, judgement.matter, judgement.id


def _reading_order(one: IndicatorReading) -> tuple[date, date, UUID]:
    period = period_of(one)
    return period.end, period.start, one.id
