"""Numbers written as numbers and as text."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from xiangmu.sheets.reading.results import ReadCell
from xiangmu.sheets.reading.seeing import Look, Seen

DIGITS = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,20})(?:\.\d{1,20})?"
NUMBER = re.compile(DIGITS)
PERCENT = re.compile(rf"({DIGITS})%")
RATIO = re.compile(r"(\d{1,12})/(\d{1,12})")
COUNTED = re.compile(rf"({DIGITS})(?:个|家|项|人|户|件|次|名|亩|公里|天|分)")
INEXACT = re.compile(r"约|大概|左右|上下|近|超|余|多|不少于|不低于|以上|以下|以内|预计|估|≈|~?>|<|≥|≤")
RANGE = re.compile(rf"{DIGITS}\w{{0,2}}(?:[-~—–至到]){{1,2}}{DIGITS}\w{{0,2}}")
WIDE_SIGNS = str.maketrans(
    {"，": ",", "。": ".", "－": "-", "—": "-", "–": "-", "～": "~", "〜": "~", "−": "-"}
)
BLANKS = re.compile(r"\s+")


def folded(text: str) -> str:
    """Without blanks and full-width forms."""
    return BLANKS.sub("", unicodedata.normalize("NFKC", text).translate(WIDE_SIGNS)).casefold()


def number_of(digits: str) -> Decimal:
    """What matched ``DIGITS``."""
    return Decimal(digits.replace(",", ""))


def figure(seen: Seen, *, hundredths: bool = False) -> ReadCell:
    """A number as an exact fraction in text: ``"17/20"`` for 85%.

    In a column that counts in ``hundredths`` 85 is the same; 0.85 there may be anything.
    """
    value = _fraction(seen)
    if isinstance(value, str):
        return ReadCell(raw=seen.text, problem=value)
    if not hundredths or "%" in folded(seen.text):
        return ReadCell(raw=seen.text, value=str(value))
    if 0 < abs(value) < 1:
        return ReadCell(
            raw=seen.text, problem=f"列名以 % 计, “{seen.text[:40]}”分不清是百分之几还是比值, 请写上 %"
        )
    return ReadCell(raw=seen.text, value=str(value / 100), note="按列名里的 % 计")


def whole(seen: Seen) -> ReadCell:
    """A whole number."""
    value = _fraction(seen)
    if isinstance(value, str):
        return ReadCell(raw=seen.text, problem=value)
    if value.denominator != 1:
        return ReadCell(raw=seen.text, problem=f"“{seen.text[:40]}”不是整数")
    return ReadCell(raw=seen.text, value=int(value))


def _fraction(seen: Seen) -> Fraction | str:
    """The number, or in Chinese why it is none."""
    if seen.look is Look.NUMBER:
        return Fraction(seen.number)
    text = folded(seen.text)
    if NUMBER.fullmatch(text):
        return Fraction(number_of(text))
    if found := PERCENT.fullmatch(text):
        return Fraction(number_of(found[1])) / 100
    if found := COUNTED.fullmatch(text):
        return Fraction(number_of(found[1]))
    if (found := RATIO.fullmatch(text)) and int(found[2]):
        return Fraction(int(found[1]), int(found[2]))
    if INEXACT.search(text):
        return f"“{seen.text[:40]}”不是确数"
    if RANGE.fullmatch(text):
        return f"“{seen.text[:40]}”是一个范围, 不是一个数"
    return f"“{seen.text[:40]}”不是数字"
