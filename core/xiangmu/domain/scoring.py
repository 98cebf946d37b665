"""Rules over a snapshot → a scorecard whose lines add up exactly."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.periods import Period
from xiangmu.plugin.points import ZERO, as_printed, clamp, printed
from xiangmu.plugin.scoring import Card, JudgementItem, Line, LineKind, ScoringRule, Section
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.plugin.value import value

ROUNDING = "rounding"


@value
class ScoreLine:
    """One line of a card: item, points, why, clause, evidence, and what is awaited."""

    item: str
    title: str
    section: Section | None
    """None for the line that states the rounding of the total, and for a year's lines, which hold all sections."""
    kind: LineKind
    clause: str
    points: Fraction
    because: str
    evidence: tuple[Evidence, ...] = ()
    awaiting: JudgementItem | None = None
    disqualifies: bool = False


@value
class Scorecard:
    """The result of one unit in one group and period.

    ``total`` is what is printed, in points; None with the reason in ``no_total``. Unless it is None, the points
    of the lines add up to it exactly.
    """

    policy: str
    group: str
    unit: str
    period: Period
    as_of: date
    lines: tuple[ScoreLine, ...]
    total: Fraction | None
    exact: Fraction
    """The sum before rounding."""
    no_total: str = ""

    def subtotal(self, section: Section) -> Fraction:
        """The exact points of one section, limits included."""
        return sum((line.points for line in self.lines if line.section is section), ZERO)

    @property
    def awaiting(self) -> tuple[JudgementItem, ...]:
        """The judgements that nobody has given yet."""
        return tuple(line.awaiting for line in self.lines if line.awaiting)

    @property
    def disqualified(self) -> bool:
        """Whether the unit gets no award of the year."""
        return any(line.disqualifies for line in self.lines)


def score(card: Card, snapshot: Snapshot[Any]) -> Scorecard:
    """The card of the snapshot's unit."""
    lines: list[ScoreLine] = []
    no_total = card.no_total
    for rule in card.rules:
        stated = tuple(rule.formula(snapshot))
        lines += _lines_of(rule, stated)
        no_total = no_total or next((line.because for line in stated if line.no_total), "")
    return close(
        Scorecard(
            policy=card.policy,
            group=card.group,
            unit=snapshot.unit or "",
            period=snapshot.period,
            as_of=snapshot.as_of,
            lines=tuple(lines),
            total=None,
            exact=ZERO,
            no_total=no_total,
        ),
        card.clause,
    )


def close(card: Scorecard, clause: str) -> Scorecard:
    """``card`` added up, with the line that states what the printed total leaves out."""
    exact = sum((line.points for line in card.lines), ZERO)
    if card.no_total:
        return replace(card, exact=exact)
    total = as_printed(exact)
    lines = card.lines
    if total != exact:
        lines = (*lines, _rounding(total - exact, exact, clause))
    return replace(card, lines=lines, exact=exact, total=total)


def _lines_of(rule: ScoringRule, stated: tuple[Line, ...]) -> Iterator[ScoreLine]:
    for line in stated:
        yield ScoreLine(
            item=rule.key,
            title=rule.title,
            section=rule.section,
            kind=line.kind,
            clause=line.clause or rule.clause,
            points=line.points,
            because=line.because,
            evidence=line.evidence,
            awaiting=line.awaiting,
            disqualifies=line.disqualifies,
        )
    earned = sum((line.points for line in stated), ZERO)
    held = clamp(earned, rule.floor, rule.cap)
    if held != earned:
        limit = f"最高{rule.cap}分" if held < earned else f"最低{rule.floor}分"
        yield ScoreLine(
            item=rule.key,
            title=rule.title,
            section=rule.section,
            kind=LineKind.LIMIT,
            clause=rule.clause,
            points=held - earned,
            because=f"本项合计{in_full(earned)}分, {limit}, 调整{in_full(held - earned)}分",
        )


def in_full(points: Fraction) -> str:
    """``points`` without rounding: as a card prints them where that is exact, else as a fraction."""
    return printed(points) if as_printed(points) == points else str(points)


def _rounding(points: Fraction, exact: Fraction, clause: str) -> ScoreLine:
    return ScoreLine(
        item=ROUNDING,
        title="尾差",
        section=None,
        kind=LineKind.ROUNDING,
        clause=clause,
        points=points,
        because=f"精确合计为{exact}, 公布时四舍五入到两位小数, 尾差{points}",
    )
