"""Days, months, quarters and years as people write them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from xiangmu.sheets.reading.figures import INEXACT, folded
from xiangmu.sheets.reading.results import Precision, ReadCell
from xiangmu.sheets.reading.seeing import YEARS, Look, Seen, plain

Y, M, D = r"(?P<y>(?:19|20)\d{2})", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
TIME = r"(?:t?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
DAYS = tuple(
    re.compile(form)
    for form in (
        rf"{Y}年{M}月{D}[日号]?",
        rf"{Y}(?P<s>[-./]){M}(?P=s){D}{TIME}",
        rf"{Y}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])",
        rf"{M}月{D}[日号]",
    )
)
MONTHS = tuple(
    re.compile(form)
    for form in (
        rf"{Y}年{M}(?:月份?)?(?P<end>(?:底|末)前?)?",
        rf"{Y}[-./]{M}(?:月份?)?(?P<end>(?:底|末)前?)?",
        rf"{Y}(?P<m>0[1-9]|1[0-2])",
        rf"{M}月份?(?P<end>(?:底|末)前?)?",
    )
)
NUMERAL = r"(?P<q>[1-4一二三四])"
QUARTERS = tuple(
    re.compile(form)
    for form in (rf"{Y}[-年]?q{NUMERAL}", rf"(?:{Y}年)?第?{NUMERAL}季度?(?P<end>(?:末|底)前?)?")
)
YEAR = re.compile(rf"{Y}(?:年度?)?(?P<end>(?:底|末)前?)?")
END_OF_YEAR = re.compile(r"(?P<end>年[底末]前?)")
SPAN = re.compile(r"(?:19|20)\d{2}\D{0,4}\d{0,2}\D{0,4}(?:-|~|至|到)+(?:19|20)\d{2}.{0,6}")
LOOSE = re.compile(r"[上中下]旬|[上下]半年|前$|之前|以前|初|中$")
NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
YEAR_IN_WORDS = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
SERIALS = range(30_000, 60_000)
"""Days of 1982 to 2064, as Excel counts."""
UNTIL = {Precision.MONTH: "月", Precision.QUARTER: "季度", Precision.YEAR: "年"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The year that a sheet speaks of, and the text that says so."""

    number: int
    text: str


def year_in(texts: list[str]) -> Year | None:
    """The only year that the texts name."""
    named = [(int(year), text) for text in texts for year in YEAR_IN_WORDS.findall(folded(text))]
    if len({year for year, _ in named}) != 1:
        return None
    return Year(number=named[0][0], text=" ".join(named[0][1].split())[:60])


def day(seen: Seen, year: Year | None) -> ReadCell:
    """The day in a cell. ``year`` is that of its column, or of the sheet, for what is written without one."""
    if seen.look is Look.DAY:
        return _until(seen.text, seen.day.year, seen.day.month, seen.day.day, seen.precision, "")
    if seen.look is Look.NUMBER:
        return _number(seen)
    return _text(seen.text, year)


def _number(seen: Seen) -> ReadCell:
    """A number that is not shown as a day: 2023.5 and 20230503 are one all the same, 45000 may be."""
    whole = seen.number == seen.number.to_integral_value()
    if whole and int(seen.number) in SERIALS:
        problem = f"{plain(seen.number)} 像是日期的序号, 请把单元格的格式改为日期"
        return ReadCell(raw=seen.text, problem=problem)
    text = seen.text
    if not whole and seen.number.as_tuple().exponent == -1 and text.endswith(".1"):
        return ReadCell(raw=text, problem=f"数字 {text} 分不清是 1 月还是 10 月, 请写成文本或日期")
    return _text(text, None)


def _text(raw: str, year: Year | None) -> ReadCell:
    text = folded(raw).rstrip(".。")
    for forms, precision in ((DAYS, Precision.DAY), (MONTHS, Precision.MONTH), (QUARTERS, Precision.QUARTER)):
        for form in forms:
            if found := form.fullmatch(text):
                return _found(raw, found.groupdict(), precision, year)
    for form in (YEAR, END_OF_YEAR):
        if found := form.fullmatch(text):
            return _found(raw, found.groupdict(), Precision.YEAR, year)
    return ReadCell(raw=raw, problem=_wrong(raw, text))


def _found(raw: str, parts: dict[str, str | None], precision: Precision, year: Year | None) -> ReadCell:
    written = parts.get("y")
    if not written and year is None:
        return ReadCell(raw=raw, problem=f"“{raw[:40]}”没有写年份")
    number = int(written) if written else year.number if year else 0
    note = "" if written or not year else f"年份取自“{year.text}”"
    if number not in YEARS:
        return ReadCell(raw=raw, problem=f"“{raw[:40]}”的年份不合理")
    month, quarter = parts.get("m"), parts.get("q")
    last = int(month) if month else 3 * _numeral(quarter) if quarter else 12
    on = int(parts.get("d") or calendar.monthrange(number, last)[1])
    return _until(raw, number, last, on, precision, note)


def last_day_taken(precision: Precision, day: str) -> str:
    """What is told of a date that was not written to the day."""
    return f"只写到{UNTIL[precision]}, 按最后一天 {day} 计"


def _until(raw: str, year: int, month: int, on: int, precision: Precision, note: str) -> ReadCell:
    if precision is Precision.YEAR:
        month = 12
    if precision is not Precision.DAY:
        on = calendar.monthrange(year, month)[1]
    try:
        found = date(year, month, on).isoformat()
    except ValueError:
        return ReadCell(raw=raw, problem=f"没有 {year} 年 {month} 月 {on} 日")
    taken = last_day_taken(precision, found) if precision is not Precision.DAY else ""
    return ReadCell(raw=raw, value=found, note="; ".join(filter(None, (note, taken))), precision=precision)


def _numeral(text: str) -> int:
    return NUMERALS.get(text) or int(text)


def _wrong(raw: str, text: str) -> str:
    if SPAN.fullmatch(text):
        return f"“{raw[:40]}”是一段时间, 不是一个日期"
    if LOOSE.search(text) or INEXACT.search(text):
        return f"“{raw[:40]}”没有写明到哪一天或哪个月"
    return f"“{raw[:40]}”不是日期"
