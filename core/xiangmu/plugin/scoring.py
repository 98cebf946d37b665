"""Score cards, boards and awards: the hook ``scoring``."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from fractions import Fraction
from typing import Any

from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.plugin.value import value

AnySnapshot = Snapshot[Any]


class Section(StrEnum):
    """Where a rule's points belong; base, bonus and deduction are shown apart."""

    BASE = "BASE"
    BONUS = "BONUS"
    DEDUCTION = "DEDUCTION"


class LineKind(StrEnum):
    """Whether a line states points, or what a limit or the printing took or added."""

    POINTS = "POINTS"
    LIMIT = "LIMIT"
    ROUNDING = "ROUNDING"


@value
class JudgementItem:
    """What a person may decide: points from ``least`` to ``most``; ``many`` when once per matter."""

    key: str
    title: str
    least: int
    most: int
    clause: str
    many: bool = False


@value
class Line:
    """What a formula says: points and why, in one Chinese sentence with the numbers in it.

    ``kind`` is LIMIT for what a limit within an item takes or adds. ``awaiting``: only a judgement can give these
    points, and nobody has. ``no_total``: the card has no total, for the reason given. ``disqualifies``: the unit gets
    no award of the year.
    """

    points: Fraction
    because: str
    kind: LineKind = LineKind.POINTS
    evidence: tuple[Evidence, ...] = ()
    awaiting: JudgementItem | None = None
    clause: str = ""
    """The clause of this line where it is not the rule's."""
    no_total: bool = False
    disqualifies: bool = False


Formula = Callable[[Any], Iterable[Line]]
"""A pure function of a snapshot: no I/O, no clock, no randomness."""


@value
class ScoringRule:
    """One item of a card. ``cap`` and ``floor`` hold the item's sum; what they take is a line of its own."""

    key: str
    title: str
    clause: str
    section: Section
    formula: Formula
    cap: int | None = None
    floor: int | None = None
    judgements: tuple[JudgementItem, ...] = ()


@value
class Card:
    """How the units of one group are scored. ``year_clause``: the year is the sum of its periods' cards."""

    policy: str
    group: str
    title: str
    period_kind: PeriodKind
    rules: tuple[ScoringRule, ...]
    clause: str
    year_clause: str = ""

    @property
    def period_kinds(self) -> tuple[PeriodKind, ...]:
        """The kinds of period that have a card: its own, and the year when it is added up."""
        return (self.period_kind, PeriodKind.YEAR) if self.year_clause else (self.period_kind,)


class Basis(StrEnum):
    """Where an order comes from: printed in the policy, worked out by the product, or common practice."""

    PRINTED = "PRINTED"
    DERIVED = "DERIVED"
    PRACTICE = "PRACTICE"


@value
class Standing:
    """What one unit is ranked by: compared number by number, more is better, with the reason in Chinese."""

    by: tuple[Fraction, ...]
    because: str
    evidence: tuple[Evidence, ...] = ()


@value
class Ranking:
    """A board: the units of a group in order. ``measure`` None ranks by the card's total."""

    policy: str
    key: str
    title: str
    group: str
    basis: Basis
    period_kind: PeriodKind
    clause: str
    measure: Callable[[Any], Standing] | None = None


@value
class Award:
    """Money for the places ``first`` to ``last`` of a group's year, in yuan for each unit."""

    policy: str
    group: str
    title: str
    first: int
    last: int
    yuan: int
    clause: str


@value
class Shortfall:
    """One reason for a unit to stand on an accountability list."""

    because: str
    clause: str
    evidence: tuple[Evidence, ...] = ()


@value
class AccountabilityList:
    """The units of a group to report to the leading group, each with its shortfalls."""

    policy: str
    key: str
    title: str
    group: str
    clause: str
    measure: Callable[[Any], tuple[Shortfall, ...]]


@value
class Scoring:
    """What the hook ``scoring`` returns."""

    cards: tuple[Card, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    awards: tuple[Award, ...] = ()
    accountability: tuple[AccountabilityList, ...] = ()
