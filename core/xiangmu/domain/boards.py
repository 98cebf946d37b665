"""The boards (榜) of a period: rankings by measures, classes of rankings, and the best and the slowest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from xiangmu.catalog import Catalog
from xiangmu.domain.attainment import attain_each
from xiangmu.domain.fold import Board
from xiangmu.domain.outcome import Outcome
from xiangmu.domain.ranking import Place, positions, rank
from xiangmu.plugin.measures import Measure
from xiangmu.plugin.points import printed
from xiangmu.plugin.scoring import Direction, Ranking, RankingClass, Roll, Standing, TargetsMet
from xiangmu.plugin.snapshot import AnySnapshot
from xiangmu.plugin.value import value

Places = dict[str, tuple[Place, ...]]
"""By key of a ranking or of a class."""


def boards_of(catalog: Catalog, board: Board) -> Places:
    """Every ranking by a measure of its own, and every class, that is switched on and of the kind of the board's
    period; with the places of the previous period where there is one."""
    now = _places(catalog, board)
    earlier = board.before() if now else None
    if earlier is None:
        return now
    before = _places(catalog, earlier)
    return {key: _with_previous(places, before.get(key, ())) for key, places in now.items()}


def _places(catalog: Catalog, board: Board) -> Places:
    taken = _Taken(catalog, board)
    kind = board.period.kind
    rankings = (
        one.key for one in catalog.rankings_of(board.policy) if one.measure and one.period_kind is kind
    )
    classes = (one.key for one in catalog.classes_of(board.policy) if one.period_kind is kind)
    return {key: taken.places(key) for key in (*rankings, *classes) if taken.is_on(key)}


def _with_previous(places: Sequence[Place], before: Sequence[Place]) -> tuple[Place, ...]:
    earlier = {place.unit: place.position for place in before}
    return tuple(replace(place, previous=earlier.get(place.unit)) for place in places)


class _Taken:
    """The rankings and classes of one board, each worked out once."""

    def __init__(self, catalog: Catalog, board: Board) -> None:
        self._board = board
        every: tuple[Ranking | RankingClass, ...]
        every = (*catalog.rankings_of(board.policy), *catalog.classes_of(board.policy))
        self._stated = {one.key: one for one in every}
        self._places: Places = {}

    def is_on(self, key: str) -> bool:
        """Whether the readings let a ranking or class appear."""
        on = self._stated[key].on
        return on is None or on(self._board.readings)

    def places(self, key: str) -> tuple[Place, ...]:
        """The places by a ranking or class."""
        if key not in self._places:
            stated = self._stated[key]
            self._places[key] = (
                self._by_members(stated)
                if isinstance(stated, RankingClass)
                else _by_measure(self._board, stated)
            )
        return self._places[key]

    def _by_members(self, stated: RankingClass) -> tuple[Place, ...]:
        weights = stated.weights(self._board.readings) if stated.weights else {}
        members = [
            _Member(title=self._stated[key].title, weight=weights.get(key, 1), values=self._values(key))
            for key in stated.members
            if self.is_on(key)
        ]
        units = [snapshot.unit or "" for snapshot in self._board.group(stated.group)]
        means = {unit: _mean(unit, members) for unit in units}
        standings = {unit: mean for unit, mean in means.items() if mean is not None}
        return rank(units, standings, dict.fromkeys(units, "各项均未排名, 不参加综合排名"), Direction.LOWER)

    def _values(self, key: str) -> dict[str, Fraction]:
        """What a member contributes for each unit: its place in a ranking, its mean in a class."""
        places = self.places(key)
        if isinstance(self._stated[key], RankingClass):
            return {place.unit: place.standing.by[0] for place in places if place.standing}
        return {place.unit: Fraction(place.position) for place in places if place.position is not None}


@value
class _Member:
    title: str
    weight: int
    values: Mapping[str, Fraction]


def _mean(unit: str, members: Sequence[_Member]) -> Standing | None:
    """The weighted mean of what the members say of the unit, of as many as say anything."""
    having = [member for member in members if member.weight and unit in member.values]
    if not having:
        return None
    weights = sum(member.weight for member in having)
    mean = sum((member.values[unit] * member.weight for member in having), Fraction(0)) / weights
    listed = "、".join(f"{member.title}{printed(member.values[unit])}" for member in having)
    missing = [member.title for member in members if member.weight and unit not in member.values]
    without = f"; 未排名的不计: {'、'.join(missing)}" if missing else ""
    return Standing(by=(mean,), because=f"{len(having)}项位次的加权平均为{printed(mean)}({listed}){without}")


def _by_measure(board: Board, ranking: Ranking) -> tuple[Place, ...]:
    found = {
        snapshot.unit or "": _standing(board, ranking, snapshot) for snapshot in board.group(ranking.group)
    }
    standings = {unit: standing for unit, standing in found.items() if standing.by}
    apart = {unit: standing.because for unit, standing in found.items()}
    return rank(list(found), standings, apart, ranking.direction)


def _standing(board: Board, ranking: Ranking, snapshot: AnySnapshot) -> Standing:
    match ranking.measure:
        case Measure() as measure:
            found = measure.of(snapshot, board.whole)
            by = () if found.amount is None else (found.amount,)
            return Standing(
                by=by,
                because=found.because,
                evidence=found.evidence,
                base_evidence=found.base_evidence,
            )
        case TargetsMet() as met:
            return _by_targets(board, met, ranking.group, snapshot.unit or "")
        case None:
            raise ValueError(f"榜 {ranking.key} 按总分排, 没有自己的指标")
        case formula:
            return formula(snapshot)


def _by_targets(board: Board, met: TargetsMet, group: str, unit: str) -> Standing:
    own = (target for target in met.targets if (target.group, target.unit) == (group, unit))
    found = list(attain_each(board, own))
    if not found:
        return Standing(by=(), because="没有到期的目标任务")
    reached = sum(one.outcome is Outcome.MET for one in found)
    rates = [one.rate for one in found if one.rate is not None]
    mean = sum(rates, Fraction(0)) / len(rates) if rates else Fraction(0)
    said = f"平均完成率{printed(mean * 100)}%({len(rates)}项可算)" if rates else "完成率均无从计算"
    return Standing(by=(Fraction(reached), mean), because=f"{len(found)}项目标任务完成{reached}项, {said}")


def best_and_slowest(roll: Roll, places: Sequence[Place]) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The first and the last places of a board; ties at the edge stand together, and nobody stands on both sides."""
    placed = [place for place in places if place.position is not None]
    best = tuple(place for place in placed if (place.position or 0) <= roll.best)
    behind = _positions_from_the_end(placed)
    slowest = (place for place in placed if behind[place.unit] <= roll.worst and place not in best)
    return best, tuple(slowest)


def _positions_from_the_end(placed: Sequence[Place]) -> dict[str, int]:
    keys = {place.unit: (Fraction(place.position or 0),) for place in placed}
    return positions(keys, Direction.HIGHER)
