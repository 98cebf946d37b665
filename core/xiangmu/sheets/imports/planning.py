"""How a row becomes commands: what every kind of form shares."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from pydantic import ValidationError

from xiangmu.plugin.money import in_words
from xiangmu.plugin.value import value
from xiangmu.services.problems import Code, Severity
from xiangmu.sheets.forms import Column, Content
from xiangmu.sheets.imports.held import UnclearError
from xiangmu.sheets.imports.rows import Difference, GivenRow, Planned, RowProblem, Step, Task

NOTHING: tuple[Any, ...] = (None, "", (), [], {})
OF_ONE_CELL = frozenset({Code.UNKNOWN_UNIT, Code.NOT_FOUND, Code.MALFORMED})
"""Problems that a cell has whatever else stands in its row."""
IDENTIFYING = frozenset({"name", "codes", "project", "key", "title", "target"})
"""Fields without which it is not known what a row is about, hence nor what it needs."""


class Planner(Protocol):
    """Plans the rows of one kind of form."""

    def plan(self, row: GivenRow) -> Planned:
        """What the row would change. Raises UnclearError."""


def plan_all(
    task: Task, planner: Planner, rows: Iterable[GivenRow], told: Callable[[int], None]
) -> tuple[Planned, ...]:
    """What every row would change; what is wrong with one stops no other. ``told`` hears how many are planned."""
    planned: list[Planned] = []
    for row in rows:
        planned.append(_planned(task, planner, row))
        told(len(planned))
    return tuple(planned)


def _planned(task: Task, planner: Planner, row: GivenRow) -> Planned:
    subject = row.text("name") or row.text("project") or row.text("title") or row.text("unit")
    faults = [
        RowProblem(field=field, code=Code.MALFORMED, message=message) for field, message in row.faults.items()
    ]
    faults += [
        RowProblem(field=column.field, code=Code.REQUIRED, message="必填", clause=task.form.clause)
        for column in task.form.columns
        if column.required and column.field not in row.values and column.field not in row.faults
    ]
    if not faults:
        try:
            return planner.plan(row)
        except UnclearError as unclear:
            faults = [_problem(unclear)]
    return Planned(row=row, subject=subject, problems=(*faults, *_further(planner, row, faults)))


def _further(planner: Planner, row: GivenRow, known: Iterable[RowProblem]) -> Iterator[RowProblem]:
    """What else is wrong with a row: what is known to be wrong is left out, and only what does not follow from that
    is told."""
    out = {problem.field for problem in known}
    while True:
        values = {field: content for field, content in row.values.items() if field not in out}
        try:
            planner.plan(replace(row, values=values, partial=True))
        except UnclearError as unclear:
            tells = OF_ONE_CELL if out & IDENTIFYING else OF_ONE_CELL | {Code.REQUIRED}
            if unclear.field in out or unclear.code not in tells:
                return
            yield _problem(unclear)
            out.add(unclear.field)
        except ValidationError:  # without what is left out it comes to no command
            return
        else:
            return


def _problem(unclear: UnclearError) -> RowProblem:
    return RowProblem(field=unclear.field, code=unclear.code, message=str(unclear))


class Changes:
    """Collects what a row says otherwise, and the commands that record it."""

    def __init__(self, task: Task, row: GivenRow, titles: Mapping[str, str]) -> None:
        self._task, self._row, self._titles = task, row, titles
        self.steps: list[Step] = []
        self.differences: list[Difference] = []
        self.problems: list[RowProblem] = []

    def differs(self, field: str, old: Any, new: Any) -> bool:
        """Whether ``new`` is something else than ``old``: then it is told."""
        if old == new or (old in NOTHING and new in NOTHING):
            return False
        self.differences.append(
            Difference(field=field, old=self._said(field, old), new=self._said(field, new))
        )
        return True

    def warn(self, field: str, message: str, code: Code = Code.UNUSUAL) -> None:
        """Tell what does not stop the row."""
        self.problems.append(RowProblem(field=field, code=code, message=message, severity=Severity.WARNING))

    def planned(self, subject: str, *, new: bool = False) -> Planned:
        """All of it."""
        return Planned(
            row=self._row,
            subject=subject,
            new=new,
            steps=tuple(self.steps),
            differences=tuple(self.differences),
            problems=tuple(self.problems),
        )

    def _said(self, field: str, content: Any) -> str:
        return said(self._task.form.column(field), content, self._titles)


def said(column: Column | None, content: Any, titles: Mapping[str, str]) -> str:
    """``content`` of a column as people read it; ``titles`` are those of units by key."""
    if content in NOTHING:
        return ""
    if isinstance(content, tuple | list):
        return "、".join(said(column, part, titles) for part in content)
    if isinstance(content, Fraction):
        return f"{Decimal(content.numerator) / Decimal(content.denominator):f}"
    if column is None:
        return str(content)
    labels = {choice.value: choice.label for choice in column.choices}
    if column.content is Content.MONEY:
        return in_words(int(content))
    if column.content is Content.UNIT:
        return titles.get(str(content), str(content))
    if column.content is Content.FLAG and isinstance(content, bool):
        return "是" if content else "否"
    return labels.get(str(content), str(content))


@value
class Once:
    """Remembers what rows before were about: no two rows of a file are about the same thing."""

    seen: dict[Any, GivenRow]

    def note(self, row: GivenRow, *keys: Any, field: str = "") -> None:
        """The row is about what ``keys`` name. Raises UnclearError when an earlier one was."""
        if row.partial:
            return
        for key in keys:
            earlier = self.seen.setdefault(key, row)
            if earlier is not row:
                where = f"“{earlier.sheet}”第 {earlier.number} 行"
                raise UnclearError(field, Code.DUPLICATE, f"与{where}说的是同一件事, 一份表里只能有一行")
