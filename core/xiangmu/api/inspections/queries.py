"""The queries ``inspectionRules`` and ``inspectionCoverage``."""

from fractions import Fraction

import strawberry

from xiangmu.api.arguments import (
    PUBLISHED,
    AsKnownAt,
    AsOf,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    find_policy,
    read_arguments,
)
from xiangmu.api.computation.building import computation_of
from xiangmu.api.context import Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.inspections.types import InspectionCoverage, InspectionRules, ToInspect


def inspection_rules(info: Info, policy: PolicyKey) -> InspectionRules:
    """As the policy states them, or as they are where it states none."""
    stated = find_policy(info.context, policy, PUBLISHED)
    return InspectionRules.of(info.context.catalog.inspection_rules_of(policy), stated)


async def inspection_coverage(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> InspectionCoverage:
    """Which projects were inspected in the period, until the day seen."""
    asked = await read_arguments(
        info.context,
        policy=policy,
        period=period,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
    )
    context = info.context
    figures = await context.figures.answer(asked.question)
    rules, board = context.catalog.inspection_rules_of(policy), figures.board
    due = await figures.derived.of(
        "inspected",
        lambda: tuple(project for project in board.whole.projects if rules.covers(board.whole, project)),
    )
    looked_at = {project.id: project.inspected_since(board.period.start) for project in due}
    listed = [
        ToInspect(
            project=project.id,
            units=board.claimants.get(project.id, ()),
            times=len(looked_at[project.id]),
            last=looked_at[project.id][-1].on if looked_at[project.id] else None,
        )
        for project in sorted(due, key=lambda one: (bool(looked_at[one.id]), one.name, one.id))
        if project.id in figures.projects
    ]
    inspected = sum(1 for one in listed if one.times)
    return InspectionCoverage(
        policy=asked.policy,
        shown=figures.projects,
        listed=listed,
        clause=asked.policy.clause(rules.clause),
        total=len(listed),
        inspected=inspected,
        rate=Fraction(inspected, len(listed)) if listed else None,
        computation=computation_of(figures, asked.policy),
    )


@strawberry.type
class InspectionQueries:
    """Inspections."""

    inspection_rules: InspectionRules = strawberry.field(
        resolver=inspection_rules,
        description="一份文件的核查办法:种类、核查表、发现的类别,和各自的条款。没有写的,为系统通用的办法。",
    )
    inspection_coverage: InspectionCoverage = strawberry.field(
        resolver=inspection_coverage,
        description="核查覆盖:应当核查的项目,考核期内到某一天核查了多少,哪些没有。",
        metadata=FOLDING,
    )
