"""The query ``boards``."""

from collections.abc import Iterator, Sequence

import strawberry

from xiangmu.api.arguments import (
    Asked,
    AsKnownAt,
    AsOf,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    SomeGroup,
    read_arguments,
)
from xiangmu.api.boards.types import Board, BoardMember, Roll
from xiangmu.api.computation.building import computation_of
from xiangmu.api.context import Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.figures import Figures
from xiangmu.api.outcomes import Outcome, outcomes_of
from xiangmu.api.places.types import Place
from xiangmu.api.scorecards.building import place_of, publication_of
from xiangmu.catalog import Catalog
from xiangmu.domain import ranking
from xiangmu.domain.boards import best_and_slowest
from xiangmu.plugin.scoring import Ranking, RankingClass


async def boards(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    group: SomeGroup = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> list[Board]:
    """The boards of the period's kind that are switched on, in the order stated, then those made of them."""
    asked = await read_arguments(
        info.context,
        policy=policy,
        period=period,
        group=group,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
    )
    catalog = info.context.catalog
    every: tuple[Ranking | RankingClass, ...] = (*catalog.rankings_of(policy), *catalog.classes_of(policy))
    stated = [
        one
        for one in every
        if one.period_kind is asked.question.period.kind and asked.group in (None, one.group)
    ]
    by_total = [one.group for one in stated if _by_total(one)]
    outcomes = {
        outcome.group: outcome
        for outcome in await outcomes_of(info.context, asked.policy, asked.question, by_total)
    }
    measured = len(by_total) < len(stated)
    figures = await info.context.figures.answer(asked.question) if measured else None
    found = _Boards(catalog, asked, outcomes, figures)
    return [found.board(one) for one in stated if found.is_on(one)]


def _by_total(stated: Ranking | RankingClass) -> bool:
    return isinstance(stated, Ranking) and stated.measure is None


class _Boards:
    """The boards of one question: ``figures`` are there when one of them has a measure of its own."""

    def __init__(
        self, catalog: Catalog, asked: Asked, outcomes: dict[str, Outcome], figures: Figures | None
    ) -> None:
        self._catalog = catalog
        self._asked = asked
        self._outcomes = outcomes
        self._figures = figures

    def is_on(self, stated: Ranking | RankingClass) -> bool:
        """Whether the readings let the board appear."""
        return _by_total(stated) or bool(self._figures and stated.key in self._figures.standings)

    def board(self, stated: Ranking | RankingClass) -> Board:
        """One board."""
        rule = self._asked.policy.boards[stated.key]
        outcome = self._outcomes[stated.group] if _by_total(stated) else None
        places = outcome.places if outcome else self._given.standings[stated.key]
        shown = self._by_total(outcome) if outcome else self._by_measure(places)
        return Board(
            key=rule.key,
            title=rule.title,
            group=rule.group,
            basis=rule.basis,
            direction=rule.direction,
            reading=rule.reading,
            clause=rule.clause,
            members=list(self._members(stated)) if isinstance(stated, RankingClass) else [],
            places=list(shown.values()),
            rolls=list(self._rolls(stated, places, shown)),
            publication=publication_of(outcome, self._asked.policy) if outcome else None,
            computation=outcome.computation if outcome else computation_of(self._given, self._asked.policy),
        )

    @property
    def _given(self) -> Figures:
        if self._figures is None:
            raise TypeError("a board with a measure of its own needs figures")
        return self._figures

    def _by_total(self, outcome: Outcome) -> dict[str, Place]:
        totals = {card.unit: card.total for card in outcome.cards}
        return {
            place.unit: place_of(outcome, self._asked.policy, place, totals[place.unit])
            for place in outcome.places
        }

    def _by_measure(self, places: Sequence[ranking.Place]) -> dict[str, Place]:
        units, projects = self._asked.policy.units, self._given.projects
        return {place.unit: Place.of(place, units[place.unit], projects) for place in places}

    def _members(self, stated: RankingClass) -> Iterator[BoardMember]:
        weights = stated.weights(self._given.board.readings) if stated.weights else {}
        for key in stated.members:
            if key not in self._given.standings:
                continue
            title = self._asked.policy.boards[key].title
            yield BoardMember(key=key, title=title, weight=weights.get(key, 1))

    def _rolls(
        self, stated: Ranking | RankingClass, places: Sequence[ranking.Place], shown: dict[str, Place]
    ) -> Iterator[Roll]:
        for roll in self._catalog.rolls_of(stated.policy):
            if roll.ranking == stated.key:
                best, slowest = best_and_slowest(roll, places)
                yield Roll(
                    key=roll.key,
                    title=roll.title,
                    clause=self._asked.policy.clauses[roll.clause],
                    best=[shown[place.unit] for place in best],
                    slowest=[shown[place.unit] for place in slowest],
                )


@strawberry.type
class BoardQueries:
    """Boards."""

    boards: list[Board] = strawberry.field(
        resolver=boards,
        description="一期的榜:文件明定的排名和系统推算的榜,各注明来历。月度榜用月份查,年度榜用年份查。"
        "口径没有开启的不列。",
        metadata=FOLDING,
    )
