"""Boards: order by measures and by targets met, classes of boards, the best and the slowest."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.support.county import POLICY, TOWNS, board, county, read, reserved, target, together
from xiangmu.domain.boards import best_and_slowest, boards_of
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.filters import at_least
from xiangmu.plugin.happenings import in_period, reached
from xiangmu.plugin.measures import Indicator, count, reading, share, share_of_whole
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import Period, PeriodKind
from xiangmu.plugin.policy import Basis, Switch
from xiangmu.plugin.scoring import Direction, Ranking, RankingClass, Roll, Scoring, Standing, by_targets
from xiangmu.plugin.targets import Targets
from xiangmu.plugin.vocabulary import Stage

ENTERED = count(in_period(reached(Stage.RESERVED)), title="当月入库")
DAYS = Indicator(
    policy=POLICY, key="days", title="用时", counts=Amount.DAYS, period_kind=PeriodKind.MONTH, clause="C-1"
)
MAY, JUNE = Period.month(2022, 5), Period.month(2022, 6)


def ranking(key: str, measure: Any, **more: Any) -> Ranking:
    stated: dict[str, Any] = {
        "policy": POLICY,
        "key": key,
        "title": key,
        "group": "town",
        "basis": Basis.DERIVED,
        "period_kind": PeriodKind.MONTH,
        "clause": "C-1",
    }
    return Ranking(**(stated | more), measure=measure)


def composite(key: str, *members: str, **more: Any) -> RankingClass:
    stated: dict[str, Any] = {
        "policy": POLICY,
        "key": key,
        "title": key,
        "group": "town",
        "period_kind": PeriodKind.MONTH,
        "clause": "C-1",
        "on": lambda readings: readings.composite is Switch.ON,
    }
    return RankingClass(**(stated | more), members=members)


def entered(month: int, *numbers: int) -> Facts:
    return together(
        *(
            reserved(number, unit=unit, on=date(2022, month, 2))
            for unit, number in zip(TOWNS, numbers, strict=True)
        )
    )


def places(
    facts: Facts, *rankings: Ranking | RankingClass, period: Period = JUNE, **read: Any
) -> dict[str, Any]:
    scoring = Scoring(
        rankings=tuple(one for one in rankings if isinstance(one, Ranking)),
        classes=tuple(one for one in rankings if isinstance(one, RankingClass)),
    )
    catalog = county(scoring=scoring, targets=Targets(targets=()))
    found = boards_of(catalog, board(facts, catalog, period, **read))
    return {key: {place.unit: place for place in of} for key, of in found.items()}


def positions(of: dict[str, Any]) -> list[int | None]:
    return [of[unit].position for unit in TOWNS]


def test_ties_share_a_place_and_the_next_is_skipped() -> None:
    (found,) = places(entered(6, 3, 3, 1), ranking("n", ENTERED)).values()
    assert positions(found) == [1, 1, 3]
    assert [found[unit].tied for unit in TOWNS] == [True, True, False]
    assert "3个" in found["east"].because


def test_less_comes_first_where_less_is_better_and_no_data_stands_apart() -> None:
    facts = together(read("days", "2022-06", "5", "west"), read("days", "2022-06", "9", "east"))
    (found,) = places(facts, ranking("d", reading(DAYS), direction=Direction.LOWER)).values()
    assert positions(found) == [2, 1, None]
    assert found["north"].because == "用时: 尚无本年读数"
    assert list(found)[-1] == "north"


def test_places_of_the_previous_period_and_the_change() -> None:
    facts = together(entered(5, 1, 3, 3), entered(6, 9, 3, 1))
    (found,) = places(facts, ranking("n", ENTERED)).values()
    assert [(p.position, p.previous, p.change) for p in map(found.get, TOWNS) if p] == [
        (1, 3, 2),
        (2, 1, -1),
        (3, 1, -2),
    ]
    january = places(facts, ranking("n", ENTERED), period=Period.month(2022, 1))["n"]
    assert [place.previous for place in january.values()] == [None, None, None]


def test_a_share_of_the_whole_ranks_by_the_whole() -> None:
    (found,) = places(
        entered(6, 1, 3, 0), ranking("s", share_of_whole(ENTERED, ENTERED, title="占比"))
    ).values()
    assert [found[unit].standing.by for unit in TOWNS] == [(250,), (750,), (0,)]


def test_a_rate_is_ranked_with_the_projects_that_it_is_divided_by() -> None:
    large = count(in_period(reached(Stage.RESERVED)), at_least(yi(5)), title="五亿元以上")
    (found,) = places(entered(6, 2, 1, 0), ranking("r", share(large, ENTERED, title="占比"))).values()
    assert [len(found[unit].standing.base_evidence) for unit in TOWNS[:2]] == [2, 1]
    assert (found["east"].standing.by, found["east"].standing.evidence) == ((0,), ())
    assert found["north"].position is None


def test_a_function_may_rank_and_set_apart() -> None:
    def of(snapshot: Any) -> Standing:
        return Standing(
            by=() if snapshot.unit == "east" else (Fraction(len(snapshot.unit)),), because="按名字"
        )

    (found,) = places(Facts(), ranking("f", of)).values()
    assert positions(found) == [None, 2, 1]


def test_boards_are_switched_by_readings_and_shown_for_their_kind() -> None:
    switched = ranking("n", ENTERED, on=lambda readings: readings.composite is Switch.ON)
    assert places(Facts(), switched) == {}
    assert list(places(Facts(), switched, composite=Switch.ON)) == ["n"]
    assert places(Facts(), ranking("n", ENTERED), period=Period.quarter(2022, 2)) == {}


def test_a_class_ranks_by_the_weighted_mean_of_ranks_once_switched_on() -> None:
    facts = together(
        entered(6, 3, 2, 1), read("days", "2022-06", "5", "north"), read("days", "2022-06", "9", "east")
    )
    stated = (
        ranking("n", ENTERED),
        ranking("d", reading(DAYS), direction=Direction.LOWER),
        composite("both", "n", "d"),
    )
    assert set(places(facts, *stated)) == {"n", "d"}
    found = places(facts, *stated, composite=Switch.ON)["both"]
    assert [found[unit].standing.by for unit in TOWNS] == [(Fraction(3, 2),), (2,), (2,)]
    assert positions(found) == [1, 2, 2]
    assert "未排名的不计: d" in found["west"].because
    weighted = composite("both", "n", "d", weights=lambda readings: {"n": readings.first_weight})
    heavier = places(facts, *stated[:2], weighted, composite=Switch.ON, first_weight=3)["both"]
    assert heavier["east"].standing.by == (Fraction(3 * 1 + 1 * 2, 4),)
    without = places(facts, *stated[:2], weighted, composite=Switch.ON, first_weight=0)["both"]
    assert positions(without) == [2, None, 1]
    assert without["west"].because == "各项均未排名, 不参加综合排名"


def test_a_ranking_that_the_readings_have_switched_off_is_no_part_of_its_class() -> None:
    facts = together(entered(6, 3, 2, 1), *(read("days", "2022-06", str(n), u) for n, u in enumerate(TOWNS)))
    off = ranking("d", reading(DAYS), on=lambda readings: readings.composite is Switch.OFF)
    found = places(facts, ranking("n", ENTERED), off, composite("both", "n", "d"), composite=Switch.ON)
    assert set(found) == {"n", "both"}
    assert positions(found["both"]) == positions(found["n"]) == [1, 2, 3]
    assert "d" not in found["both"]["east"].because


def test_the_whole_is_the_mean_of_its_classes() -> None:
    facts = together(entered(6, 3, 2, 1), *(read("days", "2022-06", str(n), u) for n, u in enumerate(TOWNS)))
    stated = (
        ranking("n", ENTERED),
        ranking("d", reading(DAYS)),
        ranking("e", ENTERED),
        composite("first", "n", "d"),
        composite("second", "e"),
        composite("whole", "first", "second"),
    )
    found = places(facts, *stated, composite=Switch.ON)["whole"]
    assert [found[unit].standing.by for unit in TOWNS] == [(Fraction(3, 2),), (2,), (Fraction(5, 2),)]


def test_units_are_ranked_by_targets_met_and_then_by_their_mean_attainment() -> None:
    goals = [target(ENTERED, goal, unit=unit, key=f"g{goal}") for unit in TOWNS for goal in (2, 4)]
    (found,) = places(entered(6, 2, 3, 0), ranking("t", by_targets(goals))).values()
    # goals are those of the board, which has none of targets that the catalog was not told of
    assert positions(found) == [1, 1, 1]
    catalog = county(
        scoring=Scoring(rankings=(ranking("t", by_targets(goals)),)), targets=Targets(targets=tuple(goals))
    )
    of = {p.unit: p for p in boards_of(catalog, board(entered(6, 2, 3, 0), catalog, JUNE))["t"]}
    assert positions(of) == [2, 1, 3]
    assert of["west"].standing is not None and of["west"].standing.by == (Fraction(1), Fraction(9, 8))
    assert "2项目标任务完成1项, 平均完成率112.5%" in of["west"].because


def test_the_best_and_the_slowest_are_the_ends_of_a_board() -> None:
    def ends(*numbers: int, best: int = 1, worst: int = 1) -> list[list[str]]:
        roll = Roll(policy=POLICY, key="r", title="r", ranking="n", clause="C-1", best=best, worst=worst)
        (found,) = places(entered(6, *numbers), ranking("n", ENTERED)).values()
        return [[place.unit for place in side] for side in best_and_slowest(roll, tuple(found.values()))]

    assert ends(3, 2, 1) == [["east"], ["north"]]
    assert ends(3, 1, 1) == [["east"], ["west", "north"]]
    assert ends(3, 3, 3) == [["east", "west", "north"], []]
    assert ends(3, 2, 1, worst=0) == [["east"], []]
