"""When things recur, by worked examples of the five documents, and what holds of every recurrence."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangmu.plugin.recurrence import (
    AS_NEEDED,
    SHANGHAI,
    DayOfMonth,
    EveryMonths,
    Monthly,
    Once,
    Recurrence,
    Weekly,
)

FRIDAYS = Weekly(weekday=5, at=time(16))
HALVES = (DayOfMonth(day=15, until=15), DayOfMonth(day=30, until=31))
FORWARDED = (DayOfMonth(day=18, until=15), DayOfMonth(day=5, until=31, months_later=1))


def due(recurrence: Recurrence, first: str, last: str) -> list[str]:
    slots = recurrence.slots(date.fromisoformat(first), date.fromisoformat(last))
    return [slot.due.date().isoformat() for slot in slots]


def about(recurrence: Recurrence, first: str, last: str) -> list[str]:
    slots = recurrence.slots(date.fromisoformat(first), date.fromisoformat(last))
    return [f"{slot.first}..{slot.last} 到期 {slot.due.date()}" for slot in slots]


def test_every_friday_of_the_campaign_of_three_gates() -> None:
    found = due(FRIDAYS, "2020-09-21", "2020-12-31")
    assert (found[0], found[-1], len(found)) == ("2020-09-25", "2020-12-25", 14)


def test_a_week_ends_as_the_report_is_due_to_the_second() -> None:
    slot = next(FRIDAYS.slots(date(2020, 9, 21), date(2020, 9, 30)))
    assert slot.due == slot.until == datetime(2020, 9, 25, 16, tzinfo=SHANGHAI)
    assert slot.since == datetime(2020, 9, 18, 16, tzinfo=SHANGHAI)
    assert (slot.first, slot.last) == (date(2020, 9, 19), date(2020, 9, 25))
    assert slot.opens == slot.since


def test_calendar_weeks_are_monday_to_sunday() -> None:
    weeks = Weekly(weekday=5, at=time(16), calendar_weeks=True)
    assert about(weeks, "2020-09-21", "2020-10-04") == [
        "2020-09-21..2020-09-27 到期 2020-09-25",
        "2020-09-28..2020-10-04 到期 2020-10-02",
    ]


def test_on_monday_the_week_before_is_told() -> None:
    mondays = Weekly(weekday=1, calendar_weeks=True, weeks_later=1)
    assert about(mondays, "2020-09-28", "2020-10-05") == [
        "2020-09-21..2020-09-27 到期 2020-09-28",
        "2020-09-28..2020-10-04 到期 2020-10-05",
    ]


def test_two_weeks_count_from_their_anchor() -> None:
    fortnights = Weekly(weekday=4, every=2, anchor=date(2022, 9, 15))
    assert due(fortnights, "2022-09-15", "2022-10-31") == [
        "2022-09-15",
        "2022-09-29",
        "2022-10-13",
        "2022-10-27",
    ]
    assert due(fortnights, "2022-09-16", "2022-09-30") == ["2022-09-29"]


def test_halves_of_a_month_are_reported_and_forwarded() -> None:
    reports, forwarded = Monthly(days=HALVES), Monthly(days=FORWARDED)
    assert about(reports, "2022-10-01", "2022-10-31") == [
        "2022-10-01..2022-10-15 到期 2022-10-15",
        "2022-10-16..2022-10-31 到期 2022-10-30",
    ]
    assert about(forwarded, "2022-10-16", "2022-11-05") == [
        "2022-10-01..2022-10-15 到期 2022-10-18",
        "2022-10-16..2022-10-31 到期 2022-11-05",
    ]
    assert due(forwarded, "2022-12-19", "2023-01-05") == ["2023-01-05"]


@pytest.mark.parametrize(("year", "last"), [(2023, "2023-02-28"), (2024, "2024-02-29")])
def test_february_gives_its_last_day_for_the_30th(year: int, last: str) -> None:
    assert due(Monthly(days=HALVES), f"{year}-02-01", last) == [f"{year}-02-15", last]


def test_by_the_5th_the_month_before_is_reported_and_the_5th_included() -> None:
    monthly = EveryMonths(day=5, months_later=1)
    assert about(monthly, "2019-05-05", "2019-06-05") == [
        "2019-04-01..2019-04-30 到期 2019-05-05",
        "2019-05-01..2019-05-31 到期 2019-06-05",
    ]
    opened = next(monthly.slots(date(2019, 5, 1), date(2019, 5, 31)))
    assert opened.opens == datetime(2019, 4, 30, 23, 59, 59, tzinfo=SHANGHAI)


def test_every_second_month_is_the_even_ones() -> None:
    assert due(EveryMonths(every=2), "2019-01-01", "2019-12-31") == [
        "2019-02-28",
        "2019-04-30",
        "2019-06-30",
        "2019-08-31",
        "2019-10-31",
        "2019-12-31",
    ]
    assert due(EveryMonths(every=2, remainder=1), "2019-01-01", "2019-04-30") == ["2019-01-31", "2019-03-31"]


def test_a_year_has_four_quarters_two_halves_and_one_end() -> None:
    assert about(EveryMonths(every=3), "2023-01-01", "2023-12-31") == [
        "2023-01-01..2023-03-31 到期 2023-03-31",
        "2023-04-01..2023-06-30 到期 2023-06-30",
        "2023-07-01..2023-09-30 到期 2023-09-30",
        "2023-10-01..2023-12-31 到期 2023-12-31",
    ]
    assert due(EveryMonths(every=6), "2019-01-01", "2019-12-31") == ["2019-06-30", "2019-12-31"]
    assert due(EveryMonths(every=12), "2019-01-01", "2019-12-31") == ["2019-12-31"]


def test_once_is_once_and_what_is_done_as_needed_is_never_due() -> None:
    assert about(Once(on=date(2020, 9, 25), since=date(2020, 9, 20)), "2020-09-01", "2020-12-31") == [
        "2020-09-20..2020-09-25 到期 2020-09-25"
    ]
    assert due(Once(on=date(2020, 9, 25), since=date(2020, 9, 20)), "2020-09-26", "2020-12-31") == []
    assert due(AS_NEEDED, "2020-01-01", "2030-12-31") == []


DAYS = st.dates(date(2004, 1, 1), date(2050, 12, 31))
RECURRENCES = st.one_of(
    st.builds(
        Weekly,
        weekday=st.integers(1, 7),
        every=st.integers(1, 6),
        anchor=DAYS,
        calendar_weeks=st.booleans(),
        weeks_later=st.integers(0, 2),
    ),
    st.sampled_from([Monthly(days=HALVES), Monthly(days=FORWARDED)]),
    st.builds(
        EveryMonths,
        every=st.sampled_from([1, 2, 3, 6, 12]),
        day=st.integers(1, 31),
        months_later=st.integers(0, 3),
    ),
)


@given(recurrence=RECURRENCES, day=DAYS, length=st.integers(0, 800), cut=st.integers(0, 800))
def test_a_range_is_the_sum_of_its_parts(recurrence: Recurrence, day: date, length: int, cut: int) -> None:
    last, middle = day + timedelta(days=length), day + timedelta(days=min(cut, length))
    whole = [*recurrence.slots(day, last)]
    parts = [*recurrence.slots(day, middle), *recurrence.slots(middle + timedelta(days=1), last)]
    assert whole == parts
    assert all(one.due < other.due for one, other in pairwise(whole))
    assert all(slot.since <= slot.until and slot.opens <= slot.due for slot in whole)


@given(recurrence=RECURRENCES, day=DAYS)
def test_no_day_is_left_out_between_two_slots(recurrence: Recurrence, day: date) -> None:
    slots = [*recurrence.slots(day, day + timedelta(days=500))]
    assert all(other.first - one.last == timedelta(days=1) for one, other in pairwise(slots))
