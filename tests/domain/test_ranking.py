"""Ties, skipped places, disqualified units and awards."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from xiangmu.domain.ranking import positions, prizes, rank_cards
from xiangmu.domain.scoring import Scorecard
from xiangmu.plugin.periods import Period
from xiangmu.plugin.points import as_printed
from xiangmu.plugin.policy import AwardPassesOn, RankBy
from xiangmu.plugin.scoring import Award

YEAR = Period.whole_year(2023)


def card(unit: str, exact: Fraction | int | None) -> Scorecard:
    points = Fraction(exact or 0)
    return Scorecard(
        policy="p",
        group="g",
        unit=unit,
        period=YEAR,
        as_of=date(2023, 12, 31),
        lines=(),
        total=None if exact is None else as_printed(points),
        exact=points,
        no_total="无票" if exact is None else "",
    )


def award(first: int, last: int, wan: int) -> Award:
    return Award(
        policy="p", group="g", title=f"第{first}名", first=first, last=last, yuan=wan * 10_000, clause="c"
    )


AWARDS = (award(1, 1, 30), award(2, 3, 20), award(4, 5, 10))


def won(cards: list[Scorecard], out: frozenset[str], passes_on: AwardPassesOn) -> dict[str, int]:
    places = rank_cards(cards, RankBy.PRINTED)
    return {prize.unit: prize.award.yuan // 10_000 for prize in prizes(places, AWARDS, out, passes_on)}


def test_ties_share_a_place_and_the_next_is_skipped() -> None:
    places = rank_cards([card("a", 90), card("b", 95), card("c", 90), card("d", 80)], RankBy.PRINTED)
    assert [(p.unit, p.position, p.tied) for p in places] == [
        ("b", 1, False),
        ("a", 2, True),
        ("c", 2, True),
        ("d", 4, False),
    ]


def test_totals_that_print_alike_are_a_tie_unless_the_office_ranks_exactly() -> None:
    close = [card("a", Fraction(20, 3)), card("b", Fraction("6.67"))]
    assert [p.position for p in rank_cards(close, RankBy.PRINTED)] == [1, 1]
    assert [(p.unit, p.position) for p in rank_cards(close, RankBy.EXACT)] == [("b", 1), ("a", 2)]


def test_a_card_without_a_total_stands_last_without_a_place() -> None:
    places = rank_cards([card("a", None), card("b", -3)], RankBy.PRINTED)
    assert [(p.unit, p.position, p.because) for p in places] == [("b", 1, ""), ("a", None, "无票")]


def test_awards_go_by_place_and_ties_win_alike() -> None:
    cards = [card(unit, total) for unit, total in zip("abcdef", (99, 98, 98, 97, 96, 95), strict=True)]
    assert won(cards, frozenset(), AwardPassesOn.YES) == {"a": 30, "b": 20, "c": 20, "d": 10, "e": 10}


def test_the_award_of_a_disqualified_unit_passes_on_and_its_place_stays() -> None:
    cards = [card(unit, total) for unit, total in zip("abcdef", (99, 98, 97, 96, 95, 94), strict=True)]
    assert won(cards, frozenset("a"), AwardPassesOn.YES) == {"b": 30, "c": 20, "d": 20, "e": 10, "f": 10}
    assert won(cards, frozenset("a"), AwardPassesOn.NO) == {"b": 20, "c": 20, "d": 10, "e": 10}
    assert rank_cards(cards, RankBy.PRINTED)[0].unit == "a"


@given(st.dictionaries(st.text(min_size=1), st.tuples(st.fractions()), min_size=1))
def test_places_begin_at_one_and_larger_is_never_behind(keys: dict[str, tuple[Fraction, ...]]) -> None:
    places = positions(keys)
    assert min(places.values()) == 1
    assert all((keys[a] > keys[b]) == (places[a] < places[b]) for a in keys for b in keys)
