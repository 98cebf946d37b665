"""A reminder letter as it is printed: one page of HTML for A4 that loads nothing and runs nothing."""

from datetime import date
from html import escape

from xiangmu.plugin.value import value


@value
class Letter:
    """What is printed. ``investigated``: the unit is to look into it itself first."""

    number: str
    to: str
    category: str
    problem: str
    target: str
    due: date
    policy: str
    investigated: bool
    sender: str
    on: date


STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
html { background: #fff; color: #000; }
body { max-width: 156mm; margin: 12mm auto; padding: 0 6mm; font: 16pt/28pt FangSong, "Noto Serif CJK SC", serif;
  text-align: justify; line-break: strict; }
h1 { font: 22pt/1.5 SimSun, "Noto Serif CJK SC", serif; text-align: center; margin: 0 0 6mm; }
.number { text-align: center; margin: 0 0 8mm; }
.to { margin: 0; }
p { margin: 0; text-indent: 2em; overflow-wrap: anywhere; }
.to, .number, .sign { text-indent: 0; }
h2 { font: 16pt/28pt SimHei, "Noto Sans CJK SC", sans-serif; margin: 0; text-indent: 2em; break-after: avoid; }
.end { break-inside: avoid; }
.sign { text-align: right; margin-top: 14mm; padding-right: 4em; }
@media screen and (max-width: 170mm) {
  body { margin: 8mm auto; font-size: 13pt; line-height: 23pt; }
  h1 { font-size: 18pt; }
  h2 { font-size: 13pt; line-height: 23pt; }
  .sign { padding-right: 1em; }
}
@media print { body { margin: 0; padding: 0; max-width: none; } }
"""


def page(letter: Letter) -> str:
    """The whole page. What people typed is text, whatever it looks like."""
    asked = "先行自行调查处理" if letter.investigated else "整改"
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>提醒函 {escape(letter.number)}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>提醒函</h1>
<p class="number">{escape(letter.number)}</p>
<p class="to">{escape(letter.to)}：</p>
<p>按照《{escape(letter.policy)}》开展核查，发现你单位有“{escape(letter.category)}”方面的问题，特此提醒。</p>
<h2>一、问题</h2>
{_paragraphs(letter.problem)}
<h2>二、目标要求</h2>
{_paragraphs(letter.target)}
<div class="end">
<h2>三、时限</h2>
<p>请于{_day(letter.due)}前（含当日）{asked}到位，并书面报告结果。</p>
<p class="sign">{escape(letter.sender)}<br>{_day(letter.on)}</p>
</div>
</body>
</html>
"""


def _paragraphs(text: str) -> str:
    """One for each line, so that each is indented."""
    return "\n".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
