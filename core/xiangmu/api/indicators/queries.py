"""The query ``indicators``."""

from collections.abc import Iterator
from typing import Annotated

import strawberry
from strawberry import argument

from xiangmu.api.arguments import (
    PUBLISHED,
    Asked,
    AsKnownAt,
    AsOf,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    SomeUnit,
    read_arguments,
)
from xiangmu.api.attainment.queries import attainments_of
from xiangmu.api.attainment.types import Attainment
from xiangmu.api.computation.building import computation_of
from xiangmu.api.context import Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.errors import not_found, quoted
from xiangmu.api.figures import Figures
from xiangmu.api.indicators.types import IndicatorFigures, IndicatorReport, ReadingOfPeriod
from xiangmu.plugin.measures import Indicator, period_of
from xiangmu.plugin.periods import year_start
from xiangmu.plugin.snapshot import AnySnapshot

SomeIndicator = Annotated[str | None, argument(description="指标的键;不填为全部指标。")]


async def indicators(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    key: SomeIndicator = None,
    unit: SomeUnit = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> IndicatorReport:
    """What was read in the year of the period, beside the year before, and the targets that rest on it."""
    asked = await read_arguments(
        info.context,
        policy=policy,
        period=period,
        unit=unit,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
        shown=PUBLISHED,
    )
    stated = [one for one in info.context.catalog.indicators_of(policy) if key in (None, one.key)]
    if key is not None and not stated:
        raise not_found("key", f"{asked.policy.policy.title}没有指标{quoted(key)}")
    figures = await info.context.figures.answer(asked.question)
    attained = [
        one
        for one in await attainments_of(figures, info.context.catalog.targets_of(policy))
        if asked.unit in (None, one.target.unit) and asked.sight.of_target(one.target.unit)
    ]
    return IndicatorReport(
        indicators=[
            IndicatorFigures(
                indicator=asked.policy.rules.indicators[indicator.key],
                readings=list(_readings(figures, asked, indicator)),
                targets=[
                    Attainment.of(one, asked.policy, figures.projects)
                    for one in attained
                    if indicator.key in one.target.measure.indicators
                ],
            )
            for indicator in stated
        ],
        computation=computation_of(figures, asked.policy),
    )


def _readings(figures: Figures, asked: Asked, indicator: Indicator) -> Iterator[ReadingOfPeriod]:
    board = figures.board
    of_units = board.group(indicator.of_units) if indicator.of_units else ()
    for snapshot in (board.whole, *of_units):
        if asked.unit in (None, snapshot.unit) and asked.sight.of_target(snapshot.unit or ""):
            yield from _of_snapshot(snapshot, asked, indicator)


def _of_snapshot(snapshot: AnySnapshot, asked: Asked, indicator: Indicator) -> Iterator[ReadingOfPeriod]:
    found = {period_of(one): one for one in snapshot.indicators if one.indicator == indicator.key}
    for period, reading in found.items():
        if period.start >= year_start(snapshot.period.start):
            yield ReadingOfPeriod.of(reading, found.get(period.year_before()), indicator, asked.policy)


@strawberry.type
class IndicatorQueries:
    """Indicators."""

    indicators: IndicatorReport = strawberry.field(
        resolver=indicators,
        description="指标情况表:考核期所在年内已结束各期的读数,与上年同期比较,并列出据以考核的目标任务。",
        metadata=FOLDING,
    )
