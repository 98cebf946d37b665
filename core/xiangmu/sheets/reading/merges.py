"""What merged cells put into the rows that they cover."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from xiangmu.sheets.reading.cells import Merge, RawCell, RawRow, RawSheet


class Cover(NamedTuple):
    """A merged cell: what it holds, and how many rows with something in them it covers."""

    merge: Merge
    cell: RawCell
    rows: int


class Covers:
    """The merged cells below a header; asked row by row from the top."""

    def __init__(self, sheet: RawSheet, below: int) -> None:
        self._coming = [merge for merge in sheet.merges if merge.top > below]
        self._numbers = [row.number for row in sheet.rows]
        self._next = 0
        self._active: list[Cover] = []

    def of(self, row: RawRow) -> list[Cover]:
        """Those that cover the row and hold something."""
        self._active = [cover for cover in self._active if cover.merge.bottom >= row.number]
        while self._next < len(self._coming) and self._coming[self._next].top <= row.number:
            merge = self._coming[self._next]
            self._next += 1
            cell = row.cells.get(merge.left)
            if merge.top == row.number and cell is not None:
                rows = bisect_right(self._numbers, merge.bottom) - bisect_left(self._numbers, merge.top)
                self._active.append(Cover(merge, cell, rows))
        return self._active
