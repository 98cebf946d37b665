"""What a plugin states of its rhythm must hold before the program starts."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.support.county import NEW_YEAR, YEAR_END, county
from tests.support.rhythm import BULLETIN, MEETING, PHASE, REPORT, SCHEDULE
from xiangmu.catalog import CatalogError
from xiangmu.catalog.checks import check
from xiangmu.catalog.coverage import coverage
from xiangmu.plugin.recurrence import DayOfMonth, Monthly, Once
from xiangmu.plugin.schedule import MeetingForm, Obligation, ObligationKind, Schedule
from xiangmu.plugin.vocabulary import MeetingKind

FORM = MeetingForm(kind=MeetingKind.DISPATCH, chair="县长")
TWICE = Monthly(days=(DayOfMonth(day=30, until=15), DayOfMonth(day=31, until=31)))


def _stated(one: Obligation, **otherwise: Any) -> Schedule:
    return Schedule(obligations=(replace(one, **otherwise),))


def test_what_holds_is_let_through_and_implements_its_clauses() -> None:
    told = replace(SCHEDULE, obligations=(REPORT, replace(MEETING, meeting=replace(FORM, clause="C-2"))))
    catalog = county(schedule=told)
    check(catalog.cities)
    by = {covered.clause: covered.by for covered in coverage(catalog)}
    assert by == {
        "C-1": (
            "readings.base",
            "readings.composite",
            "readings.first_weight",
            "schedule.meeting",
            "schedule.report",
            "schedule.spring",
            "units.town",
        ),
        "C-2": ("schedule.meeting.meeting",),
    }


@pytest.mark.parametrize(
    ("schedule", "named"),
    [
        (Schedule(phases=(PHASE, PHASE)), "阶段重复"),
        (Schedule(phases=(replace(PHASE, clause="C-9"),)), "C-9"),
        (Schedule(phases=(replace(PHASE, starts=YEAR_END, ends=NEW_YEAR),)), "起止日期颠倒"),
        (Schedule(obligations=(REPORT, REPORT)), "调度事项重复"),
        (_stated(REPORT, clause="C-9"), "C-9"),
        (_stated(REPORT, units=("east",)), "只能写一样"),
        (_stated(REPORT, group="village"), "village"),
        (_stated(REPORT, group="", units=("south",)), "south"),
        (_stated(REPORT, group="", units=("east", "east")), "的单位重复"),
        (_stated(REPORT, meeting=FORM), "是会议才写"),
        (_stated(MEETING, meeting=None), "也须写会议的开法"),
        (_stated(MEETING, meeting=replace(FORM, clause="C-9")), "C-9"),
        (_stated(MEETING, meeting=replace(FORM, projects="list")), "项目清单"),
        (_stated(REPORT, starts=YEAR_END, ends=NEW_YEAR), "起止日期颠倒"),
        (_stated(REPORT, recurrence=Once(on=date(2023, 1, 1), since=NEW_YEAR)), "一次也不到期"),
        (_stated(BULLETIN, kind=ObligationKind.TOUR, recurrence=TWICE), "两次同时到期"),
    ],
)
def test_what_does_not_hold_stops_the_start(schedule: Schedule, named: str) -> None:
    with pytest.raises(CatalogError, match=named) as refusal:
        check(county(schedule=schedule).cities)
    assert (refusal.value.plugin, refusal.value.hook) == ("county", "schedule")
