"""Workdays by the notices of the State Council, and by what an office decided."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangmu.domain.schedule.counting import WorkdayCount
from xiangmu.domain.schedule.workdays import NOTICES, Workdays
from xiangmu.plugin.policy import Shift
from xiangmu.plugin.workdays import NOTICED, workdays_between


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2020-10-02", False),
        ("2020-10-05", False),
        ("2020-09-27", True),
        ("2020-10-10", True),
        ("2019-05-05", True),
        ("2022-10-15", False),
        ("2022-10-30", False),
        ("2022-11-05", False),
        ("2022-12-18", False),
        ("2023-06-30", True),
    ],
)
def test_days_off_and_days_made_up(day: str, works: bool) -> None:
    assert NOTICES.works(date.fromisoformat(day)) is works


def test_the_years_of_the_notices_are_all_known() -> None:
    assert [NOTICES.works(date(year, 10, 1)) for year in NOTICED] == [False] * len(NOTICED)


def test_a_year_without_a_notice_takes_weekdays_and_says_so() -> None:
    assert NOTICES.works(date(2027, 10, 1))
    assert not NOTICES.works(date(2027, 10, 2))
    assert NOTICES.provisional(date(2027, 10, 1))
    assert not NOTICES.provisional(date(2026, 12, 31))


def test_what_an_office_decided_comes_first_and_is_final() -> None:
    workdays = Workdays(decided={date(2027, 10, 1): False, date(2022, 10, 15): True})
    assert not workdays.works(date(2027, 10, 1))
    assert not workdays.provisional(date(2027, 10, 1))
    assert workdays.nearest(date(2022, 10, 15), Shift.PREVIOUS) == date(2022, 10, 15)
    assert workdays.called(date(2022, 10, 15)) == "周六, 本地定为上班"


def test_over_a_long_holiday() -> None:
    national_day = date(2020, 10, 2)
    assert NOTICES.nearest(national_day, Shift.PREVIOUS) == date(2020, 9, 30)
    assert NOTICES.nearest(national_day, Shift.NEXT) == date(2020, 10, 9)
    assert NOTICES.nearest(national_day, Shift.NONE) == national_day
    assert NOTICES.after(date(2020, 9, 30), 2) == date(2020, 10, 10)
    assert NOTICES.called(date(2020, 9, 27)) == "周日, 调休上班"


def test_an_office_that_never_works_is_left_where_it_is() -> None:
    never = Workdays(decided={date.fromordinal(n): False for n in range(737_000, 738_000)})
    assert never.nearest(date.fromordinal(737_500), Shift.NEXT) == date.fromordinal(737_500)


@given(day=st.dates(date(2004, 1, 1), date(2040, 12, 31)), count=st.integers(0, 30))
def test_as_many_workdays_lie_between_as_were_counted(day: date, count: int) -> None:
    end = NOTICES.after(day, count)
    between = (date.fromordinal(n) for n in range(day.toordinal() + 1, end.toordinal() + 1))
    assert sum(map(NOTICES.works, between)) == count


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2022-09-30", "2022-10-10", 3),
        ("2022-10-10", "2022-10-17", 5),
        ("2020-12-31", "2021-01-04", 1),
        ("2021-12-31", "2022-01-04", 1),
        ("2022-10-01", "2022-10-01", 0),
        ("2022-10-10", "2022-10-01", 0),
    ],
)
def test_rules_count_workdays_as_procedures_do(start: str, end: str, count: int) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert workdays_between(first, last) == count == WorkdayCount(NOTICES).between(first, last)
