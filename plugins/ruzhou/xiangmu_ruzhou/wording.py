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


def shared(share: Fraction) -> str:
    """What a sentence adds when a project counts for several units: ``""`` for a whole project."""
    return "" if share == 1 else f"，几家共有按{number(share)}计"
