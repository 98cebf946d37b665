"""Targets: met, missed or not yet due, by the goal of the day; what is short, and where the pace leads."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.support.county import (
    NEW_YEAR,
    POLICY,
    STATED,
    YEAR,
    YEAR_END,
    board,
    county,
    project,
    read,
    reserved,
    revised,
    target,
    together,
)
from xiangmu.domain.accountability import accountable
from xiangmu.domain.attainment import Attainment, attain, attain_each
from xiangmu.domain.outcome import Outcome
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.filters import at_least
from xiangmu.plugin.happenings import in_period, reached, stock, this_year
from xiangmu.plugin.measures import Indicator, count, median_days, reading, share, total
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import Period, PeriodKind
from xiangmu.plugin.scoring import AccountabilityList, unmet_targets
from xiangmu.plugin.targets import Comparison, Milestone, Target, Targets
from xiangmu.plugin.vocabulary import Stage

RESERVED, STARTED = Stage.RESERVED, Stage.STARTED
INVESTMENT = Indicator(
    policy=POLICY, key="gfi", title="固投", counts=Amount.YUAN, period_kind=PeriodKind.MONTH, clause="C-1"
)
COUNT = count(stock(reached(RESERVED)), title="储备项目数")
MILESTONES = tuple(
    Milestone(due=due, per_mille=per_mille)
    for due, per_mille in ((date(2022, 9, 30), 800), (date(2022, 10, 31), 900), (date(2022, 11, 30), 1000))
)
MET, MISSED, AHEAD = Outcome.MET, Outcome.MISSED, Outcome.NOT_YET_DUE


def attained(stated: Target, facts: Facts, **asked: Any) -> Attainment:
    catalog = county(asked.pop("policy", STATED), targets=Targets(targets=(stated,)))
    (found,) = attain(board(facts, catalog, **asked), [stated])
    return found


def test_three_hundred_and_fifty_compare_as_a_ratio() -> None:
    stated = target(COUNT, 350, milestones=MILESTONES, due=date(2022, 11, 30))
    for number, outcome in ((314, MISSED), (315, MET)):
        found = attained(stated, reserved(number))
        assert found.milestones[1].stand.outcome is outcome
        assert found.milestones[1].stand.wanted == 315
    odd = target(COUNT, 15, milestones=MILESTONES)
    stand = attained(odd, reserved(13)).milestones[1].stand
    assert [stand.wanted, stand.shortfall, stand.outcome] == [Fraction(27, 2), Fraction(1, 2), MISSED]


def test_a_milestone_is_judged_by_what_there_was_on_its_day() -> None:
    facts = together(reserved(7, on=date(2022, 9, 30)), reserved(3, on=date(2022, 10, 1)))
    found = attained(target(COUNT, 10, milestones=MILESTONES), facts)
    assert [m.stand.outcome for m in found.milestones] == [MISSED, MET, MET]
    assert [m.stand.amount for m in found.milestones] == [7, 10, 10]
    assert [m.stand.shortfall for m in found.milestones] == [1, 0, 0]
    assert "到2022-09-30应不少于8个, 实际7个, 相差1个" in found.milestones[0].stand.because
    assert (found.met, found.outcome) == (True, MET)


def test_what_is_due_is_not_missed_before_its_day_is_over() -> None:
    stated = target(COUNT, 10, milestones=MILESTONES)
    outcomes = {
        day: attained(stated, reserved(7), as_of=day).milestones[0].stand.outcome
        for day in (date(2022, 9, 29), date(2022, 9, 30), date(2022, 10, 1))
    }
    assert list(outcomes.values()) == [AHEAD, AHEAD, MISSED]
    assert attained(stated, reserved(8), as_of=date(2022, 9, 29)).milestones[0].stand.outcome is MET


def test_the_day_that_closes_the_period_or_the_policy_decides() -> None:
    assert attained(target(COUNT, 10), reserved(7)).outcome is MISSED
    assert attained(target(COUNT, 10), reserved(7), as_of=date(2022, 12, 30)).outcome is AHEAD
    short = replace(STATED, ends=date(2022, 12, 25))
    due = target(COUNT, 10, due=date(2022, 12, 25))
    assert attained(due, reserved(7), policy=short, as_of=date(2022, 12, 25)).outcome is MISSED


def test_nothing_is_missed_that_fell_due_before_the_document_was_issued() -> None:
    early = target(COUNT, 10, due=date(2022, 2, 28))
    assert attained(early, reserved(7)).outcome is Outcome.BEFORE_ISSUE
    assert attained(early, reserved(10)).outcome is MET
    assert attained(replace(early, due=STATED.issued_on), reserved(7)).outcome is MISSED


def test_without_goal_or_value_nothing_is_judged() -> None:
    no_goal = attained(target(COUNT, None), reserved(7))
    assert (no_goal.outcome, no_goal.met, no_goal.goal) == (Outcome.UNKNOWN, False, None)
    assert [no_goal.amount, no_goal.stand.shortfall] == [7, None]
    rate = share(COUNT, COUNT, title="占比")
    no_base = attained(target(rate, 300), Facts())
    assert (no_base.outcome, no_base.amount, no_base.rate) == (Outcome.UNKNOWN, None, None)
    assert "无从计算" in no_base.because


def test_a_rate_says_how_many_projects_are_missing() -> None:
    rate = share(count(stock(reached(STARTED)), title="开工"), COUNT, title="开工率")
    facts = together(
        reserved(4), *(project(stages={RESERVED: NEW_YEAR, STARTED: NEW_YEAR}) for _ in range(6))
    )
    found = attained(target(rate, 700), facts)
    assert [found.amount, found.part, found.base, found.stand.shortfall] == [600, 6, 10, 100]
    assert "还差1个" in found.stand.because


def test_money_is_short_in_yuan() -> None:
    found = attained(
        target(total(stock(reached(RESERVED)), title="总投资"), yi(3000)), reserved(1, total=yi(2700))
    )
    assert found.stand.shortfall == yi(300)
    assert "相差300亿元" in found.stand.because
    assert found.rate == Fraction(9, 10)


def test_more_than_is_not_reached_by_the_goal_itself() -> None:
    strict = target(COUNT, 5, comparison=Comparison.MORE_THAN)
    assert attained(strict, reserved(5)).outcome is MISSED
    assert attained(strict, reserved(6)).outcome is MET


def test_at_most_holds_only_when_the_day_is_over() -> None:
    days = median_days(reached(RESERVED), reached(STARTED), title="用时")
    facts = project(stages={RESERVED: NEW_YEAR, STARTED: date(2022, 1, 11)})
    stated = target(days, 20, comparison=Comparison.AT_MOST)
    assert attained(stated, facts, as_of=date(2022, 6, 1)).outcome is AHEAD
    met = attained(stated, facts)
    assert (met.outcome, met.rate) == (MET, Fraction(2))
    late = attained(replace(stated, goal=8), facts)
    assert (late.outcome, late.stand.shortfall) == (MISSED, Fraction(2))


def test_a_revision_holds_from_its_day_and_never_before_it_was_approved() -> None:
    stated = target(COUNT, 10, milestones=MILESTONES)
    facts = together(reserved(8), revised(8, effective=date(2022, 10, 1), approved_on=date(2022, 10, 20)))
    found = attained(stated, facts)
    assert (found.goal, found.outcome, found.revision is not None) == (8, MET, True)
    assert "原为10个" in found.because
    assert [m.stand.wanted for m in found.milestones] == [8, Fraction(36, 5), 8]
    before = attained(stated, facts, as_of=date(2022, 10, 19))
    assert (before.goal, before.revision) == (10, None)
    assert attained(target(COUNT, None), facts).goal == 8


def test_the_latest_revision_holds() -> None:
    revisions = (
        revised(20, effective=date(2022, 5, 1), approved_on=date(2022, 5, 1)),
        revised(30, effective=date(2022, 6, 1), approved_on=date(2022, 4, 1)),
    )
    stated = target(COUNT, 10)
    for day, goal in ((date(2022, 4, 30), 10), (date(2022, 5, 31), 20), (YEAR_END, 30)):
        assert attained(stated, together(*revisions), as_of=day).goal == goal


def test_the_pace_so_far_leads_to_a_forecast() -> None:
    stated = target(COUNT, 365, milestones=MILESTONES)
    hundred_days = together(reserved(20, on=date(2021, 12, 31)), reserved(50, on=date(2022, 2, 1)))
    found = attained(stated, hundred_days, as_of=date(2022, 4, 10))
    forecast = found.stand.forecast
    assert forecast is not None
    assert forecast.amount == 70 + Fraction(50, 100) * 265
    assert not forecast.met
    assert (
        "照此进度到2022-12-31约为203个, 应达到365个, 约差163个(系统按进度推算, 不是承诺)" in forecast.because
    )
    september = found.milestones[0].stand.forecast
    assert september is not None and september.amount < forecast.amount


@pytest.mark.parametrize(
    "facts", [Facts(), reserved(5, on=date(2021, 12, 31))], ids=["nothing", "only what was there before"]
)
def test_there_is_no_forecast_without_a_pace(facts: Facts) -> None:
    assert attained(target(COUNT, 365), facts, as_of=date(2022, 4, 10)).stand.forecast is None


def test_a_rate_and_what_is_over_have_no_forecast() -> None:
    rate = share(count(stock(reached(RESERVED)), at_least(yi(1)), title="大"), COUNT, title="占比")
    assert attained(target(rate, 2000), reserved(3), as_of=date(2022, 4, 10)).stand.forecast is None
    assert attained(target(COUNT, 365), reserved(3)).stand.forecast is None


def test_a_forecast_of_money_is_said_in_round_figures() -> None:
    money = target(total(stock(reached(RESERVED)), title="总投资"), yi(3000))
    forecast = attained(money, reserved(1, total=yi(700)), as_of=date(2022, 1, 7)).stand.forecast
    assert forecast is not None
    assert "约为36500亿元" in forecast.because
    later = attained(money, reserved(1, total=yi(700)), as_of=date(2022, 10, 7)).stand.forecast
    assert later is not None
    assert "约为912.5亿元" in later.because and "约差2087.5亿元" in later.because


def test_a_reading_has_no_pace() -> None:
    stated = target(reading(INVESTMENT), yi(508))
    found = attained(stated, read("gfi", "2022-03", str(yi(100)), "east"), as_of=date(2022, 4, 20))
    assert (found.amount, found.stand.forecast) == (Fraction(yi(100)), None)


def test_what_recurs_is_shown_for_its_own_kind_of_period() -> None:
    monthly = target(count(in_period(reached(RESERVED)), title="当月入库"), 2, every=PeriodKind.MONTH)
    yearly = target(count(this_year(reached(RESERVED)), title="全年入库"), 20, key="year")
    facts = together(reserved(2, on=date(2022, 5, 1)), reserved(1, on=date(2022, 6, 1)))
    catalog = county(targets=Targets(targets=(monthly, yearly)))
    june = board(facts, catalog, Period.month(2022, 6))
    assert [(a.target.key, a.outcome, a.stand.due) for a in attain(june, [monthly, yearly])] == [
        ("goal", MISSED, date(2022, 6, 30)),
        ("year", AHEAD, YEAR_END),
    ]
    year = board(facts, catalog, YEAR, date(2022, 6, 29))
    assert [a.target.key for a in attain(year, [monthly, yearly])] == ["year"]
    each = [(str(a.period), a.outcome) for a in attain_each(year, [monthly])]
    assert each == [
        ("2022-01", Outcome.BEFORE_ISSUE),
        ("2022-02", Outcome.BEFORE_ISSUE),
        ("2022-03", MISSED),
        ("2022-04", MISSED),
        ("2022-05", MET),
    ]


def test_units_with_missed_targets_are_reported_with_date_and_figures() -> None:
    stated = target(COUNT, 10, milestones=MILESTONES, due=date(2022, 11, 30))
    west = replace(stated, unit="west")
    entry = AccountabilityList(
        policy=stated.policy,
        key="unmet",
        title="未完成",
        group="town",
        clause="C-1",
        measure=unmet_targets([stated, west], clause="C-2"),
    )
    facts = together(reserved(7), reserved(3, on=date(2022, 12, 5)), reserved(10, unit="west"))
    catalog = county(targets=Targets(targets=(stated, west)))
    found = accountable(board(facts, catalog), entry)
    assert list(found) == ["east"]
    assert [(s.because, s.clause) for s in found["east"]] == [
        ("试验目标(节点): 到2022-09-30应不少于8个, 实际7个, 相差1个; 现为10个", "C-2"),
        ("试验目标(节点): 到2022-10-31应不少于9个, 实际7个, 相差2个; 现为10个", "C-2"),
        ("试验目标: 到2022-11-30应不少于10个, 实际7个, 相差3个; 现为10个", "C-2"),
    ]
    assert accountable(board(facts, catalog, as_of=date(2022, 9, 30)), entry) == {}
