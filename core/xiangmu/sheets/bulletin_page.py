"""A bulletin as a page of HTML for A4 that loads nothing and runs nothing; what people typed is text."""

from collections.abc import Iterable, Iterator
from html import escape

from xiangmu.domain.bulletins.content import Paper, Section, Table, breadth, chinese, fitting, numbered

STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm;
  @bottom-center { content: "— " counter(page) " —"; font: 14pt SimSun, "Noto Serif CJK SC", serif; } }
html { background: #fff; color: #000; }
body { max-width: 156mm; margin: 12mm auto; font: 16pt/28pt FangSong, FangSong_GB2312, "Noto Serif CJK SC", serif;
  line-break: strict; }
header { border-bottom: 2.5pt solid #c8102e; margin-bottom: 10mm; }
.issuer { color: #c8102e; text-align: center; text-indent: 0; margin: 0 0 8mm; text-wrap: balance;
  font: bold 32pt/1.3 FZXiaoBiaoSong-B05S, SimSun, "Noto Serif CJK SC", serif; }
.number { display: flex; justify-content: space-between; margin: 0 0 1mm; text-indent: 0; }
h1 { font: bold 22pt/34pt FZXiaoBiaoSong-B05S, SimSun, "Noto Serif CJK SC", serif; text-align: center;
  margin: 0 0 6mm; text-wrap: balance; }
h2 { font: 16pt/28pt SimHei, "Noto Sans CJK SC", sans-serif; margin: 4mm 0 0; text-indent: 2em;
  break-after: avoid; }
p { margin: 0; text-indent: 2em; text-align: justify; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: 2mm 0 4mm; font-size: 10.5pt; line-height: 15pt;
  break-inside: auto; }
table.many { font-size: 9pt; line-height: 13pt; }
caption { font: 12pt/20pt SimHei, "Noto Sans CJK SC", sans-serif; break-after: avoid; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: .5pt solid #000; padding: 1mm 1.5mm; text-align: center; vertical-align: middle; }
th { font-family: SimHei, "Noto Sans CJK SC", sans-serif; font-weight: normal; white-space: nowrap; }
td { overflow-wrap: anywhere; }
td.long { text-align: left; }
td.short { white-space: nowrap; }
.sign { text-align: right; text-indent: 0; margin-top: 14mm; padding-right: 4em; break-inside: avoid;
  break-before: avoid; }
@media print { body { margin: 0; max-width: none; } }
"""
MANY_COLUMNS = 7
LONG, SHORT = 28, 10
"""A wider cell is set from the left, a narrower one never broken; in half-width signs."""


def page(paper: Paper) -> str:
    """The whole page."""
    content = paper.content
    words = (content.correction, content.basis, content.introduction)
    sections = "".join(_section(place, section) for place, section in enumerate(content.sections))
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(paper.called)}</title>
<style>{STYLE}</style>
</head>
<body>
<header>
<p class="issuer" style="font-size: {fitting(content.issuer, 32, 22)}pt">{escape(content.issuer)}</p>
<p class="number"><span>{escape(paper.issue)}</span><span>{chinese(paper.on)}</span></p>
</header>
<h1 style="font-size: {fitting(content.title, 22, 18)}pt">{escape(content.title)}</h1>
{_paragraphs(words)}{sections}<p class="sign">{escape(content.issuer)}<br>{chinese(paper.on)}</p>
</body>
</html>
"""


def _section(place: int, section: Section) -> str:
    heading = f"<h2>{numbered(place)}、{escape(section.title)}</h2>\n"
    words = _paragraphs((*section.text, *section.items))
    return f"{heading}{words}{''.join(map(_table, section.tables))}{_paragraphs((section.remarks,))}"


def _paragraphs(texts: Iterable[str]) -> str:
    """One for each line of each text."""
    lines = (line for text in texts for line in text.splitlines() if line.strip())
    return "".join(f"<p>{escape(line)}</p>\n" for line in lines)


def _table(table: Table) -> str:
    many = ' class="many"' if len(table.columns) >= MANY_COLUMNS else ""
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    head = "".join(f"<th>{escape(column)}</th>" for column in table.columns)
    return f"<table{many}>{caption}<thead><tr>{head}</tr></thead><tbody>\n{''.join(_rows(table))}</tbody></table>\n"


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = (f"<td{_shape(text)}>{escape(text)}</td>" for text in row)
        yield f"<tr>{''.join(cells)}</tr>\n"


def _shape(text: str) -> str:
    if breadth(text) > LONG:
        return ' class="long"'
    return ' class="short"' if breadth(text) <= SHORT else ""
