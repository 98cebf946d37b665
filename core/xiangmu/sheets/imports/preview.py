"""The preview of an import (预览): for every row what it would change, and what would keep it from being recorded."""

import asyncio
import zlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.principals import Principal
from xiangmu.access.rights import Rights
from xiangmu.db.chain import canonical, sha
from xiangmu.plugin.forms import FormKind
from xiangmu.plugin.value import value
from xiangmu.services.clock import business_day
from xiangmu.services.command import Command
from xiangmu.services.execute import rehearse
from xiangmu.services.problems import Code, Problem, Severity
from xiangmu.sheets.imports.ballots import BallotPlanner, together
from xiangmu.sheets.imports.inventories import InventoryPlanner
from xiangmu.sheets.imports.issues import IssuePlanner
from xiangmu.sheets.imports.planning import Planner, plan_all
from xiangmu.sheets.imports.progress import ProgressPlanner
from xiangmu.sheets.imports.projects import ProjectPlanner
from xiangmu.sheets.imports.rows import Difference, GivenRow, Planned, RowProblem, RowState, Task
from xiangmu.sheets.imports.tasks import TaskPlanner
from xiangmu.sheets.imports.units import UnitPlanner
from xiangmu.sheets.marking import Mark
from xiangmu.sheets.reading.results import FoundColumn, MoneyFound, OtherSheet, Reading, SkippedRow

Reads: TypeAlias = Callable[[AsyncConnection, Task, Rights], Awaitable[Planner]]
PLANNERS: Mapping[FormKind, Reads] = {
    FormKind.PROJECTS: ProjectPlanner.read,
    FormKind.TASKS: TaskPlanner.read,
    FormKind.PROGRESS: ProgressPlanner.read,
    FormKind.ISSUES: IssuePlanner.read,
    FormKind.UNITS: UnitPlanner.read,
    FormKind.INVENTORY: InventoryPlanner.read,
}


@value
class PreviewTable:
    """The table of a sheet as it was found; ``missing`` are the titles of required columns that it does not have."""

    sheet: str
    hidden: bool
    header_rows: tuple[int, ...]
    money: MoneyFound | None
    proposed: bool
    """Whether nobody said what money is counted in."""
    columns: tuple[FoundColumn, ...]
    missing: tuple[str, ...]
    skipped: tuple[SkippedRow, ...]


@value
class PreviewRow:
    """A row. ``print`` is equal while the row would change the same."""

    place: int
    sheet: str
    number: int
    hidden: bool
    state: RowState
    subject: str
    differences: tuple[Difference, ...]
    problems: tuple[RowProblem, ...]
    print: str


@value
class Preview:
    """All of a file."""

    tables: tuple[PreviewTable, ...]
    others: tuple[OtherSheet, ...]
    notices: tuple[str, ...]
    rows: tuple[PreviewRow, ...]


STORED = TypeAdapter(Preview)


async def plan(
    connection: AsyncConnection,
    task: Task,
    principal: Principal,
    rows: tuple[GivenRow, ...],
    told: Callable[[int], None],
) -> tuple[Planned, ...]:
    """What every row would change of what is in the ledger now; ``told`` hears how many are planned.

    Raises UnclearError when the form needs to be told more.
    """
    rights = Rights(principal, business_day(task.now))
    planner: Planner
    if task.form.kind is FormKind.BALLOTS:
        planner = await BallotPlanner.read(connection, task, rights, rows)
    else:
        planner = await PLANNERS[task.form.kind](connection, task, rights)
    planned = await asyncio.to_thread(plan_all, task, planner, rows, told)
    return together(planned) if task.form.kind is FormKind.BALLOTS else planned


async def rehearsed(
    connection: AsyncConnection, task: Task, principal: Principal, planned: Sequence[Planned]
) -> tuple[Planned, ...]:
    """``planned`` with what the commands would be refused for, or what their author should know."""
    commands: list[Command] = []
    owners: list[tuple[int, int]] = []
    for place, one in enumerate(planned):
        if one.state is not RowState.ERROR:
            commands += task.commands(one)
            owners += ((place, step) for step in range(len(one.steps)))
    found = await rehearse(connection, task.catalog, commands, principal=principal, now=task.now)
    result = list(planned)
    for (place, step), problems in zip(owners, found, strict=True):
        result[place] = _with(result[place], step, problems)
    return together(result) if task.form.kind is FormKind.BALLOTS else tuple(result)


def _with(planned: Planned, step: int, problems: tuple[Problem, ...]) -> Planned:
    told = tuple(
        RowProblem(
            field=planned.steps[step].column(problem.path),
            code=problem.code,
            message=problem.message,
            severity=problem.severity,
            clause=problem.clause,
        )
        for problem in problems
        # what follows from the refusal of the row's own first command is no problem of its own
        if not (step and problem.code is Code.NOT_FOUND and planned.state is RowState.ERROR)
    )
    return replace(planned, problems=planned.problems + told)


def preview_of(task: Task, reading: Reading, planned: Sequence[Planned]) -> Preview:
    """What people look at before anything is recorded."""
    titles = {column.field: column.title for column in task.form.columns}
    return Preview(
        tables=tuple(
            PreviewTable(
                sheet=table.sheet,
                hidden=table.hidden,
                header_rows=table.header_rows,
                money=table.money,
                proposed=table.unconfirmed,
                columns=table.columns,
                missing=tuple(titles[field] for field in table.missing),
                skipped=table.skipped,
            )
            for table in reading.tables
        ),
        others=reading.others,
        notices=reading.notices,
        rows=tuple(_row(one) for one in planned),
    )


def marks_of(preview: Preview) -> list[Mark]:
    """Every problem at its cell."""
    letters = {
        (table.sheet, column.field): column.letter
        for table in preview.tables
        for column in table.columns
        if column.field
    }
    return [
        Mark(
            sheet=row.sheet,
            row=row.number,
            letter=letters.get((row.sheet, problem.field), ""),
            text=problem.message,
            error=problem.severity is Severity.ERROR,
        )
        for row in preview.rows
        for problem in row.problems
    ]


def print_of(planned: Planned) -> str:
    """Equal for rows that would change the same."""
    differences = [[one.field, one.old, one.new] for one in planned.differences]
    return sha(canonical([str(planned.state), planned.new, differences]))


def stored(preview: Preview) -> bytes:
    """As it is kept."""
    return zlib.compress(STORED.dump_json(preview))


def loaded(kept: bytes) -> Preview:
    """What ``stored`` kept."""
    return STORED.validate_json(zlib.decompress(kept))


def _row(planned: Planned) -> PreviewRow:
    row = planned.row
    notes = tuple(
        RowProblem(field=field, code=Code.UNUSUAL, message=message, severity=Severity.WARNING)
        for field, message in row.notes.items()
    )
    return PreviewRow(
        place=row.place,
        sheet=row.sheet,
        number=row.number,
        hidden=row.hidden,
        state=planned.state,
        subject=planned.subject,
        differences=planned.differences,
        problems=planned.problems + notes,
        print=print_of(planned),
    )
