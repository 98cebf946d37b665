"""The query ``dutyGaps``."""

import strawberry

from xiangmu.api.arguments import (
    AsKnownAt,
    AsOf,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    SomeUnit,
    read_arguments,
)
from xiangmu.api.computation.building import computation_of
from xiangmu.api.context import Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.duties.types import DutyGap, DutyReport
from xiangmu.domain.duties import gaps


async def duty_gaps(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    unit: SomeUnit = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> DutyReport:
    """What the rules on duties find; of ``unit`` its own gaps and those of projects enrolled for it."""
    asked = await read_arguments(
        info.context,
        policy=policy,
        period=period,
        unit=unit,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
    )
    figures = await info.context.figures.answer(asked.question)
    found = await figures.derived.of("duties", lambda: tuple(gaps(info.context.catalog, figures.board)))
    return DutyReport(
        rules=list(asked.policy.rules.duties.values()),
        gaps=[
            DutyGap.of(gap, asked.policy, figures.projects)
            for gap in found
            if (asked.unit is None or asked.unit in gap.units)
            and (gap.project is None or gap.project in figures.projects)
        ],
        computation=computation_of(figures, asked.policy),
    )


@strawberry.type
class DutyQueries:
    """Duties on record."""

    duty_gaps: DutyReport = strawberry.field(
        resolver=duty_gaps,
        description="责任在册情况:到考核期内某一天,哪些项目和单位的领导包联、专班、责任人缺了或重了。",
        metadata=FOLDING,
    )
