"""The lines of the process, put together again."""

import json
import logging
from collections.abc import Callable
from dataclasses import replace

from xiangmu.sheets.reading.protocol import Line, unpacked_row, unpacked_table
from xiangmu.sheets.reading.refusals import Refusal, UnreadableError
from xiangmu.sheets.reading.results import OtherSheet, Progress, Reading, ReadRow, ReadTable, SkippedRow

LOG = logging.getLogger(__name__)
STEP = 1_000
"""Rows between two reports of how far it is."""


class Received:
    """What the process has told so far."""

    def __init__(self, told: Callable[[Progress], None] | None) -> None:
        self._told = told
        self._tables: list[ReadTable] = []
        self._fields: tuple[str, ...] = ()
        self._of = 0
        self._rows: list[ReadRow] = []
        self._skipped: list[SkippedRow] = []
        self._others: list[OtherSheet] = []
        self._notices: tuple[str, ...] = ()
        self.ended = False

    def take(self, data: bytes) -> None:
        """One line. Raises UnreadableError for the one that says so."""
        kind, *rest = json.loads(data)
        match Line(kind):
            case Line.ROW:
                self._rows.append(unpacked_row(rest[0], self._fields))
                if len(self._rows) % STEP == 0:
                    self._progress(self._tables[-1].sheet, self._of, len(self._rows))
            case Line.SKIPPED:
                self._skipped.append(SkippedRow(number=rest[0], why=rest[1]))
            case Line.PROGRESS:
                self._progress(rest[0], rest[1], 0)
            case Line.TABLE:
                self._close()
                table, self._of = unpacked_table(rest[0]), rest[1]
                self._tables.append(table)
                self._fields = tuple(column.field for column in table.columns if column.field)
            case Line.OTHER:
                self._others.append(OtherSheet(sheet=rest[0], hidden=rest[1], why=rest[2]))
            case Line.END:
                self._close()
                self._notices = tuple(rest[0])
                self.ended = True
            case Line.REFUSED:
                refusal, message, detail = rest
                if detail:
                    LOG.warning("a workbook is refused: %s", detail)
                raise UnreadableError(Refusal(refusal), message, detail)

    def reading(self) -> Reading:
        """All that was told."""
        return Reading(tables=tuple(self._tables), others=tuple(self._others), notices=self._notices)

    def _close(self) -> None:
        """Give the last table its rows."""
        if self._tables and (self._rows or self._skipped):
            table = replace(self._tables[-1], rows=tuple(self._rows), skipped=tuple(self._skipped))
            self._tables[-1] = table
        self._rows, self._skipped = [], []

    def _progress(self, sheet: str, read: int, understood: int) -> None:
        if self._told:
            self._told(Progress(sheet=sheet, read=read, understood=understood))
