"""The query ``projectLights``."""

from typing import Annotated

import strawberry
from strawberry import argument

from xiangmu.api.arguments import (
    OWN_RESULTS,
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
from xiangmu.api.errors import not_found, quoted
from xiangmu.api.lights.types import LightCount, LightReport, LightRule, UnitLights
from xiangmu.api.lights.working_out import worked_out
from xiangmu.domain.lights import ProjectLights

SomeLight = Annotated[str | None, argument(description="灯的键;与 state 一起用,只看这盏灯。")]
InState = Annotated[
    list[str] | None, argument(description="只列有灯处于这些状态的项目,写状态的键;不填为全部。")
]


async def project_lights(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    unit: SomeUnit = None,
    light: SomeLight = None,
    state: InState = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> LightReport:
    """The lights of projects; of ``unit`` those of projects enrolled for it."""
    context = info.context
    asked = await read_arguments(
        context,
        policy=policy,
        period=period,
        unit=unit,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
        shown=OWN_RESULTS,
    )
    rules = context.catalog.lights_of(policy)
    if light is not None and light not in {rule.key for rule in rules}:
        raise not_found("light", f"{asked.policy.policy.title}没有灯{quoted(light)}")
    figures = await context.figures.answer(asked.question)
    async with context.database.reading() as connection:
        all_lights = await worked_out(connection, context.catalog, figures)
    found = [
        one
        for one in all_lights
        if (asked.unit is None or asked.unit in one.units)
        and one.project in figures.projects
        and _shows(one, light, state)
    ]
    return LightReport(
        policy=asked.policy,
        shown=figures.projects,
        found=found,
        rules=[LightRule.of(rule, asked.policy) for rule in rules],
        counts=LightCount.all_of(found, rules),
        units=[
            UnitLights(unit=asked.policy.units[key], projects=len(own), counts=LightCount.all_of(own, rules))
            for key in asked.policy.units
            if (own := [one for one in found if key in one.units])
        ],
        computation=computation_of(figures, asked.policy),
    )


def _shows(one: ProjectLights, light: str | None, states: list[str] | None) -> bool:
    shown = [lit for lit in one.lit if light in (None, lit.rule.key)]
    return bool(shown) and (states is None or any(lit.light.state.key in states for lit in shown))


@strawberry.type
class LightQueries:
    """Lights of projects."""

    project_lights: LightReport = strawberry.field(
        resolver=project_lights,
        description="项目亮灯:到考核期内某一天,每个项目的计划节点、投资、形象进度、手续、问题、久无进展各亮什么灯,为什么。",
        metadata=FOLDING,
    )
