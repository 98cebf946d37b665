"""A bulletin as a document that people go on editing: red head, numbered sections, tables with repeated headers.

Fonts are those that Chinese offices have; where they are missing the reader's program takes others of the kind.
"""

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from xiangmu.domain.bulletins.content import Paper, Section, Table, breadth, chinese, fitting, numbered

BODY, HEADING, TITLE = "仿宋", "黑体", "宋体"
RED = RGBColor(0xC8, 0x10, 0x2E)
TEXT_WIDTH = Mm(156)
SIZE, SMALL = Pt(16), Pt(10.5)
LINE = Pt(28)
MANY_COLUMNS = 7
"""From so many on the table is set still smaller."""
WIDEST, MARGIN = 24, 3
"""Of a column: what is wider is broken; what a cell needs beside its text; in half-width signs."""


def document(paper: Paper) -> bytes:
    """The file."""
    made = docx.Document()
    _set_up(made, paper)
    _head(made, paper)
    content = paper.content
    title = _line(
        made, content.title, TITLE, Pt(fitting(content.title, 22, 18)), align=WD_ALIGN_PARAGRAPH.CENTER
    )
    title.runs[0].bold = True
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(18), Pt(12)
    for text in (content.correction, content.basis, content.introduction):
        _words(made, text)
    for place, section in enumerate(content.sections):
        _section(made, place, section)
    signed = _line(made, f"{content.issuer}\n{chinese(paper.on)}", BODY, SIZE, align=WD_ALIGN_PARAGRAPH.RIGHT)
    signed.paragraph_format.space_before = LINE
    signed.paragraph_format.right_indent = SIZE * 4
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _set_up(made: Document, paper: Paper) -> None:
    properties = made.core_properties
    properties.title, properties.author, properties.language = paper.called, paper.content.issuer, "zh-CN"
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = BODY, SIZE
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    number = section.footer.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number.add_run("— ")
    _page_number(number.add_run())
    number.add_run(" —")
    for run in number.runs:
        run.font.size = Pt(14)


def _page_number(run: Run) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _head(made: Document, paper: Paper) -> None:
    """Issuer in red, number and day below it, then the red line."""
    size = Pt(fitting(paper.content.issuer, 32, 22))
    issuer = _line(made, paper.content.issuer, TITLE, size, align=WD_ALIGN_PARAGRAPH.CENTER)
    issuer.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    issuer.paragraph_format.space_after = Pt(20)
    issuer.runs[0].font.color.rgb, issuer.runs[0].bold = RED, True
    below = _line(made, f"{paper.issue}\t{chinese(paper.on)}", BODY, SIZE)
    below.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, content in (("val", "single"), ("sz", "18"), ("space", "4"), ("color", str(RED))):
        line.set(qn(f"w:{name}"), content)
    borders.append(line)
    below._p.get_or_add_pPr().insert(0, borders)


def _section(made: Document, place: int, section: Section) -> None:
    heading = _line(made, f"{numbered(place)}、{section.title}", HEADING, SIZE)
    heading.paragraph_format.first_line_indent = SIZE * 2
    heading.paragraph_format.keep_with_next = True
    for text in (*section.text, *section.items):
        _words(made, text)
    for table in section.tables:
        _table(made, table)
    _words(made, section.remarks)


def _words(made: Document, text: str) -> None:
    """A paragraph for each line of the text."""
    for line in text.splitlines():
        if line.strip():
            _line(made, line, BODY, SIZE).paragraph_format.first_line_indent = SIZE * 2


def _table(made: Document, table: Table) -> None:
    if table.caption:
        caption = _line(made, table.caption, HEADING, Pt(12), align=WD_ALIGN_PARAGRAPH.CENTER)
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_before = Pt(6)
    size = Pt(9) if len(table.columns) >= MANY_COLUMNS else SMALL
    grid = made.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    _narrow_margins(grid)
    for column, width in zip(grid.columns, _widths(table), strict=True):
        column.width = width
    for texts, font in ((table.columns, HEADING), *((row, BODY) for row in table.rows)):
        row = grid.add_row()
        _whole(row._tr, header=font == HEADING)
        for cell, text, width in zip(row.cells, texts, _widths(table), strict=True):
            cell.width, cell.vertical_alignment = width, WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _set(cell.paragraphs[0], text, font, size)
    made.add_paragraph().paragraph_format.line_spacing = Pt(8)


def _narrow_margins(grid: Grid) -> None:
    """What stands in a cell comes close to its borders."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "40")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # elements have an order that Word insists on
    grid._tblPr.find(qn("w:tblLook")).addprevious(margins)


def _whole(row: object, *, header: bool) -> None:
    """Rows stay in one piece; the first comes again on each page."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]  # an element of the library's own making
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _widths(table: Table) -> list[int]:
    """The width of the text, shared by what stands in the columns."""
    longest = [
        min(max(breadth(row[place]) for row in (table.columns, *table.rows)), WIDEST) + MARGIN
        for place in range(len(table.columns))
    ]
    return [int(TEXT_WIDTH * length / sum(longest)) for length in longest]


def _line(
    made: Document, text: str, font: str, size: int, *, align: WD_ALIGN_PARAGRAPH | None = None
) -> Paragraph:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = LINE
    paragraph.paragraph_format.space_after = Pt(0)
    if align is not None:
        paragraph.alignment = align
    _write(paragraph, text, font, size)
    return paragraph


def _set(paragraph: Paragraph, text: str, font: str, size: int) -> None:
    """What stands in a cell."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    _write(paragraph, text, font, size)


def _write(paragraph: Paragraph, text: str, font: str, size: int) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
