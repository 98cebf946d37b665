"""Indicators (指标读数) that an office reads elsewhere and enters: the last reading, its growth, its increase."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import IndicatorReading
from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.measures.base import PER_MILLE, Measure, Measured
from xiangmu.plugin.periods import Period, PeriodKind, year_start
from xiangmu.plugin.snapshot import AnySnapshot
from xiangmu.plugin.value import value


@value
class Indicator:
    """What an office reads elsewhere for every period of ``period_kind``: of the whole jurisdiction, or of the units of
    the group ``of_units``. A rate is read with 1 for 100%; readings of a year so far are those of its last month."""

    policy: str
    key: str
    title: str
    counts: Amount
    period_kind: PeriodKind
    clause: str
    of_units: str = ""


def reading(indicator: Indicator, *, title: str = "") -> Measure:
    """The last reading of this year; None when there is none yet."""
    name = title or indicator.title

    def formula(snapshot: AnySnapshot) -> Measured:
        last = _last(snapshot, indicator)
        if last is None:
            return Measured(amount=None, because=f"{name}: 尚无本年读数")
        amount = _amount(last, indicator)
        because = f"{name}: {_said(last, indicator)}"
        return Measured(amount=amount, evidence=_evidence(indicator, last), because=because)

    return Measure(title=name, counts=indicator.counts, formula=formula, indicators=(indicator.key,))


def growth(indicator: Indicator, *, title: str) -> Measure:
    """How much the last reading exceeds that of the same period a year before, in thousandths of the latter."""

    def difference(last: Fraction, before: Fraction) -> Fraction | None:
        return (last - before) * PER_MILLE / before if before else None

    return _compared(indicator, title, Amount.RATE, difference)


def increase(indicator: Indicator, *, title: str) -> Measure:
    """By how much the last reading exceeds that of the same period a year before."""
    return _compared(indicator, title, indicator.counts, lambda last, before: last - before)


def period_of(one: IndicatorReading) -> Period:
    """The period that a reading is about. Raises ValueError when its text names none."""
    return _parsed(one.period)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Period:
    return Period.parse(text)


def _compared(
    indicator: Indicator,
    title: str,
    counts: Amount,
    difference: Callable[[Fraction, Fraction], Fraction | None],
) -> Measure:
    def formula(snapshot: AnySnapshot) -> Measured:
        last = _last(snapshot, indicator)
        if last is None:
            return Measured(amount=None, because=f"{title}: 尚无本年读数")
        before = _at(snapshot, indicator, period_of(last).year_before())
        if before is None:
            return Measured(amount=None, because=f"{title}: 没有上年同期读数, 无从计算")
        was = _amount(before, indicator)
        amount = difference(_amount(last, indicator), was)
        compared = f"{title}: {_said(last, indicator)}, 上年同期{said(was, indicator.counts)}"
        return Measured(
            amount=amount,
            base=was,
            base_counts=indicator.counts,
            evidence=_evidence(indicator, last, before),
            because=f"{compared}, 无从计算" if amount is None else f"{compared}, 为{said(amount, counts)}",
        )

    return Measure(title=title, counts=counts, formula=formula, indicators=(indicator.key,))


def _last(snapshot: AnySnapshot, indicator: Indicator) -> IndicatorReading | None:
    first = year_start(snapshot.period.start)
    known = (one for one in reversed(snapshot.indicators) if one.indicator == indicator.key)
    return next((one for one in known if period_of(one).start >= first), None)


def _at(snapshot: AnySnapshot, indicator: Indicator, period: Period) -> IndicatorReading | None:
    wanted = (indicator.key, str(period))
    return next((one for one in snapshot.indicators if (one.indicator, one.period) == wanted), None)


def _amount(one: IndicatorReading, indicator: Indicator) -> Fraction:
    return one.value * PER_MILLE if indicator.counts is Amount.RATE else one.value


def _said(one: IndicatorReading, indicator: Indicator) -> str:
    amount = said(_amount(one, indicator), indicator.counts)
    return f"{period_of(one).title}{amount}(来源: {one.source})"


def _evidence(indicator: Indicator, *readings: IndicatorReading) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            kind=EvidenceKind.INDICATOR,
            id=one.id,
            on=period_of(one).end,
            note=f"{indicator.title}{_said(one, indicator)}",
        )
        for one in readings
    )
