"""Figures as offices write them: decimals in the unit of what is counted, read exactly."""

import re
from decimal import Decimal
from fractions import Fraction

from xiangmu.plugin.figures import Amount
from xiangmu.plugin.money import YI
from xiangmu.plugin.value import value

DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")


@value
class Scale:
    """How a kind of amount is written: one ``unit`` is ``worth`` so much of what is stored; what can be meant."""

    unit: str
    worth: Fraction = Fraction(1)
    least: int = 0
    most: int


SCALES = {
    Amount.COUNT: Scale(unit="个", most=10**8),
    Amount.TIMES: Scale(unit="次", most=10**8),
    Amount.DAYS: Scale(unit="天", most=36_500),
    Amount.NUMBER: Scale(unit="", least=-(10**9), most=10**9),
    # millionths of more would not fit a column
    Amount.YUAN: Scale(unit="亿元", worth=Fraction(YI), most=90_000),
    Amount.RATE: Scale(unit="%", worth=Fraction(1, 100), least=-100, most=10_000),
}


def read_amount(text: str, counts: Amount, parts: int) -> int:
    """``text`` in its unit, as a whole number of the ``parts`` into which one of what is stored is divided.

    Stored is a number, 元, or a rate of which 1 is 100%. Raises ValueError in Chinese.
    """
    scale = SCALES[counts]
    if not DECIMAL.fullmatch(text):
        unit = f"以{scale.unit}计的" if scale.unit else ""
        raise ValueError(f"须为{unit}十进制数字, 不能是“{text[:40]}”")
    written = Fraction(Decimal(text))
    if not scale.least <= written <= scale.most:
        raise ValueError(f"{text}{scale.unit}不合理, 应在 {scale.least} 至 {scale.most}{scale.unit}之间")
    if counts in (Amount.COUNT, Amount.TIMES) and written.denominator != 1:
        raise ValueError(f"{text}{scale.unit}不是整数")
    exact = written * scale.worth * parts
    if exact.denominator != 1:
        raise ValueError(f"{text}{scale.unit}的小数位过多, 最小到 {_smallest(scale, parts)}{scale.unit}")
    return int(exact)


def write_amount(amount: int, counts: Amount, parts: int) -> str:
    """What ``read_amount`` reads as ``amount``."""
    return _decimal(Fraction(amount, parts) / SCALES[counts].worth)


def _smallest(scale: Scale, parts: int) -> str:
    return _decimal(1 / (scale.worth * parts))


def _decimal(exact: Fraction) -> str:
    return f"{Decimal(exact.numerator) / Decimal(exact.denominator):f}"
