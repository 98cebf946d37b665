"""A bulletin as a workbook: a sheet for its words, then one for each section. All of it is text, nothing a formula."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from xiangmu.domain.bulletins.content import Paper, Section, chinese, numbered

TEXT = "s"
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
WRAPPED = Alignment(vertical="top", wrap_text=True)
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
PLAIN, BOLD = Font(name="仿宋", size=12), Font(name="黑体", size=12)
NARROW, WIDE, COVER = 8, 40, 90
"""Widths of columns, in characters of the Latin script."""


def workbook(paper: Paper) -> bytes:
    """The file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _cover(book.create_sheet("通报"), paper)
    for place, section in enumerate(paper.content.sections):
        _section(book.create_sheet(f"{numbered(place)}、{section.title}"), section)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _cover(sheet: Worksheet, paper: Paper) -> None:
    content = paper.content
    sheet.column_dimensions["A"].width = COVER
    head = (content.title, paper.issue, content.issuer, chinese(paper.on))
    lines = [line for line in (*head, content.correction, content.basis, content.introduction) if line]
    for row, line in enumerate(lines, 1):
        _put(sheet, row, 1, line, BOLD if row == 1 else PLAIN).alignment = WRAPPED


def _section(sheet: Worksheet, section: Section) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    for place, width in enumerate(_widths(section), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    row = 1
    for line in _lines(section):
        _put(sheet, row, 1, line, PLAIN)
        row += 1
    for table in section.tables:
        if table.caption:
            _put(sheet, row, 1, table.caption, BOLD)
            row += 1
        for texts, font in ((table.columns, BOLD), *((cells, PLAIN) for cells in table.rows)):
            for place, text in enumerate(texts, 1):
                cell = _put(sheet, row, place, text, font)
                cell.alignment, cell.border = CENTRE, BOX
            row += 1
        row += 1


def _lines(section: Section) -> Iterator[str]:
    yield from section.text
    yield from section.items
    if section.remarks:
        yield section.remarks


def _widths(section: Section) -> Iterable[int]:
    """Wide enough for the longest cell of each column, within bounds."""
    columns: dict[int, int] = {}
    for table in section.tables:
        for row in (table.columns, *table.rows):
            for place, text in enumerate(row):
                columns[place] = max(columns.get(place, NARROW), min(2 * len(text) + 2, WIDE))
    return columns.values()


def _put(sheet: Worksheet, row: int, column: int, text: str, font: Font) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101  # nothing is merged here
    # set by hand: what begins with "=" must stay what somebody typed
    cell.value, cell.data_type = text, TEXT
    cell.font = font
    return cell
