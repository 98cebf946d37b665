"""Order among the units of a group, and the awards that follow from it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from xiangmu.domain.scoring import Scorecard
from xiangmu.plugin.policy import AwardPassesOn, RankBy
from xiangmu.plugin.scoring import Award, Ranking, Standing
from xiangmu.plugin.value import value

Key = tuple[Fraction, ...]


@value
class Place:
    """Where a unit stands: ``position`` None when it cannot be ranked, for the reason in ``because``."""

    unit: str
    position: int | None
    tied: bool
    because: str
    standing: Standing | None = None


@value
class Prize:
    """An award that falls to a unit; ``rank`` is the place it counts for after disqualified units left."""

    unit: str
    award: Award
    rank: int


def positions(keys: Mapping[str, Key]) -> dict[str, int]:
    """The place of each unit, larger keys first; equal keys share a place and the next ones are skipped."""
    return {unit: 1 + sum(other > key for other in keys.values()) for unit, key in keys.items()}


def rank_cards(cards: Sequence[Scorecard], rank_by: RankBy) -> tuple[Place, ...]:
    """The cards in order of their totals; cards without a total stand last and have no place."""
    standings = {
        card.unit: Standing(by=(card.exact if rank_by is RankBy.EXACT else card.total,), because="")
        for card in cards
        if card.total is not None
    }
    return _places([card.unit for card in cards], standings, {c.unit: c.no_total for c in cards})


def rank_standings(ranking: Ranking, standings: Mapping[str, Standing]) -> tuple[Place, ...]:
    """The units in the order of a board's own measure."""
    missing = f"{ranking.title}未能计算"
    return _places(list(standings), standings, dict.fromkeys(standings, missing))


def _places(
    units: Sequence[str], standings: Mapping[str, Standing], without: Mapping[str, str]
) -> tuple[Place, ...]:
    place = positions({unit: standing.by for unit, standing in standings.items()})
    taken = list(place.values())
    found = [
        Place(
            unit=unit,
            position=place.get(unit),
            tied=taken.count(place[unit]) > 1 if unit in place else False,
            because=standings[unit].because if unit in standings else without[unit],
            standing=standings.get(unit),
        )
        for unit in units
    ]
    return tuple(sorted(found, key=lambda p: p.position if p.position is not None else len(found) + 1))


def prizes(
    places: Sequence[Place], awards: Sequence[Award], disqualified: frozenset[str], passes_on: AwardPassesOn
) -> tuple[Prize, ...]:
    """Who gets which award. A disqualified unit keeps its place; its award passes on unless told otherwise."""
    eligible = {p.unit: p for p in places if p.position is not None and p.unit not in disqualified}
    if passes_on is AwardPassesOn.YES:
        keys = {unit: (Fraction(-(place.position or 0)),) for unit, place in eligible.items()}
        ranks = positions(keys)
    else:
        ranks = {unit: place.position or 0 for unit, place in eligible.items()}
    return tuple(
        Prize(unit=unit, award=award, rank=rank)
        for unit, rank in ranks.items()
        for award in awards
        if award.first <= rank <= award.last
    )
