"""The queries ``scorecards`` and ``scorecard``."""

import strawberry

from xiangmu.api.arguments import (
    OWN_RESULTS,
    AsKnownAt,
    AsOf,
    GroupKey,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    SomeGroup,
    SomeUnit,
    UnitName,
    read_arguments,
)
from xiangmu.api.context import Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.outcomes import outcomes_of, scored_groups
from xiangmu.api.scorecards.building import scorecards_of
from xiangmu.api.scorecards.types import Scorecard


async def scorecards(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    group: SomeGroup = None,
    unit: SomeUnit = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> list[Scorecard]:
    """By group, in the order of its units."""
    asked = await read_arguments(
        info.context,
        policy=policy,
        period=period,
        group=group,
        unit=unit,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
        shown=OWN_RESULTS,
    )
    groups = scored_groups(info.context.catalog, asked.policy, asked.question.period, asked.group)
    return [
        card
        for outcome in await outcomes_of(info.context, asked.policy, asked.question, groups)
        for card in scorecards_of(outcome, asked.policy, asked.unit, asked.sight)
    ]


async def scorecard(
    info: Info,
    policy: PolicyKey,
    group: GroupKey,
    unit: UnitName,
    period: PeriodText,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> Scorecard:
    """The one card of a unit in a group and period."""
    cards = await scorecards(info, policy, period, group, unit, as_of, as_known_at, include_claimed)
    return cards[0]


@strawberry.type
class ScorecardQueries:
    """Scorecards."""

    scorecards: list[Scorecard] = strawberry.field(
        resolver=scorecards,
        description="一期的得分表:按分组和组内次序。由台账现算,公布过的并列公布稿。",
        metadata=FOLDING,
    )
    scorecard: Scorecard = strawberry.field(
        resolver=scorecard,
        description="一个单位在一个分组、一期的得分表:为什么得这些分,依据哪一条款、哪些事实。",
        metadata=FOLDING,
    )
