"""Figures in words: what a number counts, and how people read it."""

import re
from enum import StrEnum
from fractions import Fraction
from math import floor

from xiangmu.plugin.money import WAN, YI, in_words
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


def roughly(amount: Fraction, counts: Amount) -> str:
    """``amount`` for a sentence that says 约: money in 亿元 or 万元 with two decimals, what is counted as whole."""
    if counts is Amount.YUAN:
        unit, name = (YI, "亿元") if abs(amount) >= YI else (WAN, "万元")
        return f"{printed(amount / unit)}{name}"
    return said(floor(amount + Fraction(1, 2)), counts)


_TOLD = re.compile(r"(-?\d+(?:\.\d+)?)(亿元?|万元?|元|%|‰|个|天|次)?")
_SCALES = {"亿": YI, "万": WAN, "%": 10}


def told(text: str) -> Fraction:
    """The amount that ``text`` says, as measures count it: ``"2.5亿"`` in yuan, ``"70%"`` → 700, ``"12"``, ``"15天"``.

    Raises ValueError when it says none.
    """
    found = _TOLD.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"不是数量: {text!r}(例: 20、2.5亿、5000万、70%、15天)")
    number, unit = found.groups()
    return Fraction(number) * _SCALES.get((unit or "").removesuffix("元") or "元", 1)


def goal(text: str) -> int | None:
    """A goal as a table writes it, see :func:`told`; None for an empty cell. Raises ValueError."""
    if not text:
        return None
    amount = told(text)
    if amount.denominator != 1:
        raise ValueError(f"目标值不是整数: {text!r}")
    return int(amount)
