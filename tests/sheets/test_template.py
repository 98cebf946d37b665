"""Templates opened again: exactly the columns, drop-downs and notes of their forms, and nothing that computes."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from xiangmu.catalog.discovery import load_catalog
from xiangmu.sheets.forms import Column, Content, SheetForm, form_of, forms_of
from xiangmu.sheets.template import template

CATALOG = load_catalog()
FORMS = [(place, form) for place in CATALOG.jurisdictions for form in forms_of(CATALOG, place)]


def opened(place: str, form: SheetForm) -> Workbook:
    return load_workbook(BytesIO(template(form, CATALOG.jurisdictions[place])))


def heads(sheet: Worksheet, rows: int, place: int) -> list[Cell]:
    """The cells of the header that a column stands under, from above; those within merged ranges left out."""
    found = [sheet.cell(row, place) for row in range(3, 3 + rows)]
    return [cell for cell in found if isinstance(cell, Cell)]


def offered(book: Workbook, sheet: Worksheet, letter: str) -> tuple[list[str], bool]:
    """What the drop-down of a column offers, and whether anything else is refused."""
    for rule in sheet.data_validations.dataValidation:
        if str(rule.sqref).startswith(letter):
            name, _, cells = rule.formula1.replace("$", "").rpartition("!")
            listed = book[name.strip("'")][cells]
            rows = listed if isinstance(listed, tuple) else ((listed,),)
            return [row[0].value for row in rows], bool(rule.showErrorMessage)
    return [], False


@pytest.mark.parametrize(("place", "form"), FORMS, ids=[f"{place} {form.key}" for place, form in FORMS])
def test_a_template_is_what_its_form_states(place: str, form: SheetForm) -> None:
    book = opened(place, form)
    sheet = book.worksheets[0]
    rows = 2 if any(column.group for column in form.columns) else 1
    assert sheet["A1"].value == f"{CATALOG.jurisdictions[place].title}{form.title}"
    assert sheet["A3"].value == "序号"
    assert sheet.max_column == len(form.columns) + 1
    assert sheet.freeze_panes == f"C{3 + rows}"
    money = any(column.content is Content.MONEY for column in form.columns)
    assert (sheet.cell(2, sheet.max_column).value == f"单位：{form.money.words}") == money
    for at, column in enumerate(form.columns, 2):
        check_column(book, sheet, rows, at, column)
    hidden = [one.title for one in book.worksheets if one.sheet_state != "visible"]
    assert hidden == (["选项"] if any(column.choices for column in form.columns) else [])
    cells = (cell for one in book.worksheets for row in one.iter_rows() for cell in row)
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def check_column(book: Workbook, sheet: Worksheet, rows: int, at: int, column: Column) -> None:
    above = heads(sheet, rows, at)
    titled = above[-1] if column.group else above[0]
    assert titled.value == column.title
    assert titled.comment
    assert titled.comment.text.startswith(f"{column.title}：{column.note}")
    assert all(alias in titled.comment.text for alias in column.aliases)
    labels, strict = offered(book, sheet, titled.column_letter)
    assert labels == [choice.label for choice in column.choices]
    assert strict == (column.content in (Content.CHOICE, Content.FLAG))
    if column.group:
        merged = next((str(one) for one in sheet.merged_cells.ranges if (3, at) in one.top), f"{at}")
        assert sheet[merged.partition(":")[0]].value == column.group if ":" in merged else above[0].value


def test_what_looks_like_a_formula_is_a_label() -> None:
    form = form_of(CATALOG, "ruzhou", "units")
    assert form
    columns = (Column(field="title", title="=1+1", content=Content.TEXT, note="@"),)
    stated = SheetForm(key=form.key, title="=表[1]", kind=form.kind, money=form.money, columns=columns)
    sheet = opened("ruzhou", stated).worksheets[0]
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=1+1", "s")
    assert sheet.title == "=表1"
