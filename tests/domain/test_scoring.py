"""Lines add up exactly; limits and rounding are lines of their own; a year is the sum of its quarters."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from xiangmu.domain.scoring import Scorecard, score
from xiangmu.domain.year import Published, year_card
from xiangmu.plugin.periods import Period, PeriodKind
from xiangmu.plugin.policy import RankBy, Readings
from xiangmu.plugin.scoring import Card, Line, LineKind, ScoringRule, Section
from xiangmu.plugin.snapshot import Snapshot

QUARTER, YEAR = Period.quarter(2023, 2), Period.whole_year(2023)
SNAPSHOT = Snapshot(
    policy="p", group="g", unit="u", period=QUARTER, as_of=QUARTER.end, readings=Readings(), goals={}
)


def rule(
    *points: Fraction | int, cap: int | None = None, floor: int | None = None, key: str = "a"
) -> ScoringRule:
    def formula(_: Snapshot[Any]) -> Iterator[Line]:
        return (Line(points=Fraction(p), because=f"得{p}分") for p in points)

    return ScoringRule(
        key=key, title="甲", clause="c", section=Section.BASE, formula=formula, cap=cap, floor=floor
    )


def card(*rules: ScoringRule) -> Card:
    return Card(
        policy="p",
        group="g",
        title="表",
        period_kind=PeriodKind.QUARTER,
        rules=rules,
        clause="c",
        year_clause="c",
    )


def lines(scored: Scorecard) -> list[tuple[LineKind, Fraction]]:
    return [(line.kind, line.points) for line in scored.lines]


def test_what_a_cap_takes_is_a_line() -> None:
    scored = score(card(rule(10, 4, 4, 4, cap=20)), SNAPSHOT)
    assert lines(scored)[-1] == (LineKind.LIMIT, Fraction(-2))
    assert scored.total == 20


def test_what_a_floor_gives_is_a_line() -> None:
    scored = score(card(rule(10, -12, floor=0)), SNAPSHOT)
    assert lines(scored)[-1] == (LineKind.LIMIT, Fraction(2))
    assert scored.total == 0


def test_what_a_limit_says_is_not_rounded() -> None:
    scored = score(card(rule(Fraction(7, 3), cap=2)), SNAPSHOT)
    assert "本项合计7/3分" in scored.lines[-1].because
    assert "调整-1/3分" in scored.lines[-1].because


def test_the_rounding_of_two_thirds_of_ten_is_a_line() -> None:
    scored = score(card(rule(Fraction(20, 3))), SNAPSHOT)
    assert scored.total == Fraction("6.67")
    assert lines(scored)[-1] == (LineKind.ROUNDING, Fraction("6.67") - Fraction(20, 3))
    assert scored.exact == Fraction(20, 3)


@given(st.lists(st.fractions(-50, 50), max_size=6), st.lists(st.fractions(-50, 50), max_size=6))
def test_lines_always_add_up_to_the_printed_total(one: list[Fraction], two: list[Fraction]) -> None:
    scored = score(card(rule(*one, cap=20, floor=0), rule(*two, key="b")), SNAPSHOT)
    assert sum((line.points for line in scored.lines), Fraction(0)) == scored.total
    rounding = sum((p for kind, p in lines(scored) if kind is LineKind.ROUNDING), Fraction(0))
    assert scored.subtotal(Section.BASE) + rounding == scored.total


def published(total: str | None, *, exact: Fraction | None = None, disqualified: bool = False) -> Published:
    return Published(
        publication=UUID(int=1),
        number=1,
        total=None if total is None else Fraction(total),
        exact=exact or Fraction(total or 0),
        no_total="无有效评议票" if total is None else "",
        disqualified=disqualified,
    )


def year(*quarters: Published | None, rank_by: RankBy = RankBy.PRINTED) -> Scorecard:
    return year_card(card(), "u", YEAR, dict(zip(YEAR.quarters(), quarters, strict=True)), rank_by)


def test_a_year_is_the_sum_of_its_printed_quarters() -> None:
    third = published("6.67", exact=Fraction(20, 3))
    assert year(third, third, third, published("-2")).total == Fraction("18.01")
    assert year(third, third, third, published("-2"), rank_by=RankBy.EXACT).total == 18


def test_a_year_names_the_points_that_it_adds() -> None:
    third = published("6.67", exact=Fraction(20, 3))
    assert "得6.67分" in year(third, None, None, None).lines[0].because
    assert "得20/3分" in year(third, None, None, None, rank_by=RankBy.EXACT).lines[0].because


def test_a_quarter_not_published_yet_adds_nothing_and_says_so() -> None:
    scored = year(published("80"), published("70.5"), None, None)
    assert scored.total == Fraction("150.5")
    assert "尚未公布" in scored.lines[2].because


def test_a_quarter_without_a_total_leaves_the_year_without() -> None:
    scored = year(published("80"), published(None), published("1"), published("1"))
    assert scored.total is None
    assert "第2季度" in scored.no_total


def test_a_year_of_which_nothing_is_published_has_no_total() -> None:
    assert year(None, None, None, None).total is None


def test_one_disqualified_quarter_costs_the_award_of_the_year() -> None:
    assert year(published("80"), published("70", disqualified=True), None, None).disqualified


def test_a_card_ends_on_its_own_day() -> None:
    assert score(card(), SNAPSHOT).as_of == date(2023, 6, 30)
