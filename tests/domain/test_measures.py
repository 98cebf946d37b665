"""What measures find: counts, sums, rates with their base, medians and readings, each said in a sentence."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.support.county import (
    NEW_YEAR,
    POLICY,
    Base,
    about,
    amount,
    board,
    found,
    new_id,
    project,
    read,
    reserved,
    together,
)
from xiangmu.plugin.facts import Facts, Meeting
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.filters import (
    at_least,
)
from xiangmu.plugin.happenings import (
    by_reading,
    in_period,
    moved,
    reached,
)
from xiangmu.plugin.measures import (
    Indicator,
    chosen,
    count,
    funds,
    funds_in_place,
    growth,
    increase,
    invested,
    investment_completion,
    median_days,
    meetings_held,
    procedure_days,
    reading,
    share,
    share_of_whole,
    start_rate,
    total,
)
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.periods import Period, PeriodKind
from xiangmu.plugin.vocabulary import (
    ChairRole,
    FundSource,
    FundStep,
    MeetingKind,
    ProcedureKind,
    Stage,
)

RESERVED, SIGNED, STARTED = Stage.RESERVED, Stage.SIGNED, Stage.STARTED
MAY, JUNE = Period.month(2022, 5), Period.month(2022, 6)
ALL = count(reached(RESERVED), title="谋划")


def test_a_share_shows_its_base_and_is_none_without_one() -> None:
    large = count(reached(RESERVED), at_least(yi(2)), title="二亿元以上")
    rate = share(large, ALL, title="占比")
    facts = together(reserved(2, total=yi(2)), reserved(1))
    some = found(rate, facts)
    assert [some.amount, some.part, some.base] == [Fraction(2000, 3), 2, 3]
    assert some.base_counts is Amount.COUNT
    assert "2个 ÷ 3个 = 66.67%" in some.because
    assert (len(some.evidence), len(some.base_evidence)) == (2, 3)
    none = found(rate, Facts())
    assert [none.amount, none.base] == [None, 0]
    assert "无从计算" in none.because


def test_a_rate_is_never_clamped() -> None:
    twice = share(total(reached(RESERVED), title="a"), count(reached(RESERVED), title="b"), title="c")
    assert amount(twice, reserved(1)) == yi(1) * 1000


def test_a_share_of_the_whole_divides_by_the_jurisdiction() -> None:
    rate = share_of_whole(ALL, ALL, title="占全县")
    facts = together(reserved(1), reserved(3, unit="west"))
    assert amount(rate, facts) == 250
    with pytest.raises(ValueError, match="不能再作为"):
        share(rate, ALL, title="t")


def test_readings_choose_measures_and_days() -> None:
    large = count(reached(RESERVED), at_least(yi(2)), title="大")
    either = chosen(lambda r: large if r.base is Base.LARGE else ALL, ALL, title="按口径")
    facts = together(reserved(2, total=yi(2)), reserved(1))
    assert [amount(either, facts, base=base) for base in Base] == [3, 2]
    when = by_reading(lambda r: reached(SIGNED) if r.base is Base.LARGE else reached(RESERVED))
    assert [amount(count(when, title="t"), facts, base=base) for base in Base] == [3, 0]


def test_conversion_and_start_rates() -> None:
    facts = together(
        project(stages={RESERVED: NEW_YEAR, STARTED: date(2022, 5, 1)}),
        project(stages={RESERVED: NEW_YEAR, Stage.BUILDING: date(2022, 6, 1)}),
        project(stages={STARTED: date(2022, 5, 1)}),
        reserved(2),
    )
    converted = count(in_period(moved(RESERVED, STARTED, Stage.BUILDING)), title="转化")
    assert [amount(converted, facts, period=month) for month in (MAY, JUNE)] == [1, 1]
    rate = start_rate(reached(RESERVED), reached(STARTED, Stage.BUILDING), title="开工率")
    assert amount(rate, facts) == 500


def test_medians_are_of_days_and_none_without_any() -> None:
    days = median_days(reached(RESERVED), reached(STARTED), title="用时")
    facts = together(
        *(project(stages={RESERVED: NEW_YEAR, STARTED: date(2022, 1, day)}) for day in (11, 21, 22, 31)),
        project(stages={STARTED: date(2022, 5, 1)}),
        project(stages={RESERVED: date(2022, 6, 1), STARTED: date(2022, 5, 1)}),
    )
    median = found(days, facts)
    assert [median.amount, median.base] == [Fraction(41, 2), 4]
    assert "4件的中位数20.5天" in median.because
    assert found(days, Facts()).amount is None
    assert "没有已办结的" in found(days, Facts()).because


def test_procedures_take_the_days_from_application_to_completion() -> None:
    rows: list[dict[str, Any]] = [
        {"kind": ProcedureKind.EIA, "applied_on": date(2022, 1, 1), "done_on": date(2022, 1, 11)},
        {"kind": ProcedureKind.SITE, "applied_on": date(2021, 1, 1), "done_on": date(2021, 1, 11)},
        {"kind": ProcedureKind.ENERGY, "applied_on": date(2022, 1, 1)},
        {"kind": ProcedureKind.TENDER, "applied_on": date(2022, 1, 1), "done_on": date(2022, 3, 11)},
    ]
    facts = about(project(), procedures=rows)
    kinds = (ProcedureKind.EIA, ProcedureKind.SITE, ProcedureKind.ENERGY)
    assert amount(procedure_days(*kinds, title="用时"), facts) == 10


def test_investment_of_the_year_against_its_plan() -> None:
    facts = about(
        project(),
        progress=[
            {"month": date(2021, 12, 1), "invested_yuan": wan(9), "cumulative_yuan": wan(9)},
            {"month": date(2022, 5, 1), "invested_yuan": wan(60), "cumulative_yuan": wan(69)},
            {"month": date(2022, 6, 1), "invested_yuan": wan(60), "cumulative_yuan": wan(129)},
        ],
        year_plans=[{"year": 2022, "yuan": wan(100)}, {"year": 2023, "yuan": wan(900)}],
    )
    assert amount(invested(title="t"), facts) == wan(120)
    completion = investment_completion(title="完成率")
    assert [amount(completion, facts, period=month) for month in (MAY, JUNE)] == [600, 1200]
    assert amount(completion, project()) is None


def test_money_in_place_is_what_investors_paid() -> None:
    paid: dict[str, Any] = {"step": FundStep.ISSUED, "on": date(2022, 5, 4)}
    facts = about(
        project(total=wan(200), stages={SIGNED: NEW_YEAR}),
        funding=[
            paid | {"source": FundSource.INVESTOR, "amount_yuan": wan(50)},
            paid | {"source": FundSource.INVESTOR, "amount_yuan": wan(50), "on": date(2021, 5, 4)},
            paid | {"source": FundSource.POLICY_FINANCE, "amount_yuan": wan(70)},
        ],
    )
    assert amount(funds(FundStep.ISSUED, FundSource.POLICY_FINANCE, title="t"), facts) == wan(70)
    assert amount(funds(FundStep.ISSUED, title="t"), facts) == wan(120)
    contracted = total(reached(SIGNED), title="签约额")
    assert amount(funds_in_place(contracted, title="到位率"), facts) == 250


def test_meetings_of_the_whole_are_those_of_the_units_named() -> None:
    facts = Facts(
        meetings=tuple(
            Meeting(
                id=new_id(),
                unit=unit,
                kind=kind,
                on=date(2022, 5, 1),
                chair=ChairRole.OTHER,
                solved=False,
            )
            for unit, kind in (
                ("east", MeetingKind.PROMOTION),
                ("works", MeetingKind.PROMOTION),
                ("works", MeetingKind.PROMOTION),
                ("east", MeetingKind.STUDY),
            )
        )
    )
    held = meetings_held(MeetingKind.PROMOTION, title="招商活动")
    assert amount(held, facts) == 1
    seen = board(facts)
    assert held.of(seen.whole, seen.whole).amount == 3
    by_works = meetings_held(MeetingKind.PROMOTION, by=("works",), title="县级招商活动")
    assert by_works.of(seen.whole, seen.whole).amount == 2
    assert "2次" in by_works.of(seen.whole, seen.whole).because


def indicator(counts: Amount) -> Indicator:
    return Indicator(
        policy=POLICY, key="gfi", title="固投", counts=counts, period_kind=PeriodKind.MONTH, clause="C-1"
    )


def test_an_indicator_is_its_last_reading_of_the_year_once_the_period_has_ended() -> None:
    facts = together(
        *(read("gfi", period, value, "east") for period, value in (("2021-12", "90"), ("2022-05", "40"))),
        read("gfi", "2022-06", "55.5", "east"),
        read("gfi", "2022-06", "500"),
    )
    last = reading(indicator(Amount.YUAN))
    june = board(facts, period=JUNE, as_of=date(2022, 6, 29))
    assert last.of(june.units["town", "east"], june.whole).amount == 40
    assert amount(last, facts) == Fraction("55.5")
    assert "统计局" in found(last, facts).because
    assert amount(last, facts, period=Period.month(2022, 4)) is None
    assert amount(reading(indicator(Amount.RATE)), read("gfi", "2022-05", "0.075", "east")) == 75
    contribution = share_of_whole(last, last, title="贡献率")
    assert amount(contribution, facts) == 111


def test_growth_compares_with_the_same_period_a_year_before() -> None:
    facts = together(read("gfi", "2021-05", "50", "east"), read("gfi", "2022-05", "60", "east"))
    by, of = growth(indicator(Amount.YUAN), title="增速"), increase(indicator(Amount.YUAN), title="增量")
    assert [amount(by, facts), amount(of, facts)] == [200, 10]
    alone = read("gfi", "2022-05", "60", "east")
    assert [amount(by, alone), amount(of, alone)] == [None, None]
    from_nothing = together(alone, read("gfi", "2021-05", "0", "east"))
    assert [amount(by, from_nothing), amount(of, from_nothing)] == [None, 60]
    assert "没有上年同期" in found(by, alone).because
