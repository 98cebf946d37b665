"""Figures in words: what a number counts, and how people read it."""

from enum import StrEnum
from fractions import Fraction

from xiangmu.plugin.money import in_words
from xiangmu.plugin.points import printed


class Amount(StrEnum):
    """What a measure counts in; a rate is in thousandths, so that goals are whole numbers."""

    COUNT = "COUNT"
    YUAN = "YUAN"
    RATE = "RATE"
    DAYS = "DAYS"
    TIMES = "TIMES"
    NUMBER = "NUMBER"


def said(amount: Fraction | int, counts: Amount) -> str:
    """``amount`` as people read it: ``"12个"``, ``"2.5亿元"``, ``"83.33%"``, ``"14.5天"``."""
    exact = Fraction(amount)
    match counts:
        case Amount.COUNT:
            return f"{printed(exact)}个"
        case Amount.YUAN if exact.denominator == 1:
            return in_words(int(exact))
        case Amount.YUAN:
            return f"{printed(exact)}元"
        case Amount.RATE:
            return f"{printed(exact / 10)}%"
        case Amount.DAYS:
            return f"{printed(exact)}天"
        case Amount.TIMES:
            return f"{printed(exact)}次"
        case Amount.NUMBER:
            return printed(exact)
