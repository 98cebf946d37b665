"""The rhythm of 岚县 beyond the campaign's own months: what is due on the 30th in February (A2, X1)."""

from datetime import date

import pytest

from xiangmu_lanxian.readings import LanxianReadings
from xiangmu_lanxian.schedule import SCHEDULE

OBLIGATIONS = {obligation.key: obligation for obligation in SCHEDULE.obligations}


@pytest.mark.parametrize(
    ("first", "last"), [(date(2023, 2, 1), date(2023, 2, 28)), (date(2024, 2, 1), date(2024, 2, 29))]
)
def test_february_gives_its_last_day_for_the_30th(first: date, last: date) -> None:
    slots = list(OBLIGATIONS["half_monthly_report"].recurs(LanxianReadings()).slots(first, last))
    assert [slot.due.date() for slot in slots] == [first.replace(day=15), last]
    assert slots[-1].last == last
