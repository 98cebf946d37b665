"""Amounts of money in whole yuan, exactly or not at all."""

import re
from decimal import Decimal
from fractions import Fraction

from xiangmu.sheets.reading.figures import DIGITS, INEXACT, RANGE, folded, number_of
from xiangmu.sheets.reading.results import ReadCell
from xiangmu.sheets.reading.seeing import Look, Seen, plain
from xiangmu.sheets.reading.wanted import Unit

WORDS = {"元": Unit.YUAN, "万": Unit.WAN, "万元": Unit.WAN, "亿": Unit.YI, "亿元": Unit.YI}
AMOUNT = re.compile(rf"(?:人民币|rmb|[¥¥])?({DIGITS})(亿元|万元|亿|万|元)?(?:整|人民币)?")
MIXED = re.compile(rf"({DIGITS})亿({DIGITS})万元?")
MOST = 10**15
"""Yuan: a thousand million million, beyond any project."""


def amount(seen: Seen, unit: Unit) -> ReadCell:
    """The amount in a cell of a column counted in ``unit``; a unit in the cell itself goes before."""
    if seen.look is Look.NUMBER:
        return _whole(seen.text, Fraction(seen.number) * unit.yuan, "")
    text = folded(seen.text)
    if found := MIXED.fullmatch(text):
        parts = Fraction(number_of(found[1])) * Unit.YI.yuan + Fraction(number_of(found[2])) * Unit.WAN.yuan
        return _whole(seen.text, parts, "按单元格里写的亿、万计")
    if not (found := AMOUNT.fullmatch(text)):
        return ReadCell(raw=seen.text, problem=_wrong(seen.text, text))
    own = WORDS[found[2]] if found[2] else unit
    note = f"按单元格里写的{own.words}计" if own is not unit else ""
    return _whole(seen.text, Fraction(number_of(found[1])) * own.yuan, note)


def _whole(raw: str, yuan: Fraction, note: str) -> ReadCell:
    if yuan.denominator != 1:
        rounded = plain(Decimal(yuan.numerator) / Decimal(yuan.denominator))
        return ReadCell(raw=raw, problem=f"合 {rounded[:24]} 元, 不是整元")
    if abs(yuan) > MOST:
        return ReadCell(raw=raw, problem="金额大得不合理, 请核对单位")
    return ReadCell(raw=raw, value=int(yuan), note=note)


def _wrong(raw: str, text: str) -> str:
    if INEXACT.search(text):
        return f"“{raw[:40]}”不是确数"
    if RANGE.fullmatch(text):
        return f"“{raw[:40]}”是一个范围, 不是一个数"
    return f"“{raw[:40]}”不是金额"
