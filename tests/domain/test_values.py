"""Money, points and periods are exact."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangmu.plugin.money import as_wan, in_words, wan, yi
from xiangmu.plugin.periods import Period, PeriodKind, add_months
from xiangmu.plugin.points import as_printed, printed


def test_money_is_whole_yuan() -> None:
    assert yi("0.9999") == 99_990_000
    assert wan("1234.5678") == 12_345_678
    assert as_wan(12_345_678) == "1234.5678"
    assert [in_words(yi("2.9999")), in_words(wan(5000)), in_words(yi(10)), in_words(7)] == [
        "2.9999亿元",
        "5000万元",
        "10亿元",
        "7元",
    ]


@pytest.mark.parametrize("amount", ["0.00001", "一亿", "nan", "Infinity", ""])
def test_what_is_no_amount_of_whole_yuan_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="金额"):
        wan(amount)


@given(st.integers(-(10**15), 10**15))
def test_wan_text_is_the_same_number_of_yuan(yuan: int) -> None:
    assert wan(as_wan(yuan)) == yuan


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (Fraction(20, 3), "6.67"),
        (Fraction(20), "20"),
        (Fraction("0.005"), "0.01"),
        (Fraction("-0.005"), "-0.01"),
        (Fraction("12.50"), "12.5"),
        (Fraction("-0.004"), "0"),
    ],
)
def test_points_print_rounded_half_up(points: Fraction, text: str) -> None:
    assert printed(points) == text


@given(st.fractions(-(10**6), 10**6))
def test_printing_moves_points_by_at_most_half_a_hundredth(points: Fraction) -> None:
    assert abs(as_printed(points) - points) <= Fraction(1, 200)
    assert Fraction(printed(points)) == as_printed(points)


@pytest.mark.parametrize("text", ["2023", "2023Q2", "2020-10", "2022-09-H1", "2024-02-H2"])
def test_a_period_reads_and_writes_the_same(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize("text", ["2023Q5", "2023-13", "二季度", "2023Q", "campaign", "0000", "2023-02-H3"])
def test_a_text_that_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"考核期|日期"):
        Period.parse(text)


def test_half_of_february_ends_on_its_last_day() -> None:
    assert Period.parse("2024-02-H2").end == date(2024, 2, 29)
    campaign = Period.parse("campaign", (date(2020, 9, 21), date(2020, 12, 31)))
    assert (campaign.kind, str(campaign)) == (PeriodKind.CAMPAIGN, "campaign")


def test_three_months_after_the_end_of_november_is_the_end_of_february() -> None:
    assert add_months(date(2022, 11, 30), 3) == date(2023, 2, 28)
    assert add_months(date(2023, 11, 30), 3) == date(2024, 2, 29)
    assert add_months(date(2023, 12, 31), 1) == date(2024, 1, 31)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(list(PeriodKind)[:4]))
def test_every_day_lies_in_its_period_and_periods_follow_each_other(day: date, kind: PeriodKind) -> None:
    period = Period.holding(kind, day)
    before = period.previous()
    assert day in period
    assert before is not None
    assert (period.start - before.end).days == 1
    assert Period.parse(str(period)) == period
