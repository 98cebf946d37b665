"""What people see in a cell, told apart by kind and still without a meaning."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from typing import NamedTuple

from xiangmu.sheets.reading.cells import Kind, RawCell
from xiangmu.sheets.reading.contents import Book
from xiangmu.sheets.reading.formats import GENERAL, Format, Shown
from xiangmu.sheets.reading.results import Precision

LONGEST = 32_767
"""Characters that Excel lets into a cell."""
DIGITS = "15"
"""Digits that Excel shows of a number: 0.1 + 0.2 is 0.3 to whoever looks at the sheet."""
YEARS = range(1949, 2101)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Look(Enum):
    """The kind of what is seen."""

    BLANK = auto()
    TEXT = auto()
    NUMBER = auto()
    DAY = auto()
    FLAG = auto()
    UNKNOWN = auto()
    """Nothing that could be used; the problem says why."""


class Seen(NamedTuple):
    """``text`` is as shown; ``places`` how many digits are shown behind the point, None when as many as there are."""

    look: Look
    text: str = ""
    number: Decimal = Decimal(0)
    places: int | None = None
    day: date = date.min
    precision: Precision = Precision.DAY
    flag: bool = False
    problem: str = ""


BLANK = Seen(look=Look.BLANK)
PRECISIONS = {Shown.DAY: Precision.DAY, Shown.MONTH: Precision.MONTH, Shown.YEAR: Precision.YEAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How the cells of a workbook are looked at."""

    book: Book
    formats: list[Format]

    def seen(self, cell: RawCell) -> Seen:
        """What is in the cell."""
        match cell.kind:
            case Kind.TEXT if len(cell.text) > LONGEST:
                return _unknown(cell.text[:40] + "…", f"超过 {LONGEST} 字")
            case Kind.TEXT:
                return Seen(look=Look.TEXT, text=cell.text.strip())
            case Kind.FLAG:
                return Seen(look=Look.FLAG, text="是" if cell.text == "1" else "否", flag=cell.text == "1")
            case Kind.ERROR:
                return _unknown(cell.text, f"单元格是错误值 {cell.text[:20]}, 请改正公式或填上值")
            case Kind.UNCOMPUTED:
                return _unknown("", "公式没有算出的值, 请用 Excel 或 WPS 打开后保存一次再传")
            case Kind.DAY:
                return _iso(cell.text)
            case Kind.NUMBER:
                return self._number(cell)

    def _number(self, cell: RawCell) -> Seen:
        try:
            number = shown(cell.text)
        except (InvalidOperation, ValueError, OverflowError):
            return _unknown(cell.text[:40], "不是数字")
        form = self.formats[cell.style] if cell.style < len(self.formats) else GENERAL
        if form.shown in PRECISIONS:
            return self._day(number, PRECISIONS[form.shown])
        if form.shown is Shown.PERCENT:
            return Seen(look=Look.NUMBER, text=f"{plain(number * 100)}%", number=number)
        return Seen(look=Look.NUMBER, text=plain(number, form.places), number=number, places=form.places)

    def _day(self, number: Decimal, precision: Precision) -> Seen:
        try:
            day = self.book.day(int(number))
        except (ValueError, OverflowError):
            return _unknown(plain(number), f"{plain(number)} 不是能用的日期")
        if (day.month, day.day) != (1, 1) and (precision is Precision.YEAR or day.day != 1):
            precision = Precision.DAY  # somebody entered a day, which the format hides
        text = {
            Precision.DAY: day.isoformat(),
            Precision.MONTH: f"{day.year}年{day.month}月",
            Precision.YEAR: f"{day.year}年",
        }[precision]
        if day.year not in YEARS:
            return _unknown(text, f"日期 {text} 的年份不在 {YEARS[0]}–{YEARS[-1]} 年之间")
        return Seen(look=Look.DAY, text=text, day=day, precision=precision)


def shown(text: str) -> Decimal:
    """A stored number with the digits that are shown. Raises InvalidOperation or ValueError."""
    number = Decimal(format(float(text), f".{DIGITS}g"))
    if not number.is_finite():
        raise ValueError("not finite")
    return number


def plain(number: Decimal, places: int | None = None) -> str:
    """Without exponent and idle zeros; ``places`` fills up with zeros but never rounds."""
    text = f"{number.normalize():f}" if number else "0"
    behind = len(text.partition(".")[2])
    if places is None or behind >= places:
        return text
    return (text if "." in text else text + ".") + "0" * (places - behind)


def _iso(text: str) -> Seen:
    try:
        day = date.fromisoformat(text[:10]) if ISO_DAY.match(text) else date.min
    except ValueError:
        day = date.min
    if day.year not in YEARS:
        return _unknown(text[:40], "不是能用的日期")
    return Seen(look=Look.DAY, text=day.isoformat(), day=day)


def _unknown(text: str, problem: str) -> Seen:
    return Seen(look=Look.UNKNOWN, text=text, problem=problem)
