"""The query ``accountability``."""

import strawberry

from xiangmu.api.accountability.types import AccountabilityList, AccountableUnit, Shortfall
from xiangmu.api.arguments import (
    AsKnownAt,
    AsOf,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    SomeGroup,
    read_arguments,
)
from xiangmu.api.computation.building import computation_of
from xiangmu.api.context import Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.figures import Figures
from xiangmu.api.stated import StatedPolicy
from xiangmu.domain.accountability import accountable
from xiangmu.plugin import scoring


async def accountability(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    group: SomeGroup = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> list[AccountabilityList]:
    """The lists of the policy, with the units that have shortfalls."""
    asked = await read_arguments(
        info.context,
        policy=policy,
        period=period,
        group=group,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
    )
    rules = [
        rule for rule in info.context.catalog.accountability_of(policy) if asked.group in (None, rule.group)
    ]
    figures = await info.context.figures.answer(asked.question)
    return [await _list(figures, asked.policy, rule) for rule in rules]


async def _list(
    figures: Figures, policy: StatedPolicy, rule: scoring.AccountabilityList
) -> AccountabilityList:
    stated = policy.accountability[rule.key]
    found = await figures.derived.of(("accountability", rule.key), lambda: accountable(figures.board, rule))
    return AccountabilityList(
        key=stated.key,
        title=stated.title,
        group=stated.group,
        clause=stated.clause,
        units=[
            AccountableUnit(
                unit=policy.units[unit],
                shortfalls=[Shortfall.of(one, policy, figures.projects) for one in shortfalls],
            )
            for unit, shortfalls in found.items()
        ],
        computation=computation_of(figures, policy),
    )


@strawberry.type
class AccountabilityQueries:
    """Accountability lists."""

    accountability: list[AccountabilityList] = strawberry.field(
        resolver=accountability,
        description="问责名单:到考核期内某一天为止,哪些单位未达到要求、差在哪里。",
        metadata=FOLDING,
    )
