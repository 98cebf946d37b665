"""The query ``suspectedDuplicates``."""

from typing import Annotated

import strawberry
from strawberry import argument

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
from xiangmu.api.duplicates.types import DuplicateReport, SuspectedDuplicate
from xiangmu.api.enums import Verdict

SomeVerdicts = Annotated[list[Verdict] | None, argument(description="只要这样认定的;不填为全部。")]


async def suspected_duplicates(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    unit: SomeUnit = None,
    verdict: SomeVerdicts = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> DuplicateReport:
    """The pairs on the last day seen; of ``unit`` those whose project must not repeat another's."""
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
    return DuplicateReport(
        pairs=[
            SuspectedDuplicate.of(pair, asked.policy, figures.projects)
            for pair in figures.board.suspicions
            if (asked.unit is None or asked.unit in pair.units)
            and (verdict is None or pair.verdict in verdict)
            and pair.project in figures.projects
            and pair.other in figures.projects
        ],
        computation=computation_of(figures, asked.policy),
    )


@strawberry.type
class DuplicateQueries:
    """Suspected duplicates."""

    suspected_duplicates: DuplicateReport = strawberry.field(
        resolver=suspected_duplicates,
        description="疑似重复的项目:代码相同,或名称和地点都相同,而文件不许重复的。"
        "认定用 duplicateDecide;认定之前不计入。",
        metadata=FOLDING,
    )
