"""Forms and workbooks for the tests of reading."""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xiangmu.plugin.forms import FormKind
from xiangmu.plugin.money import MoneyUnit
from xiangmu.settings import SheetSettings
from xiangmu.sheets.forms import Choice, Column, Content, SheetForm
from xiangmu.sheets.reading.reader import limits_of, wanted_of
from xiangmu.sheets.reading.receiving import Received
from xiangmu.sheets.reading.results import Reading, ReadTable
from xiangmu.sheets.reading.working import Work

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LIMITS = SheetSettings()
NATURES = (Choice(value="NEW", label="新建"), Choice(value="CONTINUED", label="续建"))
FORM = SheetForm(
    key="projects",
    title="项目台账",
    kind=FormKind.PROJECTS,
    money=MoneyUnit.WAN,
    columns=(
        Column(field="name", title="项目名称", content=Content.TEXT, aliases=("项目",), required=True),
        Column(field="unit", title="责任单位", content=Content.UNIT, aliases=("牵头单位", "承办单位")),
        Column(
            field="total_yuan", title="总投资", content=Content.MONEY, aliases=("计划总投资",), required=True
        ),
        Column(field="year_yuan", title="年度计划投资", content=Content.MONEY, group="2023年计划"),
        Column(field="planned_start", title="计划开工时间", content=Content.DATE, aliases=("开工时间",)),
        Column(field="planned_end", title="计划竣工时间", content=Content.DATE, aliases=("竣工时间",)),
        Column(field="kind", title="建设性质", content=Content.CHOICE, choices=NATURES),
        Column(field="listed", title="是否入库", content=Content.FLAG),
        Column(field="share", title="完成率", content=Content.NUMBER),
        Column(field="codes", title="项目代码", content=Content.CODES),
        Column(field="remark", title="建设内容", content=Content.TEXT),
    ),
)


def saved(book: Workbook) -> bytes:
    """The file of a workbook."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def sheet(rows: Iterable[Any], *merged: str) -> tuple[Workbook, Worksheet]:
    """A workbook of one sheet."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "台账"
    for row in rows:
        page.append(row)
    for area in merged:
        page.merge_cells(area)
    return book, page


def read_here(path: Path, form: SheetForm = FORM, said: MoneyUnit | None = None) -> Reading:
    """What the process does, without one."""
    lines = BytesIO()
    Work(wanted_of(form, said), limits_of(LIMITS), lines).read(path)
    received = Received(None)
    for line in lines.getvalue().splitlines(keepends=True):
        received.take(line)
    return received.reading()


def table(path: Path, book: Workbook, said: MoneyUnit | None = None) -> ReadTable:
    """The only table of a workbook."""
    book.save(path / "book.xlsx")
    (found,) = read_here(path / "book.xlsx", said=said).tables
    return found


def values(found: ReadTable, field: str) -> list[object]:
    """What is in the rows, from the top."""
    return [row.cells[field].value for row in found.rows]


def problems(found: ReadTable) -> dict[tuple[int, str], str]:
    """All that is wrong, by row and field."""
    return {
        (row.number, field): cell.problem
        for row in found.rows
        for field, cell in row.cells.items()
        if cell.problem
    }


def changed(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The file with some parts put in or replaced."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return file.getvalue()


def with_strings(items: str, cells: str) -> bytes:
    """A workbook as Excel writes it: its texts in a part of their own, which the cells point at."""
    content = saved(Workbook())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        related = archive.read("xl/_rels/workbook.xml.rels").decode()
    link = f'<Relationship Id="rId9" Type="{OFFICE}/relationships/sharedStrings" Target="sharedStrings.xml"/>'
    parts = {
        "xl/_rels/workbook.xml.rels": related.replace("</Relationships>", f"{link}</Relationships>"),
        "xl/sharedStrings.xml": f"<sst {MAIN}>{items}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>",
    }
    return changed(content, {name: text.encode() for name, text in parts.items()})
