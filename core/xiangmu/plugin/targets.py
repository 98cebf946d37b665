"""Targets (目标任务), their milestones, and the indicators an office reads: the hook ``targets``."""

from datetime import date
from enum import StrEnum
from fractions import Fraction

from xiangmu.plugin.measures import Indicator, Measure
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.value import value


class Comparison(StrEnum):
    """How a value meets its goal: “不少于” includes the number, “超” does not (A1)."""

    AT_LEAST = "AT_LEAST"
    MORE_THAN = "MORE_THAN"
    AT_MOST = "AT_MOST"

    def met(self, measured: Fraction, goal: Fraction | int) -> bool:
        """Whether ``measured`` meets ``goal``, compared exactly."""
        match self:
            case Comparison.AT_LEAST:
                return measured >= goal
            case Comparison.MORE_THAN:
                return measured > goal
            case Comparison.AT_MOST:
                return measured <= goal


@value
class Milestone:
    """By the end of ``due``, ``per_mille`` thousandths of the goal: 900 for 90%. The goal itself is not rounded."""

    due: date
    per_mille: int
    clause: str = ""
    """The clause of the milestone where it is not the target's."""


@value
class Target:
    """A goal that a policy sets: for one unit of a group, or for the whole jurisdiction (``group`` and ``unit`` "").

    ``goal`` is a count, yuan, days, or per-mille of a rate, as ``measure.counts`` says; None when the document prints
    none: the target is then a figure to look at until an approved revision sets a goal. ``due`` is the last day.

    ``every``: the goal recurs in each period of that kind, due at its end (``due`` is then the end of the last one);
    it is shown for periods of that kind only. ``basis``: whether the document prints the goal.
    """

    policy: str
    key: str
    title: str
    measure: Measure
    goal: int | None
    clause: str
    due: date
    group: str = ""
    unit: str = ""
    comparison: Comparison = Comparison.AT_LEAST
    lead: str = ""
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    every: PeriodKind | None = None
    milestones: tuple[Milestone, ...] = ()
    basis: Basis = Basis.PRINTED


@value
class Notice:
    """Something a reader of a policy's targets must know, such as sums that differ as printed."""

    policy: str
    text: str
    clause: str
    targets: tuple[str, ...] = ()


@value
class Targets:
    """What the hook ``targets`` returns."""

    targets: tuple[Target, ...]
    notices: tuple[Notice, ...] = ()
    indicators: tuple[Indicator, ...] = ()
