"""The query ``attainment``."""

from collections.abc import Iterable
from typing import Annotated

import strawberry
from strawberry import argument

from xiangmu.api.arguments import (
    PUBLISHED,
    AsKnownAt,
    AsOf,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    SomeGroup,
    SomeUnit,
    read_arguments,
)
from xiangmu.api.attainment.types import Attainment, AttainmentReport
from xiangmu.api.computation.building import computation_of
from xiangmu.api.context import Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.errors import not_found, quoted
from xiangmu.api.figures import Figures
from xiangmu.domain import attainment as domain
from xiangmu.plugin.targets import Target

SomeTarget = Annotated[str | None, argument(description="目标的键;不填为全部目标。")]


async def attainments_of(figures: Figures, targets: Iterable[Target]) -> tuple[domain.Attainment, ...]:
    """How far each of the policy's targets has come."""
    return await figures.derived.of("attainments", lambda: tuple(domain.attain(figures.board, targets)))


async def attainment(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    group: SomeGroup = None,
    unit: SomeUnit = None,
    target: SomeTarget = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> AttainmentReport:
    """Targets of the whole jurisdiction too, unless a group or a unit is asked for."""
    asked = await read_arguments(
        info.context,
        policy=policy,
        period=period,
        group=group,
        unit=unit,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
        shown=PUBLISHED,
    )
    targets = info.context.catalog.targets_of(policy)
    if target is not None and all(target != one.key for one in targets):
        raise not_found("target", f"{asked.policy.policy.title}没有目标{quoted(target)}")
    figures = await info.context.figures.answer(asked.question)
    found = await attainments_of(figures, targets)
    return AttainmentReport(
        attainments=[
            Attainment.of(one, asked.policy, figures.projects)
            for one in found
            if asked.group in (None, one.target.group)
            and asked.unit in (None, one.target.unit)
            and target in (None, one.target.key)
            and asked.sight.of_target(one.target.unit)
        ],
        notices=[notice for notice in asked.policy.notices if not notice.targets],
        computation=computation_of(figures, asked.policy),
    )


@strawberry.type
class AttainmentQueries:
    """Attainment."""

    attainment: AttainmentReport = strawberry.field(
        resolver=attainment,
        description="目标任务到考核期内某一天的完成情况,逐项列出所计的项目。不填分组和单位时含全辖区的目标。",
        metadata=FOLDING,
    )
