"""A template that somebody filled in is read back column by column, in the unit of money that it names."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from xiangmu.catalog.discovery import load_catalog
from xiangmu.settings import SheetSettings
from xiangmu.sheets.forms import Column, Content, form_of
from xiangmu.sheets.reading.reader import read
from xiangmu.sheets.template import template

pytestmark = pytest.mark.anyio
CATALOG = load_catalog()
WRITTEN: dict[Content, str | float] = {
    Content.MONEY: 12.5,
    Content.NUMBER: 3.25,
    Content.INTEGER: 4,
    Content.DATE: "2023.5.8",
    Content.CODES: "2301-410482-04-01-123456",
}


def written(column: Column) -> str | float:
    """What somebody may write there."""
    labels = [choice.label for choice in column.choices[:2]]
    if column.content is Content.CHOICES:
        return "、".join(labels)
    return labels[0] if labels else WRITTEN.get(column.content, "文字")


@pytest.mark.parametrize("form", ["jincheng annex", "lanxian inventory_land", "ruzhou tasks_area"])
async def test_what_was_filled_in_is_read_back(form: str, tmp_path: Path) -> None:
    place, key = form.split()
    stated = form_of(CATALOG, place, key)
    assert stated
    book = load_workbook(BytesIO(template(stated, CATALOG.jurisdictions[place])))
    sheet = book.worksheets[0]
    for at, column in enumerate(stated.columns, 2):
        sheet.cell(5, at).value = written(column)
    book.save(tmp_path / "filled.xlsx")
    [table] = (await read(tmp_path / "filled.xlsx", stated, SheetSettings())).tables
    fields = [column.field for column in stated.columns]
    assert [column.field for column in table.columns if column.field] == fields
    assert table.missing == ()
    [row] = table.rows
    assert {field: cell.problem for field, cell in row.cells.items() if cell.problem} == {}
    assert row.cells.keys() >= set(fields)
    if "total_yuan" in fields:
        assert row.cells["total_yuan"].value == 125_000
