"""Points are exact fractions; only what is printed is rounded, half up, to two decimals."""

from fractions import Fraction

ZERO = Fraction(0)


def hundredths(points: Fraction) -> int:
    """``points`` in hundredths, rounded half up by magnitude (四舍五入): 20/3 → 667, −1/200 → −1."""
    scaled = abs(points) * 100
    rounded = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return -rounded if points < 0 else rounded


def printed(points: Fraction) -> str:
    """``points`` as a card prints them: two decimals, trailing zeros dropped (``"6.67"``, ``"20"``)."""
    count = hundredths(points)
    sign = "-" if count < 0 else ""
    whole, rest = divmod(abs(count), 100)
    return f"{sign}{whole}.{rest:02d}".rstrip("0").rstrip(".")


def as_printed(points: Fraction) -> Fraction:
    """The exact value of what a card prints."""
    return Fraction(hundredths(points), 100)


def clamp(points: Fraction, least: int | None, most: int | None) -> Fraction:
    """``points`` held between ``least`` and ``most``; None leaves that side open."""
    if least is not None:
        points = max(points, Fraction(least))
    return points if most is None else min(points, Fraction(most))


def ratio(part: Fraction | int, whole: Fraction | int) -> Fraction | None:
    """``part ÷ whole``; None when there is nothing to divide by (reading A4)."""
    return None if whole == 0 else Fraction(part) / Fraction(whole)
