"""Two cards line by line: which line became which."""

from datetime import date
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from xiangmu.domain.difference import LineChange, LineDifference, differences
from xiangmu.domain.scoring import Scorecard, ScoreLine, close
from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.periods import Period
from xiangmu.plugin.points import ZERO
from xiangmu.plugin.scoring import LineKind, Section

QUARTER = Period.quarter(2023, 2)


def line(
    item: str,
    points: Fraction | int,
    *facts: int,
    project: int | None = None,
    because: str = "",
    kind: LineKind = LineKind.POINTS,
) -> ScoreLine:
    evidence = (
        Evidence(
            kind=EvidenceKind.STAGE,
            id=UUID(int=fact),
            project=UUID(int=project) if project else None,
            on=date(2023, 5, 8),
        )
        for fact in facts
    )
    return ScoreLine(
        item=item,
        title=item,
        section=Section.BASE,
        kind=kind,
        clause="c",
        points=Fraction(points),
        because=because or f"得{points}分",
        evidence=tuple(evidence),
    )


def card(*lines: ScoreLine) -> Scorecard:
    bare = Scorecard(
        policy="p",
        group="g",
        unit="u",
        period=QUARTER,
        as_of=QUARTER.end,
        lines=lines,
        total=None,
        exact=ZERO,
    )
    return close(bare, "c")


def told(found: tuple[LineDifference, ...]) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.change, one.before.because if one.before else None, one.after.because if one.after else None)
        for one in found
    ]


def test_equal_cards_do_not_differ() -> None:
    one = card(line("a", 1, 1), line("a", 1, 1), line("b", 2))
    assert {difference.change for difference in differences(one, one)} == {LineChange.UNCHANGED}


def test_a_line_is_found_again_by_its_evidence() -> None:
    before = card(line("a", 1, 1, because="甲"), line("a", 2, 2, because="乙"))
    after = card(line("a", 3, 2, because="乙改"), line("a", 1, 1, because="甲"))
    assert told(differences(before, after)) == [("CHANGED", "乙", "乙改"), ("UNCHANGED", "甲", "甲")]


def test_a_line_is_found_again_by_its_project() -> None:
    before = card(line("a", -2, 1, project=7, because="逾期"))
    after = card(line("a", -1, 2, project=8, because="另一个"), line("a", -1, 3, project=7, because="减半"))
    assert told(differences(before, after)) == [("ADDED", None, "另一个"), ("CHANGED", "逾期", "减半")]


def test_the_line_with_most_in_common_is_the_same() -> None:
    before = card(line("a", 1, 1, 2, 3, because="三个"))
    after = card(line("a", 1, 1, because="一个"), line("a", 1, 1, 2, because="两个"))
    assert told(differences(before, after)) == [("ADDED", None, "一个"), ("CHANGED", "三个", "两个")]


def test_lines_of_different_evidence_are_not_the_same() -> None:
    before, after = card(line("a", 1, 1, because="甲")), card(line("a", 1, 2, because="乙"))
    assert told(differences(before, after)) == [("REMOVED", "甲", None), ("ADDED", None, "乙")]


def test_a_line_without_evidence_spoke_of_the_whole_item() -> None:
    before, after = card(line("a", 0, because="待认定")), card(line("a", 8, 1, because="酌情8分"))
    assert told(differences(before, after)) == [("CHANGED", "待认定", "酌情8分")]


def test_lines_of_another_item_or_kind_are_not_the_same() -> None:
    before = card(line("a", 1, because="得"))
    after = card(line("b", 1, because="得"), line("a", 1, because="得", kind=LineKind.LIMIT))
    assert [one.change for one in differences(before, after)] == ["REMOVED", "ADDED", "ADDED"]


def test_a_removed_line_stands_where_it_stood() -> None:
    before = card(line("a", 1, because="一"), line("b", 1, 1, because="二"), line("c", 1, because="三"))
    after = card(line("a", 1, because="一"), line("c", 1, because="三"))
    assert [one[1] for one in told(differences(before, after))] == ["一", "二", "三"]


def test_the_rounding_changes_with_the_sum() -> None:
    before, after = card(line("a", Fraction(1, 3), 1)), card(line("a", Fraction(2, 3), 1))
    assert [one.change for one in differences(before, after)] == ["CHANGED", "CHANGED"]


lines = st.lists(
    st.builds(
        lambda item, points, facts, kind: line(item, points, *facts, kind=kind),
        st.sampled_from("ab"),
        st.integers(-2, 2),
        st.lists(st.integers(1, 3), max_size=2, unique=True),
        st.sampled_from([LineKind.POINTS, LineKind.LIMIT]),
    ),
    max_size=6,
)


@given(before=lines, after=lines)
def test_every_line_of_both_cards_is_told_once(before: list[ScoreLine], after: list[ScoreLine]) -> None:
    one, other = card(*before), card(*after)
    found = differences(one, other)
    assert [d.after for d in found if d.after is not None] == list(other.lines)
    assert sorted(map(repr, (d.before for d in found if d.before is not None))) == sorted(
        map(repr, one.lines)
    )
    gained = sum(((d.after.points if d.after else 0) - (d.before.points if d.before else 0)) for d in found)
    assert gained == other.exact - one.exact
