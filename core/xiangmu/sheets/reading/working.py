"""The work of the process: from a file to lines."""

from pathlib import Path
from typing import IO

from xiangmu.sheets.reading.cells import Counter, cells_of
from xiangmu.sheets.reading.contents import Book, SheetPart, book_of
from xiangmu.sheets.reading.formats import formats_of
from xiangmu.sheets.reading.grid import DEEPEST, Grid
from xiangmu.sheets.reading.headers import header_of
from xiangmu.sheets.reading.limits import Limits
from xiangmu.sheets.reading.package import Package, opened
from xiangmu.sheets.reading.protocol import LONGEST_ANSWER, LONGEST_LINE, Line, line, packed_row, packed_table
from xiangmu.sheets.reading.refusals import Refusal, UnreadableError
from xiangmu.sheets.reading.results import ReadRow
from xiangmu.sheets.reading.seeing import Sight
from xiangmu.sheets.reading.strings import strings_of
from xiangmu.sheets.reading.tables import Table
from xiangmu.sheets.reading.wanted import Wanted

STEP = 1_000
"""Rows between two lines that tell how far the reading is."""
NAMED = 6


class Work:
    """Reads one file; the lines go to ``out``."""

    def __init__(self, wanted: Wanted, limits: Limits, out: IO[bytes]) -> None:
        self._wanted, self._limits, self._out = wanted, limits, out
        self._written = 0
        self._tables = 0

    def read(self, path: Path) -> None:
        """Tell all that the file holds. Raises UnreadableError."""
        with opened(path, self._limits) as package:
            book = book_of(package)
            strings = strings_of(package, book.strings)
            sight = Sight(book=book, formats=formats_of(package, book.styles))
            counter = Counter(self._limits)
            for sheet in book.sheets:
                self._sheet(package, sheet, strings, sight, counter)
            if not self._tables:
                raise self._no_table(book)
            self._tell(Line.END, package.notices())

    def _sheet(
        self, package: Package, part: SheetPart, strings: list[str], sight: Sight, counter: Counter
    ) -> None:
        def told(rows: int) -> None:
            if rows % STEP == 0:
                self._tell(Line.PROGRESS, part.title, rows)

        sheet = cells_of(package, part.part, strings, counter, told)
        grid = Grid(sheet, sight)
        header = header_of(grid, self._wanted)
        if header is None:
            why = "没有这张表样的列名" if sheet.rows else "空的工作表"
            self._tell(Line.OTHER, part.title, part.hidden, why)
            return
        table = Table(sheet, grid, header, self._wanted, sight)
        self._tables += 1
        self._tell(Line.TABLE, packed_table(table.head(part.title, part.hidden)), len(sheet.rows))
        for row in table.rows():
            if isinstance(row, ReadRow):
                self._tell(Line.ROW, packed_row(row))
            else:
                self._tell(Line.SKIPPED, row.number, row.why)

    def _no_table(self, book: Book) -> UnreadableError:
        labels = "、".join(column.labels[0] for column in self._wanted.columns[:NAMED])
        return UnreadableError(
            Refusal.NO_TABLE,
            f"没有找到表头: {len(book.sheets)} 个工作表的前 {DEEPEST} 行里都没有这张表样的列名(如 {labels}), "
            "请核对是否选对了表样",
        )

    def _tell(self, kind: Line, *content: object) -> None:
        data = line(kind, *content)
        self._written += len(data)
        if len(data) > LONGEST_LINE or self._written > LONGEST_ANSWER:
            raise UnreadableError(Refusal.TOO_LARGE, "表格里的文字太多, 请分成几个文件")
        self._out.write(data)
        if kind is Line.PROGRESS:
            self._out.flush()
