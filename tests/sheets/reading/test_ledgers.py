"""Ledgers as offices keep them, written here and read whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.sheets.reading.making import (
    FORM,
    MAIN,
    changed,
    problems,
    read_here,
    saved,
    sheet,
    table,
    values,
    with_strings,
)
from xiangmu.plugin.money import MoneyUnit
from xiangmu.sheets.reading.results import MoneyFound, Precision, SkippedRow, Where
from xiangmu.sheets.reading.wanted import Unit

LABELS = ("项目名称", "总投资(亿元)", "计划开工时间", "计划竣工时间", "完成率")


def ledger() -> Workbook:
    """Title, line with unit, header of two rows, sections, sums, hidden parts, remarks."""
    book, page = sheet(
        [
            ["灵宝市2023年重点项目推进台账"],
            ["填报单位：市发改委", None, None, None, None, "单位：亿元"],
            [
                "序\n号",
                "项 目 名 称",
                "投资情况",
                None,
                "2023年计划",
                "牵头\n单位",
                "开工时间",
                "建设性质",
                "备注",
            ],
            [None, None, "总投资", "到位资金", "年度计划投资\n（亿元）"],
            ["一", "产业项目(3个)", 17.1],
            [1, "万达矿业\n石材加工", 5.5, 1, "1.24", "故县镇", "2015.6", "续建"],
            [2, "盛和特种光学玻璃", 0.8, None, "约0.3", None, date(2015, 6, 23), "新建", "单纯加工"],
            [3, "先进制造业开发区循环经济产业园", "10.8", None, "/", "产业集聚区", "3月底", "迁建"],
            ["小计", None, "=SUM(C6:C8)"],
            [None],
            [None],
            [4, "九晟建材矿山废料综合利用", 1.1, None, "０．５", "故县镇", 2023.1, "新建"],
            ["备注：以上为计划数"],
            ["填报人：", None, "审核人："],
        ],
        *("A1:I1", "A3:A4", "B3:B4", "C3:D3", "F3:F4", "G3:G4", "H3:H4", "I3:I4", "F6:F7"),
    )
    page.row_dimensions[7].hidden = True
    page.column_dimensions["H"].hidden = True
    book.create_sheet("填表说明")["A1"] = "请如实填写"
    book.create_sheet("空")
    return book


def test_ledger(tmp_path: Path) -> None:
    ledger().save(tmp_path / "book.xlsx")
    reading = read_here(tmp_path / "book.xlsx")
    (found,) = reading.tables
    assert (found.sheet, found.hidden, found.header_rows, found.missing) == ("台账", False, (3, 4), ())
    assert found.money == MoneyFound(unit=Unit.YI, where=Where.LINE, text="单位：亿元")
    assert not found.unconfirmed
    assert [(one.letter, one.field, one.label, one.hidden) for one in found.columns] == [
        ("A", None, "序号", False),
        ("B", "name", "项 目 名 称", False),
        ("C", "total_yuan", "投资情况 总投资", False),
        ("D", None, "投资情况 到位资金", False),
        ("E", "year_yuan", "2023年计划 年度计划投资（亿元）", False),
        ("F", "unit", "牵头单位", False),
        ("G", "planned_start", "开工时间", False),
        ("H", "kind", "建设性质", True),
        ("I", None, "备注", False),
    ]
    assert [(row.number, row.hidden) for row in found.rows] == [
        (6, False),
        (7, True),
        (8, False),
        (12, False),
    ]
    assert values(found, "total_yuan") == [550_000_000, 80_000_000, 1_080_000_000, 110_000_000]
    assert values(found, "year_yuan") == [124_000_000, None, None, 50_000_000]
    assert values(found, "unit") == ["故县镇", "故县镇", "产业集聚区", "故县镇"]
    assert values(found, "planned_start") == ["2015-06-30", "2015-06-23", "2023-03-31", None]
    assert values(found, "kind") == ["CONTINUED", "NEW", None, "NEW"]
    assert problems(found) == {
        (7, "year_yuan"): "“约0.3”不是确数",
        (8, "kind"): "“迁建”不在可选的 新建、续建 之中",
        (12, "planned_start"): "数字 2023.1 分不清是 1 月还是 10 月, 请写成文本或日期",
    }
    assert found.rows[1].cells["unit"].note == "取自合并单元格 F6:F7"
    assert "年份取自“灵宝市2023年重点项目推进台账”" in found.rows[2].cells["planned_start"].note
    assert found.skipped == (
        SkippedRow(number=5, why="分组标题"),
        SkippedRow(number=9, why="合计行"),
        SkippedRow(number=10, why="空行, 至第 11 行"),
        SkippedRow(number=13, why="备注、说明"),
        SkippedRow(number=14, why="填报信息"),
    )
    assert [(other.sheet, other.why) for other in reading.others] == [
        ("填表说明", "没有这张表样的列名"),
        ("空", "空的工作表"),
    ]


def test_header_below_junk_beside_other_columns(tmp_path: Path) -> None:
    junk = [["附件2"], [None, "2023年"], ["项目", "请填写项目情况"], [None, "联系人:", "张"], []]
    book, _ = sheet([*junk, [None, None, "总投资（万元）", "*项目名称"], [None, "备", 6, "晋运客专"]])
    found = table(tmp_path, book)
    assert found.header_rows == (6,)
    assert (values(found, "name"), values(found, "total_yuan")) == (["晋运客专"], [60_000])


def test_groups_tell_equal_labels_apart(tmp_path: Path) -> None:
    header = [["项目名称", "2022年完成", None, "2023年计划", None], [None, *["年度计划投资", "其他"] * 2]]
    book, _ = sheet([*header, ["嘉南铁路", 1, 2, 3, 4]], "A1:A2", "B1:C1", "D1:E1")
    found = table(tmp_path, book, said=MoneyUnit.WAN)
    assert values(found, "year_yuan") == [30_000]
    assert [one.letter for one in found.columns if one.field == "year_yuan"] == ["D"]


def test_two_columns_for_one_field_are_not_read(tmp_path: Path) -> None:
    book, _ = sheet(
        [["项目名称", "责任单位", "总投资(万元)", "总投资（万元）"], ["太焦铁路", "住建局", 1, 2]]
    )
    found = table(tmp_path, book)
    assert found.missing == ("total_yuan",)
    assert [one.problem for one in found.columns if one.problem] == [
        "不止一列像是“总投资”, 没有读入这一列; 请改列名, 使其只有一列"
    ] * 2


def test_unit_that_nobody_says_is_proposed_and_one_that_contradicts_itself_is_a_problem(
    tmp_path: Path,
) -> None:
    rows = [["项目名称", "总投资"], ["市人民医院易址扩建项目", 17.55]]
    found = table(tmp_path, sheet(rows)[0])
    assert found.unconfirmed
    assert found.money == MoneyFound(unit=Unit.WAN, where=Where.FORM, text="")
    said = table(tmp_path, sheet(rows)[0], said=MoneyUnit.YI)
    assert (said.unconfirmed, values(said, "total_yuan")) == (False, [1_755_000_000])
    rows = [["单位:万元"], ["项目名称", "总投资(亿元)"], ["市人民医院易址扩建项目", 17.55]]
    clash = table(tmp_path, sheet(rows)[0])
    assert (clash.money, values(clash, "total_yuan")) == (None, [None])
    assert clash.columns[1].problem == "金额单位互相矛盾: “总投资(亿元)”, “单位:万元”"


def test_amount_merged_over_rows_belongs_to_none_of_them(tmp_path: Path) -> None:
    rows = [
        ["项目名称", "总投资(万元)", "责任单位"],
        ["一期", 30, "甲镇"],
        ["二期", None, None],
        ["三期", 5, None],
    ]
    found = table(tmp_path, sheet(rows, "B2:B3", "B4:C4")[0])
    assert values(found, "total_yuan") == [None, None, 50_000]
    assert problems(found) == {
        (2, "total_yuan"): "合并单元格(B2:B3)里的数分不清属于哪一行, 请拆开填写",
        (3, "total_yuan"): "合并单元格(B2:B3)里的数分不清属于哪一行, 请拆开填写",
        (4, "unit"): "与左边的单元格合并(B4:C4), 不知道这一列填什么",
    }


def test_one_row_over_two_lines_of_the_sheet_is_one(tmp_path: Path) -> None:
    rows = [["项目名称", "总投资(万元)"], ["太焦铁路", 30], [], ["呼南高铁", 5]]
    found = table(tmp_path, sheet(rows, "A2:A3", "B2:B3")[0])
    assert values(found, "total_yuan") == [300_000, 50_000]
    assert problems(found) == {}


def test_cells_that_cannot_be_used(tmp_path: Path) -> None:
    rows = [
        ["项目名称", "总投资(万元)", "计划开工时间", "是否入库", "完成率", "建设内容"],
        ["=A9", "#REF!", "2023-2025", "部分", "#DIV/0!", "=HYPERLINK(1)"],
        [None, 1, None, None, None, "有内容"],
    ]
    found = table(tmp_path, sheet(rows)[0])
    missing = "公式没有算出的值, 请用 Excel 或 WPS 打开后保存一次再传"
    assert problems(found) == {
        (2, "name"): missing,
        (2, "total_yuan"): "单元格是错误值 #REF!, 请改正公式或填上值",
        (2, "planned_start"): "“2023-2025”是一段时间, 不是一个日期",
        (2, "listed"): "“部分”不是“是”或“否”",
        (2, "share"): "单元格是错误值 #DIV/0!, 请改正公式或填上值",
        (2, "remark"): missing,
        (3, "name"): "“项目名称”必须填写",
    }


def test_stored_values_formats_and_the_calendar_of_1904(tmp_path: Path) -> None:
    """As other programs write: prefixes, cells without places, formulas with values, texts in place, days of 1904."""
    book, _ = sheet([["项目名称", "总投资(亿元)", "计划开工时间", "计划竣工时间", "完成率"], [1]])
    styled = book.worksheets[0]
    for place, code in (("C2", "yyyy-mm-dd"), ("D2", 'yyyy"年"m"月"'), ("E2", "0%")):
        styled[place] = 1
        styled[place].number_format = code
    book.epoch = CALENDAR_MAC_1904
    header = "".join(f'<x:c t="inlineStr"><x:is><x:t>{label}</x:t></x:is></x:c>' for label in LABELS)
    own = f"""<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
    <x:sheetData><x:row>{header}</x:row><x:row>
    <x:c t="str"><x:f>A9</x:f><x:v>示范区_x000A_一期</x:v></x:c><x:c><x:f>1+1</x:f><x:v>10.710000000000001</x:v></x:c>
    <x:c s="1"><x:v>43465</x:v></x:c><x:c s="2"><x:v>43616</x:v></x:c><x:c s="3"><x:v>0.85</x:v></x:c></x:row>
    </x:sheetData></x:worksheet>"""
    (tmp_path / "own.xlsx").write_bytes(changed(saved(book), {"xl/worksheets/sheet1.xml": own.encode()}))
    (found,) = read_here(tmp_path / "own.xlsx").tables
    cells = found.rows[0].cells
    assert [cell.value for cell in cells.values()] == [
        "示范区\n一期",
        1_071_000_000,
        "2023-01-01",
        "2023-06-30",
        "17/20",
    ]
    assert cells["total_yuan"].note == "公式, 用的是文件保存时的值"
    assert cells["planned_end"].precision is Precision.MONTH
    assert cells["share"].raw == "85%"


def test_hidden_sheets_are_told(tmp_path: Path) -> None:
    book, _ = sheet([["项目名称", "总投资(万元)"], ["甲", 1]])
    other = book.copy_worksheet(book.worksheets[0])
    other.sheet_state = "veryHidden"
    book.save(tmp_path / "book.xlsx")
    assert [found.hidden for found in read_here(tmp_path / "book.xlsx").tables] == [False, True]


def test_form_with_one_column_is_found(tmp_path: Path) -> None:
    form = replace(FORM, columns=FORM.columns[:1])
    sheet([["序号", "项目名称"], [1, "甲"]])[0].save(tmp_path / "book.xlsx")
    assert values(read_here(tmp_path / "book.xlsx", form).tables[0], "name") == ["甲"]


def test_texts_in_a_part_of_their_own_with_runs_and_signs_of_pronunciation(tmp_path: Path) -> None:
    items = """<si><t>项目名称</t></si><si><t>总投资(亿元)</t></si>
    <si><r><t>盛和特种</t></r><r><rPr/><t xml:space="preserve">光学玻璃 </t></r>
    <rPh sb="0" eb="1"><t>shenghe</t></rPh></si>"""
    cells = """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
    <row r="3"><c r="A3" t="s"><v>2</v></c><c r="C3"><v>0.8</v></c></row>"""
    (tmp_path / "表.xlsx").write_bytes(with_strings(items, cells))
    (found,) = read_here(tmp_path / "表.xlsx").tables
    assert (values(found, "name"), values(found, "total_yuan")) == (["盛和特种光学玻璃"], [80_000_000])
    assert found.skipped == (SkippedRow(number=2, why="空行"),)


def test_days_in_the_formats_of_the_chinese_edition(tmp_path: Path) -> None:
    """Formats 31 and 57 stand in no list of formats; Excel and WPS write them all the same."""
    items = "<si><t>项目名称</t></si><si><t>开工时间</t></si><si><t>竣工时间</t></si>"
    labels = "".join(f'<c t="s"><v>{at}</v></c>' for at in range(3))
    cells = '<c t="s"><v>0</v></c><c s="1"><v>45049</v></c><c s="2"><v>45047</v></c>'
    styles = f"""<styleSheet {MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="57"/></cellXfs>
    <dxfs><dxf><numFmt numFmtId="57" formatCode="0.00"/></dxf></dxfs></styleSheet>"""
    content = with_strings(items, f"<row>{labels}</row><row>{cells}</row>")
    (tmp_path / "表.xlsx").write_bytes(changed(content, {"xl/styles.xml": styles.encode()}))
    (row,) = read_here(tmp_path / "表.xlsx").tables[0].rows
    start, end = row.cells["planned_start"], row.cells["planned_end"]
    assert (start.raw, start.value, start.precision) == ("2023-05-03", "2023-05-03", Precision.DAY)
    assert (end.raw, end.value, end.precision) == ("2023年5月", "2023-05-31", Precision.MONTH)
