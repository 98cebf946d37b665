"""The query ``boards``."""

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
from xiangmu.api.boards.types import Board
from xiangmu.api.cards.types import BoardRule
from xiangmu.api.computation.building import computation_of
from xiangmu.api.computation.types import Computation
from xiangmu.api.context import Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.figures import Figures
from xiangmu.api.outcomes import Outcome, outcomes_of
from xiangmu.api.places.types import Place
from xiangmu.api.publications.types import Publication
from xiangmu.api.scorecards.building import place_of, publication_of
from xiangmu.plugin.scoring import Ranking


async def boards(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    group: SomeGroup = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> list[Board]:
    """The boards of the period's kind, in the order stated."""
    asked = await read_arguments(
        info.context,
        policy=policy,
        period=period,
        group=group,
        unit=None,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
    )
    rankings = [
        ranking
        for ranking in info.context.catalog.rankings_of(policy)
        if ranking.period_kind is asked.question.period.kind and asked.group in (None, ranking.group)
    ]
    by_total = [ranking.group for ranking in rankings if ranking.measure is None]
    outcomes = {
        outcome.group: outcome
        for outcome in await outcomes_of(info.context, asked.policy, asked.question, by_total)
    }
    measured = [ranking.key for ranking in rankings if ranking.measure]
    figures = await info.context.figures.answer(asked.question) if measured else None
    return [
        _by_measure(asked, ranking, figures)
        if ranking.measure and figures
        else _by_total(asked, ranking, outcomes[ranking.group])
        for ranking in rankings
    ]


def _by_total(asked: Asked, ranking: Ranking, outcome: Outcome) -> Board:
    totals = {card.unit: card.total for card in outcome.cards}
    return _board(
        asked.policy.boards[ranking.key],
        [place_of(outcome, asked.policy, place, totals[place.unit]) for place in outcome.places],
        outcome.computation,
        publication_of(outcome, asked.policy),
    )


def _by_measure(asked: Asked, ranking: Ranking, figures: Figures) -> Board:
    places = figures.standings[ranking.key]
    return _board(
        asked.policy.boards[ranking.key],
        [Place.of(place, asked.policy.units[place.unit], figures.projects) for place in places],
        computation_of(figures, asked.policy),
        None,
    )


def _board(
    stated: BoardRule, places: list[Place], computation: Computation, publication: Publication | None
) -> Board:
    return Board(
        key=stated.key,
        title=stated.title,
        group=stated.group,
        basis=stated.basis,
        clause=stated.clause,
        places=places,
        publication=publication,
        computation=computation,
    )


@strawberry.type
class BoardQueries:
    """Boards."""

    boards: list[Board] = strawberry.field(
        resolver=boards,
        description="一期的榜:文件明定的排名和系统推算的榜,各注明来历。月度榜用月份查,年度榜用年份查。",
        metadata=FOLDING,
    )
