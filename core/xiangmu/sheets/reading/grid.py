"""Texts of the top of a sheet by row and column, with merged cells filled, as people look for a header."""

from xiangmu.sheets.reading.cells import Merge, RawSheet
from xiangmu.sheets.reading.seeing import Sight

DEEPEST = 60
"""Rows in which a header is looked for."""
WIDEST = 512
"""Columns that are looked at."""


class Grid:
    """The first rows of a sheet."""

    def __init__(self, sheet: RawSheet, sight: Sight) -> None:
        first = sheet.rows[0].number if sheet.rows else 1
        self._bottom = first + DEEPEST
        self._texts = {
            row.number: {
                column: sight.seen(cell).text for column, cell in row.cells.items() if column <= WIDEST
            }
            for row in sheet.rows
            if row.number < self._bottom
        }
        self.rows = tuple(self._texts)
        self.width = max((max(cells, default=1) for cells in self._texts.values()), default=1)
        self._merges = [merge for merge in sheet.merges if merge.top < self._bottom]
        for merge in self._merges:
            self._fill(merge)

    def text(self, row: int, column: int) -> str:
        """What stands there, or in the merged cell that covers it."""
        return self._texts.get(row, {}).get(column, "")

    def line(self, row: int) -> dict[int, str]:
        """The texts of a row by column."""
        return self._texts.get(row, {})

    def top_of(self, row: int, column: int) -> int:
        """The first row of the merged cell there."""
        return next((m.top for m in self._merges if _covers(m, row, column)), row)

    def spans(self, row: int) -> int:
        """How many texts of the row are merged over several columns, but not over all."""
        return sum(
            m.top <= row <= m.bottom
            and 1 < m.right - m.left + 1 < self.width
            and bool(self.text(row, m.left))
            for m in self._merges
        )

    def _fill(self, merge: Merge) -> None:
        text = self.text(merge.top, merge.left)
        if not text:
            return
        for row in range(merge.top, min(merge.bottom, self._bottom - 1) + 1):
            cells = self._texts.setdefault(row, {})
            for column in range(merge.left, min(merge.right, self.width) + 1):
                cells.setdefault(column, text)


def _covers(merge: Merge, row: int, column: int) -> bool:
    return merge.top <= row <= merge.bottom and merge.left <= column <= merge.right
