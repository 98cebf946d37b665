"""What a measure is, what it finds, and how two figures make a rate."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.snapshot import AnySnapshot, per_snapshot
from xiangmu.plugin.value import value

PER_MILLE = 1000


@value
class Measured:
    """What a measure found, with one Chinese sentence that says it in numbers.

    ``amount`` is None when there is nothing to divide by or no reading (A4). ``part`` and ``base`` are what a rate
    divides; ``evidence`` stands behind the amount (of a rate: behind its part), ``base_evidence`` behind the base.
    """

    amount: Fraction | None
    part: Fraction | None = None
    base: Fraction | None = None
    base_counts: Amount | None = None
    """What part and base count in."""
    evidence: tuple[Evidence, ...] = ()
    base_evidence: tuple[Evidence, ...] = ()
    because: str = ""


Formula = Callable[[AnySnapshot], Measured]
"""A pure function of a snapshot: no I/O, no clock, no randomness."""


@value
class Measure:
    """A figure of a snapshot; :meth:`of` takes it."""

    title: str
    counts: Amount
    formula: Formula
    against_whole: Callable[[Measured, AnySnapshot], Measured] | None = None
    """Sets what ``formula`` found against the whole jurisdiction, for a share of the whole."""
    indicators: tuple[str, ...] = ()
    """Keys of the indicators that it is read from."""

    def of(self, snapshot: AnySnapshot, whole: AnySnapshot) -> Measured:
        """The figure of ``snapshot``; ``whole`` is the jurisdiction on the same day."""
        found = self.formula(snapshot)
        return found if self.against_whole is None else self.against_whole(found, whole)


def share(part: Measure, base: Measure, *, title: str) -> Measure:
    """``part`` ÷ ``base`` in thousandths, with the base shown; neither clamped nor rounded. None when the base is 0."""
    _refuse_shares_of_the_whole(part, base)

    def formula(snapshot: AnySnapshot) -> Measured:
        return _ratio(title, part.formula(snapshot), part, base.formula(snapshot), base)

    read = (*part.indicators, *base.indicators)
    return Measure(title=title, counts=Amount.RATE, formula=formula, indicators=read)


def share_of_whole(part: Measure, base: Measure, *, title: str) -> Measure:
    """``part`` of the unit ÷ ``base`` of the whole jurisdiction, in thousandths; otherwise like :func:`share`."""
    _refuse_shares_of_the_whole(part, base)

    of_whole = per_snapshot(base.formula)

    def against_whole(found: Measured, whole: AnySnapshot) -> Measured:
        return _ratio(title, found, part, of_whole(whole), base)

    return Measure(
        title=title,
        counts=Amount.RATE,
        formula=part.formula,
        against_whole=against_whole,
        indicators=(*part.indicators, *base.indicators),
    )


def chosen(choose: Callable[[Any], Measure], otherwise: Measure, *, title: str) -> Measure:
    """The measure that the readings choose; like ``otherwise`` it counts the same thing whichever is chosen."""
    _refuse_shares_of_the_whole(otherwise)
    return Measure(
        title=title,
        counts=otherwise.counts,
        formula=lambda snapshot: choose(snapshot.readings).formula(snapshot),
        indicators=otherwise.indicators,
    )


def _refuse_shares_of_the_whole(*measures: Measure) -> None:
    for measure in measures:
        if measure.against_whole is not None:
            raise ValueError(f"占全辖区的比率不能再作为别的指标的一部分: {measure.title}")


def _ratio(title: str, part: Measured, of: Measure, base: Measured, base_of: Measure) -> Measured:
    if part.amount is None or base.amount is None:
        missing = part if part.amount is None else base
        return Measured(amount=None, because=f"{title}: 无从计算, {missing.because}")
    divided = f"{title}: {said(part.amount, of.counts)} ÷ {said(base.amount, base_of.counts)}"
    rate = Fraction(part.amount * PER_MILLE) / base.amount if base.amount else None
    return Measured(
        amount=rate,
        part=part.amount,
        base=base.amount,
        base_counts=base_of.counts,
        evidence=part.evidence,
        base_evidence=base.evidence,
        because=f"{divided}, 基数为零, 无从计算"
        if rate is None
        else f"{divided} = {said(rate, Amount.RATE)}",
    )
