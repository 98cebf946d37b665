"""The queries ``procedureStatus`` and ``departmentProcedures``."""

from collections import Counter
from typing import Annotated

import strawberry
from strawberry import argument

from xiangmu.api.arguments import (
    OWN_RESULTS,
    Asked,
    AsKnownAt,
    AsOf,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    SomeUnit,
    read_arguments,
)
from xiangmu.api.computation.building import computation_of
from xiangmu.api.context import Context, Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.enums import ProcedureState
from xiangmu.api.figures import Figures
from xiangmu.api.procedures.types import (
    DepartmentProcedures,
    ProcedureCount,
    ProcedureEfficiency,
    ProcedureReport,
    ProcedureRule,
)
from xiangmu.db.rhythm import workdays_of
from xiangmu.domain.procedures import ProjectProcedures, departments_of, efficiency_of, procedures_of
from xiangmu.domain.schedule.counting import WorkdayCount

InState = Annotated[
    list[ProcedureState] | None,
    argument(description="只列有手续处于这些状态的项目;不填为全部。"),
]


async def procedure_status(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    unit: SomeUnit = None,
    state: InState = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> ProcedureReport:
    """How the procedures of projects stand; of ``unit`` those of projects enrolled for it."""
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
    figures = await context.figures.answer(asked.question)
    found = [
        one
        for one in await _worked_out(context, asked, figures)
        if (asked.unit is None or asked.unit in one.units)
        and one.project in figures.projects
        and (state is None or any(standing.state in state for standing in one.standings))
    ]
    standings = [standing for one in found for standing in one.standings]
    return ProcedureReport(
        policy=asked.policy,
        shown=figures.projects,
        found=found,
        rules=[ProcedureRule.of(rule, asked.policy) for rule in context.catalog.procedures_of(policy)],
        counts=ProcedureCount.all_of(Counter(standing.state for standing in standings)),
        efficiency=ProcedureEfficiency.of(efficiency_of(figures.board, standings)),
        computation=computation_of(figures, asked.policy),
    )


async def department_procedures(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> list[DepartmentProcedures]:
    """What each department has to do and did."""
    context = info.context
    asked = await read_arguments(
        context,
        policy=policy,
        period=period,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
    )
    figures = await context.figures.answer(asked.question)
    found = await _worked_out(context, asked, figures)
    return [
        DepartmentProcedures(
            policy=asked.policy,
            shown=figures.projects,
            found=one,
            department=asked.policy.units.get(one.department),
            counts=ProcedureCount.all_of(one.counts),
            efficiency=ProcedureEfficiency.of(one.efficiency),
            computation=computation_of(figures, asked.policy),
        )
        for one in departments_of(context.catalog, figures.board, found)
    ]


async def _worked_out(context: Context, asked: Asked, figures: Figures) -> tuple[ProjectProcedures, ...]:
    """Of all projects: what of it is shown is for the query to decide."""
    async with context.database.reading() as connection:
        workdays = await workdays_of(connection, asked.policy.policy.jurisdiction, asked.question.known_no)
    return await figures.derived.of(
        "procedures", lambda: procedures_of(context.catalog, figures.board, WorkdayCount(workdays))
    )


@strawberry.type
class ProcedureQueries:
    """Procedures of projects."""

    procedure_status: ProcedureReport = strawberry.field(
        resolver=procedure_status,
        description="手续办理情况:到考核期内某一天,每个项目要办哪些手续,办到哪里,哪些应办未报、超期,各用了几个工作日。",
        metadata=FOLDING,
    )
    department_procedures: list[DepartmentProcedures] = strawberry.field(
        resolver=department_procedures,
        description="各部门经办的手续:各种状态几件,本年办得多快,哪些应办未报、超期。",
        metadata=FOLDING,
    )
