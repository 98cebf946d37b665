"""Score cards, boards and awards: the hook ``scoring``."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any

from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.measures import Measure
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.targets import Target
from xiangmu.plugin.value import LATER, value


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
    """How the units of one group are scored. ``year_clause``: the year is the sum of its periods' cards.

    ``no_total``: the policy prints no formula, for the reason given; the card then has no total, ever.
    """

    policy: str
    group: str
    title: str
    period_kind: PeriodKind
    rules: tuple[ScoringRule, ...]
    clause: str
    year_clause: str = ""
    no_total: str = ""

    @property
    def period_kinds(self) -> tuple[PeriodKind, ...]:
        """The kinds of period that have a card: its own, and the year when it is added up."""
        return (self.period_kind, PeriodKind.YEAR) if self.year_clause else (self.period_kind,)


class Direction(StrEnum):
    """Which end of an order comes first."""

    HIGHER = "HIGHER"
    LOWER = "LOWER"


@value
class Standing:
    """What one unit is ranked by, compared number by number, with the reason in Chinese.

    An empty ``by`` sets the unit apart: it has no place, for the reason given. Of a rate ``evidence`` stands behind the
    part, ``base_evidence`` behind what it is divided by.
    """

    by: tuple[Fraction, ...]
    because: str
    evidence: tuple[Evidence, ...] = ()
    base_evidence: Annotated[tuple[Evidence, ...], LATER] = ()


@value
class TargetsMet:
    """Ranks units by how many of ``targets`` they have met, then by their mean attainment (S9, J10)."""

    targets: tuple[Target, ...]


def by_targets(targets: Iterable[Target]) -> TargetsMet:
    """Number of targets met, then mean attainment; one that recurs counts once for each period that has ended."""
    return TargetsMet(targets=tuple(targets))


@value
class Ranking:
    """A board: the units of a group in order. ``measure`` None ranks by the card's total.

    ``direction`` says whether more or less of a :class:`Measure` comes first (of what a function returns as well).
    ``on`` switches the board by the readings; ``reading`` is the number of the reading that the order follows
    (``"S9"``), if one does.
    """

    policy: str
    key: str
    title: str
    group: str
    basis: Basis
    period_kind: PeriodKind
    clause: str
    measure: Callable[[Any], Standing] | Measure | TargetsMet | None = None
    direction: Direction = Direction.HIGHER
    on: Callable[[Any], bool] | None = None
    reading: str = ""


@value
class RankingClass:
    """Several rankings of one group and kind of period taken together: by the weighted mean of a unit's ranks.

    ``members`` are keys of rankings, or of other classes: of a class the mean itself counts, not the rank by it.
    ``weights`` gives weights by member; without, all weigh the same. Off until ``on`` holds of the readings.
    """

    policy: str
    key: str
    title: str
    group: str
    period_kind: PeriodKind
    members: tuple[str, ...]
    clause: str
    on: Callable[[Any], bool]
    weights: Callable[[Any], Mapping[str, int]] | None = None
    basis: Basis = Basis.DERIVED
    reading: str = ""


@value
class Roll:
    """The best and the slowest (红黑榜): the first ``best`` and the last ``worst`` places of a ranking or class."""

    policy: str
    key: str
    title: str
    ranking: str
    clause: str
    best: int = 0
    worst: int = 0


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
class TargetsUnmet:
    """One shortfall for each of ``targets`` that a unit missed, naming target, date and figures."""

    targets: tuple[Target, ...]
    clause: str = ""
    """The clause of the shortfalls where it is not the list's."""


def unmet_targets(targets: Iterable[Target], *, clause: str = "") -> TargetsUnmet:
    """Every target missed and every milestone missed; one that recurs for each period that has ended."""
    return TargetsUnmet(targets=tuple(targets), clause=clause)


@value
class AccountabilityList:
    """The units of a group to report to the leading group, each with its shortfalls."""

    policy: str
    key: str
    title: str
    group: str
    clause: str
    measure: Callable[[Any], tuple[Shortfall, ...]] | TargetsUnmet


@value
class Scoring:
    """What the hook ``scoring`` returns."""

    cards: tuple[Card, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    awards: tuple[Award, ...] = ()
    accountability: tuple[AccountabilityList, ...] = ()
    classes: tuple[RankingClass, ...] = ()
    rolls: tuple[Roll, ...] = ()
