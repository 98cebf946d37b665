"""The empty workbook of a form: headings with notes, drop-downs, formats. What it looks like is what is read back."""

from io import BytesIO
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xiangmu.plugin.units import Jurisdiction
from xiangmu.sheets.forms import Column, Content, SheetForm

NUMBERS = "序号"
HEAD = 3
"""The row on which the header begins, below the title and the line that names the unit of money."""
RULED, LAST = 20, 20_000
"""How many rows are ruled, and the last row that has drop-downs."""
LONGEST_TITLE = 31
CHOICES = "选项"
STRICT = (Content.CHOICE, Content.FLAG)
FORMATS = {
    Content.MONEY: "#,##0.00##",
    Content.NUMBER: "General",
    Content.INTEGER: "0",
    Content.DATE: "yyyy-mm-dd",
}
AS_TEXT = "@"
WIDTHS = {
    Content.MONEY: 15,
    Content.NUMBER: 12,
    Content.INTEGER: 12,
    Content.DATE: 14,
    Content.FLAG: 12,
    Content.CHOICE: 18,
    Content.CHOICES: 22,
    Content.UNIT: 24,
    Content.PROJECT: 34,
    Content.CODES: 28,
}
TEXT_WIDTH, NUMBERS_WIDTH, ROW_HEIGHT = 26, 6, 24
A4_WIDTH = 200
"""The widest table, in characters, that can still be read on A4; a wider one is printed on A3."""
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
SHADE = PatternFill("solid", fgColor="F2F2F2")
TITLE_FONT, PLAIN = Font(name="方正小标宋简体", size=18), Font(name="仿宋", size=11)
OPTIONAL, NEEDED = Font(name="黑体", size=11), Font(name="黑体", size=11, color="C00000")
NOTE_WIDTH, NOTE_LINE, NOTE_CHARACTERS = 320, 20, 22


