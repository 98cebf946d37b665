"""Money: stored and computed as integer yuan (元), read and written in 万元 and 亿元."""

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction

WAN = 10_000
YI = 100_000_000

Amount = int | str | Decimal


class MoneyUnit(StrEnum):
    """What the figures of a table are counted in."""

    YUAN = "YUAN"
    WAN = "WAN"
    YI = "YI"

    @property
    def yuan(self) -> int:
        """How many yuan one of it is."""
        return {MoneyUnit.YUAN: 1, MoneyUnit.WAN: WAN, MoneyUnit.YI: YI}[self]

    @property
    def words(self) -> str:
        """As people write it."""
        return {MoneyUnit.YUAN: "元", MoneyUnit.WAN: "万元", MoneyUnit.YI: "亿元"}[self]


def wan(amount: Amount) -> int:
    """Yuan in ``amount`` 万元. Raises ValueError unless it is a whole number of yuan."""
    return _whole_yuan(amount, WAN)


def yi(amount: Amount) -> int:
    """Yuan in ``amount`` 亿元. Raises ValueError unless it is a whole number of yuan."""
    return _whole_yuan(amount, YI)


def as_wan(yuan: int) -> str:
    """``yuan`` as 万元 with exactly four places: the same number of yuan, ``"12345.6789"``."""
    sign = "-" if yuan < 0 else ""
    whole, rest = divmod(abs(yuan), WAN)
    return f"{sign}{whole}.{rest:04d}"


def in_words(yuan: int) -> str:
    """``yuan`` as people write it, without rounding: ``"2.9999亿元"``, ``"5000万元"``, ``"12元"``."""
    if yuan and yuan % WAN:
        return f"{yuan}元"
    unit, name = (YI, "亿元") if abs(yuan) >= YI else (WAN, "万元")
    return f"{Decimal(yuan) / unit:f}{name}"


def _whole_yuan(amount: Amount, unit: int) -> int:
    try:
        yuan = Fraction(Decimal(amount)) * unit
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise ValueError(f"不是金额: {amount!r}") from error
    if yuan.denominator != 1:
        raise ValueError(f"金额须为整元: {amount!r}")
    return int(yuan)
