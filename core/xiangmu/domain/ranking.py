"""Order among the units of a group, and the awards that follow from it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated

from xiangmu.domain.scoring import Scorecard
from xiangmu.plugin.policy import AwardPassesOn, RankBy
from xiangmu.plugin.scoring import Award, Direction, Standing
from xiangmu.plugin.value import LATER, value

Key = tuple[Fraction, ...]


@value
class Place:
    """Where a unit stands: ``position`` None when it cannot be ranked, for the reason in ``because``."""

    unit: str
    position: int | None
    tied: bool
    because: str
    standing: Standing | None = None
    previous: Annotated[int | None, LATER] = None
    """The place in the previous period of the same kind; None when there is none."""

    @property
    def change(self) -> int | None:
        """By how many places the unit has risen; less than 0 when it fell."""
        return None if self.position is None or self.previous is None else self.previous - self.position


@value
class Prize:
    """An award that falls to a unit; ``rank`` is the place it counts for after disqualified units left."""

    unit: str
    award: Award
    rank: int


def positions(keys: Mapping[str, Key], direction: Direction = Direction.HIGHER) -> dict[str, int]:
    """The place of each unit; equal keys share a place and the next ones are skipped."""
    places: dict[Key, int] = {}
    for place, key in enumerate(sorted(keys.values(), reverse=direction is Direction.HIGHER), 1):
        places.setdefault(key, place)
    return {unit: places[key] for unit, key in keys.items()}


def rank_cards(cards: Sequence[Scorecard], rank_by: RankBy) -> tuple[Place, ...]:
    """The cards in order of their totals; cards without a total stand last and have no place."""
    standings = {
        card.unit: Standing(by=(card.exact if rank_by is RankBy.EXACT else card.total,), because="")
        for card in cards
        if card.total is not None
    }
    untotalled = {card.unit: card.no_total for card in cards if card.total is None}
    return rank([card.unit for card in cards], standings, untotalled)


def rank(
    units: Sequence[str],
    standings: Mapping[str, Standing],
    apart: Mapping[str, str],
    direction: Direction = Direction.HIGHER,
) -> tuple[Place, ...]:
    """The units in order of their standings; those without one stand last, with their reason in ``apart``."""
    place = positions({unit: standing.by for unit, standing in standings.items()}, direction)
    taken = Counter(place.values())
    found = [
        Place(
            unit=unit,
            position=place.get(unit),
            tied=unit in place and taken[place[unit]] > 1,
            because=standings[unit].because if unit in standings else apart[unit],
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
