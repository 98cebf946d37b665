"""Workbooks: what can stand in a cell, and what stands around the rows."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from xiangmu.sheets.exports.tables import LONGEST, Head, Heading, Kind, Table, clean
from xiangmu.sheets.exports.writing import Book

HEADINGS = (
    Heading(title="名称"),
    Heading(title="总投资", kind=Kind.MONEY, group="投资"),
    Heading(title="面积", kind=Kind.AREA, group="投资"),
    Heading(title="日期", kind=Kind.DATE),
)
HEAD = Head(name="表/一", title="试验市表", lines=("筛选：无", ""), headings=HEADINGS)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("甲\x00乙\x07丙\n丁", "甲乙丙\n丁"),
        ("_x0041_", "_x005F_x0041_"),
        ("一_二", "一_二"),
        ("长" * 40_000, "长" * (LONGEST - 1) + "…"),
    ],
)
def test_texts_are_made_to_fit(given: str, kept: str) -> None:
    assert clean(given) == kept


def test_a_sheet_has_its_head_and_its_total(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    row = ("=1", Decimal("12.3456"), Decimal("7.5"), date(2023, 5, 1))
    with Book(path, "试验") as book:
        book.table(Table(head=HEAD, rows=[row, row], total=(None, Decimal("24.6912"), None, None)))
        book.table(Table(head=HEAD, rows=[]))
    first, second = load_workbook(path).worksheets
    assert (first.title, second.title) == ("表一", "表一(2)")
    assert [first.cell(at, 1).value for at in range(1, 9)] == [
        "试验市表",
        "筛选：无",
        "单位：万元；面积单位：亩",
        "序号",
        None,
        1,
        2,
        "合计",
    ]
    assert [cell.value for cell in first[4]] == ["序号", "名称", "投资", None, "日期"]
    assert [cell.value for cell in first[5]] == [None, None, "总投资", "面积", None]
    assert {str(one) for one in first.merged_cells.ranges} >= {"A1:E1", "A4:A5", "C4:D4", "E4:E5"}
    assert (first.freeze_panes, first.auto_filter.ref, second.auto_filter.ref) == ("C6", "A5:E7", "A5:E5")
    assert (first["B6"].data_type, first["B6"].quotePrefix) == ("s", True)
    assert [first["C8"].value, first["C6"].number_format] == [24.6912, "#,##0.00##"]


def test_nothing_is_left_of_a_sheet_that_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def broken() -> None:
        with Book(tmp_path / "book.xlsx", "试验") as book:
            book.sheet(HEAD).add([("甲", None, None, None)])
            raise LookupError

    with pytest.raises(LookupError):
        broken()
    assert [*tmp_path.iterdir()] == []
