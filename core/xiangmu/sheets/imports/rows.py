"""What stands in a sheet, and what an import would do with it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from xiangmu.catalog import Catalog
from xiangmu.db.ids import derived_id
from xiangmu.plugin.value import value
from xiangmu.services.command import Command, Input
from xiangmu.services.problems import Code, Severity
from xiangmu.sheets.forms import SheetForm


class RowState(StrEnum):
    """What becomes of a row."""

    NEW = "NEW"
    CHANGED = "CHANGED"
    UNCHANGED = "UNCHANGED"
    ERROR = "ERROR"


@value
class GivenRow:
    """A row of the file: ``place`` counts the rows of all its sheets from 0, ``number`` is the sheet's own.

    ``values`` are the cells that hold something, by the field of their column: text, whole numbers (money in yuan),
    decimals as text, dates, tuples of texts. ``faults`` are the cells that could not be read, with the reason;
    ``notes`` tell what was taken for what; the cells of ``percent`` were written with a percent sign.
    """

    place: int
    sheet: str
    number: int
    hidden: bool = False
    values: Mapping[str, Any]
    faults: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    percent: frozenset[str] = frozenset()
    partial: bool = False
    """Whether some of its cells are left out, so that what it is about may not be known."""

    def text(self, name: str) -> str:
        """What is written in a column of texts; "" for nothing."""
        return str(self.values.get(name, ""))


@value
class Difference:
    """What a row says otherwise than the ledger, as people read it; ``old`` is "" for what was not there."""

    field: str
    old: str
    new: str


@value
class RowProblem:
    """What is wrong with a row, or what should be known of it; ``field`` is "" when it is about all of the row."""

    field: str
    code: Code
    message: str
    severity: Severity = Severity.ERROR
    clause: str = ""


@value
class Step:
    """A command that a row comes to; ``columns`` are the form's fields for those of the command called otherwise."""

    data: Input
    columns: Mapping[str, str] = field(default_factory=dict)

    def column(self, path: tuple[str, ...]) -> str:
        """The form's field that a problem of the command at ``path`` is about."""
        path = path[1:] if path[:1] == ("replacement",) else path
        if not path:
            return ""
        if path[0] in ("profile", "cells") and len(path) > 1:
            return ".".join(path[:2])
        return self.columns.get(path[0], path[0])


@value
class Planned:
    """What is to be done with a row; ``subject`` says what it is about."""

    row: GivenRow
    subject: str
    new: bool = False
    steps: tuple[Step, ...] = ()
    differences: tuple[Difference, ...] = ()
    problems: tuple[RowProblem, ...] = ()

    @property
    def state(self) -> RowState:
        """In a word."""
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            return RowState.ERROR
        if self.new:
            return RowState.NEW
        return RowState.CHANGED if self.steps else RowState.UNCHANGED


@value
class Task:
    """What is imported, for whom and when.

    ``on`` is the day from which what a file does not date is so; ``now`` the moment at which it is recorded;
    ``run`` the import, from which the request ids follow: the same import never records anything twice.
    """

    catalog: Catalog
    jurisdiction: str
    form: SheetForm
    run: UUID
    file: str
    on: date
    now: datetime
    policy: str = ""
    survey: UUID | None = None
    reason: str = ""

    def request(self, row: GivenRow, step: int) -> UUID:
        """The request id of a row's command number ``step``, from 0."""
        return uuid5(self.run, f"{row.place}.{step}")

    def new_project(self, row: GivenRow) -> UUID:
        """The project that the row's first command registers."""
        return derived_id(self.now, self.request(row, 0), 1)

    def commands(self, planned: Planned) -> tuple[Command, ...]:
        """What records a row."""
        reason = self.reason or f"导入{self.form.title}《{self.file}》第 {planned.row.number} 行"
        return tuple(
            Command(request_id=self.request(planned.row, place), data=step.data, reason=reason)
            for place, step in enumerate(planned.steps)
        )