def template(form: SheetForm, jurisdiction: Jurisdiction) -> bytes:
    """The file, for the offices of ``jurisdiction``."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = INVALID_TITLE_REGEX.sub("", form.title)[:LONGEST_TITLE]
    book.properties.creator = book.properties.title = f"{jurisdiction.title}{form.title}"
    last = get_column_letter(len(form.columns) + 1)
    _top(sheet, form, f"{jurisdiction.title}{form.title}", last)
    first = _header(sheet, form)
    for place, column in enumerate(form.columns, 2):
        _shape(sheet, column, place, first)
    _drop_downs(book, sheet, form, first)
    _set_up(sheet, first, last)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _top(sheet: Worksheet, form: SheetForm, title: str, last: str) -> None:
    _put(sheet, 1, 1, title, TITLE_FONT)
    sheet.merge_cells(f"A1:{last}1")
    sheet.row_dimensions[1].height = 36
    _put(sheet, 2, 1, "红字为必填；每一栏怎样填，见表头的批注", PLAIN).alignment = Alignment(
        vertical="center"
    )
    if any(column.content is Content.MONEY for column in form.columns):
        money = _put(sheet, 2, len(form.columns) + 1, f"单位：{form.money.words}", PLAIN)
        money.alignment = Alignment(horizontal="right", vertical="center")
    sheet.row_dimensions[2].height = 20


def _header(sheet: Worksheet, form: SheetForm) -> int:
    """Write the header and return the first row below it: one row, or two where columns stand in groups."""
    rows = 2 if any(column.group for column in form.columns) else 1
    below = HEAD + rows - 1
    _heading(sheet, HEAD, 1, NUMBERS, OPTIONAL)
    _merge(sheet, HEAD, 1, below, 1)
    place = 2
    for group, columns in groupby(form.columns, key=lambda column: column.group):
        begin = place
        for column in columns:
            font = NEEDED if column.required else OPTIONAL
            top = below if group else HEAD
            _heading(sheet, top, place, column.title, font).comment = _note(column)
            _merge(sheet, top, place, below, place)
            place += 1
        if group:
            _heading(sheet, HEAD, begin, group, OPTIONAL)
            _merge(sheet, HEAD, begin, HEAD, place - 1)
    for row in range(HEAD, below + 1):
        sheet.row_dimensions[row].height = 34
    return below + 1


def _note(column: Column) -> Comment:
    lines = [f"{column.title}：{column.note}"]
    if column.aliases:
        lines.append(f"表头也可写作：{'、'.join(column.aliases)}。")
    height = sum(len(line) // NOTE_CHARACTERS + 1 for line in lines) + 1
    return Comment("\n".join(lines), "填表说明", width=NOTE_WIDTH, height=height * NOTE_LINE)


def _shape(sheet: Worksheet, column: Column, place: int, first: int) -> None:
    """Width and format of a column, and its ruled cells."""
    letter = get_column_letter(place)
    form = FORMATS.get(column.content, AS_TEXT)
    dimension = sheet.column_dimensions[letter]
    dimension.width = WIDTHS.get(column.content, TEXT_WIDTH)
    dimension.number_format = form
    for row in range(first, first + RULED):
        sheet.row_dimensions[row].height = ROW_HEIGHT
        cell = _cell(sheet, row, place)
        cell.number_format, cell.border, cell.font = form, BOX, PLAIN
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        _cell(sheet, row, 1).border = BOX


def _drop_downs(book: Workbook, sheet: Worksheet, form: SheetForm, first: int) -> None:
    """Let what is chosen be chosen; what may also be written in another way, such as units, is not refused."""
    for place, column in enumerate(form.columns, 2):
        if not column.choices:
            continue
        where = f"{get_column_letter(place)}{first}:{get_column_letter(place)}{LAST}"
        rule = DataValidation(type="list", formula1=_listed(book, column), allow_blank=True, sqref=where)
        rule.showErrorMessage = column.content in STRICT
        rule.errorTitle, rule.error = column.title, "请从下拉列表中选择"
        sheet.add_data_validation(rule)


def _listed(book: Workbook, column: Column) -> str:
    """The range that holds the choices, on a sheet that is not shown."""
    if CHOICES not in book.sheetnames:
        book.create_sheet(CHOICES).sheet_state = Worksheet.SHEETSTATE_HIDDEN
    sheet = book[CHOICES]
    used = sheet.max_column if sheet["A1"].value else 0
    letter = get_column_letter(used + 1)
    for row, choice in enumerate(column.choices, 1):
        _put(sheet, row, used + 1, choice.label, PLAIN)
    return f"'{CHOICES}'!${letter}$1:${letter}${len(column.choices)}"


def _set_up(sheet: Worksheet, first: int, last: str) -> None:
    sheet.column_dimensions["A"].width = NUMBERS_WIDTH
    sheet.freeze_panes = f"C{first}"
    sheet.page_setup.orientation = "landscape"
    wide = sum(dimension.width for dimension in sheet.column_dimensions.values()) > A4_WIDTH
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A3 if wide else sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEAD}:{first - 1}"
    sheet.print_area = f"A1:{last}{first + RULED - 1}"
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页，共 &N 页"))


def _heading(sheet: Worksheet, row: int, place: int, text: str, font: Font) -> Cell:
    cell = _put(sheet, row, place, text, font)
    cell.fill = SHADE
    return cell


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    for row in range(top, bottom + 1):
        for place in range(left, right + 1):
            sheet.cell(row, place).border = BOX
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _put(sheet: Worksheet, row: int, place: int, text: str, font: Font) -> Cell:
    cell = _cell(sheet, row, place)
    # set by hand: a label that begins with "=" is no formula
    cell.value, cell.data_type = text, "s"
    cell.font, cell.alignment = font, MIDDLE
    return cell


def _cell(sheet: Worksheet, row: int, place: int) -> Cell:
    cell = sheet.cell(row, place)
    assert isinstance(cell, Cell)  # noqa: S101  # what is merged is written before it is merged
    return cell
