"""Writes workbooks row by row: however many rows there are, few of them are in memory at a time."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.sheets.exports.tables import DANGEROUS, Head, Heading, Kind, Table, clean

LONGEST_NAME = 31
A3, A4 = 8, 9
"""As workbooks call the sizes of paper."""
NUMBERS, NUMBERS_WIDTH, TOTAL = "序号", 6, "合计"
FORMATS = {
    Kind.INTEGER: "0",
    Kind.NUMBER: "General",
    Kind.MONEY: "#,##0.00##",
    Kind.AREA: "#,##0.00",
    Kind.POINTS: "0.00##",
    Kind.DATE: "yyyy-mm-dd",
    Kind.INSTANT: "yyyy-mm-dd hh:mm",
}
AS_TEXT = "@"
WIDTHS = {
    Kind.TEXT: 18,
    Kind.LONG: 36,
    Kind.INTEGER: 10,
    Kind.NUMBER: 12,
    Kind.MONEY: 16,
    Kind.AREA: 14,
    Kind.POINTS: 12,
    Kind.DATE: 13,
    Kind.INSTANT: 18,
}
A4_WIDTH, A3_WIDTH = 200, 320
"""The widest tables, in characters, that can still be read on one page; a wider one takes several beside each other."""
NAME_WIDTH, FIRST = 30, 3
"""The first columns stay in sight up to one that is as wide as names, if it is among so many."""
LINE_HEIGHT, TITLE_HEIGHT, HEAD_HEIGHT = 20, 36, 34
RIGHT = (Kind.NUMBER, Kind.MONEY, Kind.AREA, Kind.POINTS)
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(vertical="center", wrap_text=True)
SHADE = PatternFill("solid", fgColor="F2F2F2")
TITLE_FONT, HEAD_FONT = Font(name="方正小标宋简体", size=18), Font(name="黑体", size=11)
PLAIN = Font(name="仿宋", size=11)


class Book:
    """A workbook on its way to ``path``; leaving the block writes it, or throws it away after an error."""

    def __init__(self, path: Path, title: str) -> None:
        self._path = path
        self._book = Workbook(write_only=True)
        self._book.properties.creator = self._book.properties.title = clean(title)
        self._sheets: list[Sheet] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            for sheet in self._sheets:
                sheet.finish()
            self._book.save(self._path)
            return
        for sheet in self._sheets:
            sheet.discard()

    def sheet(self, head: Head) -> "Sheet":
        """A further sheet, with all that stands above its rows."""
        made = self._book.create_sheet(self._named(head.name))
        self._sheets.append(Sheet(made, head))
        return self._sheets[-1]

    def table(self, table: Table) -> None:
        """A further sheet with all of its rows."""
        sheet = self.sheet(table.head)
        sheet.add(table.rows)
        if table.total is not None:
            sheet.total(table.total)

    def _named(self, name: str) -> str:
        plain = INVALID_TITLE_REGEX.sub("", clean(name)).strip("'")[:LONGEST_NAME] or "表"
        taken = {one.casefold() for one in self._book.sheetnames}
        found, number = plain, 1
        while found.casefold() in taken:
            number += 1
            found = f"{plain[: LONGEST_NAME - 4]}({number})"
        return found


class Sheet:
    """A sheet on its way."""

    def __init__(self, sheet: Any, head: Head) -> None:
        # the library's types know nothing of sheets that are only written
        self._sheet, self._headings = sheet, head.headings
        self._row, self._count = 0, 0
        columns = len(head.headings) + 1
        self._last = get_column_letter(columns)
        self._styles = [self._style(_format(one.kind), _alignment(one.kind)) for one in head.headings]
        self._quoted = [self._style(AS_TEXT, _alignment(one.kind), quoted=True) for one in head.headings]
        self._plain = self._style("0", MIDDLE)
        self._bold = [
            self._style(_format(one.kind), _alignment(one.kind), HEAD_FONT) for one in head.headings
        ]
        self._set_up(head)
        self._top(head)
        self._header()

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Further rows, numbered on: text, numbers, dates, None for nothing."""
        for row in rows:
            self._count += 1
            self._append([self._cell(self._count, self._plain), *self._cells(row, self._styles)])

    def total(self, row: Sequence[Any]) -> None:
        """The row of sums."""
        self._body_end = self._row
        label = self._cell(TOTAL, self._style(AS_TEXT, MIDDLE, HEAD_FONT))
        self._append([label, *self._cells(row, self._bold)])

    def finish(self) -> None:
        """What can be said only when all rows are there."""
        end = max(self._body_end or self._row, self._first - 1)
        self._sheet.auto_filter.ref = f"A{self._first - 1}:{self._last}{end}"
        self._sheet.print_area = f"A1:{self._last}{self._row}"

    def discard(self) -> None:
        """Throw away the file of its own in which its rows are so far."""
        self._sheet.close()
        self._sheet._writer.cleanup()

    def _set_up(self, head: Head) -> None:
        """What has to stand in the file before the first row."""
        sheet = self._sheet
        sheet.column_dimensions["A"].width = NUMBERS_WIDTH
        for place, heading in enumerate(head.headings, 2):
            sheet.column_dimensions[get_column_letter(place)].width = _width(heading)
        self._grouped = any(heading.group for heading in head.headings)
        self._header_row = len(_lines(head)) + 2
        self._first = self._header_row + (2 if self._grouped else 1)
        self._body_end = 0
        named = next((at for at, one in enumerate(head.headings[:FIRST], 2) if _width(one) >= NAME_WIDTH), 2)
        sheet.freeze_panes = f"{get_column_letter(named + 1)}{self._first}"
        self._total_width = NUMBERS_WIDTH + sum(map(_width, head.headings))
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = A3 if self._total_width > A4_WIDTH else A4
        sheet.page_setup.fitToWidth = ceil(self._total_width / A3_WIDTH)
        sheet.print_title_cols = f"A:{get_column_letter(named)}"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = f"{self._header_row}:{self._first - 1}"
        sheet.print_options.horizontalCentered = True
        sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页，共 &N 页"))

    def _top(self, head: Head) -> None:
        left = self._style(AS_TEXT, LEFT, boxed=False)
        # in the middle of several pages it would be cut
        middle = LEFT if self._total_width > A3_WIDTH else MIDDLE
        title = self._style(AS_TEXT, middle, TITLE_FONT, boxed=False)
        self._line(head.title, title, TITLE_HEIGHT)
        for line in _lines(head):
            rows = ceil(2 * len(line) / self._total_width)
            self._line(line, left, LINE_HEIGHT * rows)

    def _line(self, text: str, style: StyleArray, height: int) -> None:
        self._sheet.row_dimensions[self._row + 1].height = height
        self._append([self._cell(text, style)])
        self._merge(self._row, 1, self._row, len(self._headings) + 1)

    def _header(self) -> None:
        style = self._style(AS_TEXT, MIDDLE, HEAD_FONT, shaded=True)
        upper = [NUMBERS, *(heading.group or heading.title for heading in self._headings)]
        lower = ["", *(heading.title if heading.group else "" for heading in self._headings)]
        for texts in (upper, lower) if self._grouped else (upper,):
            self._sheet.row_dimensions[self._row + 1].height = HEAD_HEIGHT
            self._append([self._cell(text, style) for text in texts])
        if self._grouped:
            self._merge_header(self._header_row)

    def _merge_header(self, row: int) -> None:
        self._merge(row, 1, row + 1, 1)
        place = 2
        for group, headings in groupby(self._headings, key=lambda heading: heading.group):
            end = place + len(list(headings))
            if group:
                self._merge(row, place, row, end - 1)
            else:
                for one in range(place, end):
                    self._merge(row, one, row + 1, one)
            place = end

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self._sheet.merged_cells.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))

    def _cells(self, row: Sequence[Any], styles: Sequence[StyleArray]) -> list[Any]:
        return [
            self._cell(content, quoted if _is_dangerous(content) else style)
            for content, style, quoted in zip(row, styles, self._quoted, strict=True)
        ]

    def _cell(self, content: Any, style: StyleArray) -> Any:
        cell: Any
        if isinstance(content, str):
            cell = WriteOnlyCell(self._sheet, clean(content))
            # set by hand: what begins with "=" must stay what somebody typed
            cell.data_type = "s"
        else:
            cell = WriteOnlyCell(self._sheet, content)
        cell._style = style
        return cell

    def _append(self, cells: list[Any]) -> None:
        self._row += 1
        self._sheet.append(cells)

    def _style(
        self,
        form: str,
        alignment: Alignment,
        font: Font = PLAIN,
        *,
        boxed: bool = True,
        shaded: bool = False,
        quoted: bool = False,
    ) -> StyleArray:
        """The workbook's style with these properties: made once, for it takes longer than writing a cell."""
        cell: Any = WriteOnlyCell(self._sheet)
        cell.number_format, cell.alignment, cell.font = form, alignment, font
        if boxed:
            cell.border = BOX
        if shaded:
            cell.fill = SHADE
        cell.quotePrefix = quoted
        style: StyleArray = cell._style
        return style


def _is_dangerous(content: Any) -> bool:
    return isinstance(content, str) and content.startswith(DANGEROUS)


def _lines(head: Head) -> tuple[str, ...]:
    return (*(line for line in head.lines if line), *((head.unit,) if head.unit else ()))


def _format(kind: Kind) -> str:
    return FORMATS.get(kind, AS_TEXT)


def _alignment(kind: Kind) -> Alignment:
    side = "center" if kind is Kind.INTEGER else "right" if kind in RIGHT else "left"
    return Alignment(horizontal=side, vertical="center", wrap_text=True)


def _width(heading: Heading) -> int:
    return heading.width or max(WIDTHS[heading.kind], min(2 * len(heading.title) + 2, 24))


def moment_line(now: datetime, no: int) -> str:
    """When, and of which state of the ledger, a sheet was made."""
    return f"账本：截至第 {no} 号；导出时刻：{now.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
