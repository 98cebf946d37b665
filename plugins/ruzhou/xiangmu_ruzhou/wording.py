"""How numbers stand in the sentences that explain a score."""

from fractions import Fraction


def number(amount: Fraction | int) -> str:
    """``amount`` without rounding: ``"6"``, ``"0.75"``, ``"20/3"``."""
    exact = Fraction(amount)
    for digits in range(5):
        scaled = exact * 10**digits
        if scaled.denominator == 1:
            return f"{float(exact):.{digits}f}"
    return str(exact)


def shared(share: Fraction, points: Fraction | int) -> str:
    """What a sentence that named full ``points`` adds when the unit has a ``share`` of them; "" for all."""
    return "" if share == 1 else f"，几家共有按{number(share)}计为{number(points * share)}分"
