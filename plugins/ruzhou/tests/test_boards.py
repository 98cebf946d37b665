"""Boards, awards and the accountability list (RZ-19, RZ-34, RZ-35, R16, R20)."""

from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from xiangmu.plugin.facts import Admission, Plan, ProjectVersion, StageReached, Started
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.snapshot import ProjectView, Snapshot, Tenure
from xiangmu.plugin.vocabulary import ProjectKind, Stage, StartKind
from xiangmu_ruzhou.readings import RuzhouReadings
from xiangmu_ruzhou.scoring.boards import AWARDS, RANKINGS, monthly, unmet_tasks

TASKS = {"planned": 12, "signed": 4, "started": 4, "in_production": 3}
WHOLE = (Tenure(since=date.min, until=None, share=Fraction(1)),)


def _project(number: int, **history: Any) -> ProjectView:
    project = UUID(int=number)
    version = ProjectVersion(
        id=UUID(int=number + 1000),
        project=project,
        effective=date(2022, 1, 1),
        name=f"项目{number}",
        total_yuan=yi(1),
        kind=ProjectKind.MANUFACTURING,
    )
    admission = Admission(
        id=UUID(int=number + 2000), project=project, policy="ruzhou-2023", on=date(2023, 1, 5)
    )
    return ProjectView(id=project, versions=(version,), tenures=WHOLE, admission=admission, **history)


def _signed(number: int, on: date) -> ProjectView:
    event = StageReached(id=UUID(int=number + 3000), project=UUID(int=number), stage=Stage.SIGNED, on=on)
    return _project(number, stages=(event,))


def _due(number: int, planned: date, entered: date | None) -> ProjectView:
    plan = Plan(
        id=UUID(int=number + 4000),
        project=UUID(int=number),
        milestone=Stage.STARTED,
        due=planned,
        made_on=date(2022, 12, 1),
    )
    start = Started(
        id=UUID(int=number + 5000),
        project=UUID(int=number),
        kind=StartKind.LIBRARY_ENTRY,
        on=entered or date.max,
    )
    return _project(number, plans=(plan,), starts=(start,) if entered else ())


def _snapshot(period: str, *projects: ProjectView, as_of: date | None = None) -> Snapshot[RuzhouReadings]:
    asked = Period.parse(period)
    return Snapshot(
        policy="ruzhou-2023",
        group="area",
        unit="wenquan-zhen",
        period=asked,
        as_of=as_of or asked.end,
        readings=RuzhouReadings(),
        goals=TASKS,
        projects=projects,
    )


def test_quarters_and_years_are_ranked_as_printed_and_months_are_derived() -> None:
    basis = {ranking.key: ranking.basis for ranking in RANKINGS}
    assert basis == {
        "area-quarter": Basis.PRINTED,
        "department-quarter": Basis.PRINTED,
        "service-quarter": Basis.PRINTED,
        "area-year": Basis.PRINTED,
        "department-year": Basis.PRINTED,
        "service-year": Basis.PRINTED,
        "area-month": Basis.DERIVED,
        "department-month": Basis.DERIVED,
    }


def test_month_counts_tasks_met_by_the_pace_of_the_quarter() -> None:
    two_signed = (_signed(1, date(2023, 3, 1)), _signed(2, date(2023, 5, 31)))
    standing = monthly(_snapshot("2023-05", *two_signed))
    assert list(standing.by) == [1, 0, 0]
    assert "达到1项" in standing.because


def test_month_prefers_fewer_missed_starts_then_more_made() -> None:
    made = _due(1, date(2023, 2, 1), date(2023, 3, 31))
    late = _due(2, date(2023, 2, 1), date(2023, 4, 1))
    not_yet = _due(3, date(2023, 6, 1), None)
    years_ago = _due(4, date(2022, 12, 1), None)
    standing = monthly(_snapshot("2023-05", made, late, not_yet, years_ago))
    assert list(standing.by[1:]) == [-1, 1]
    assert len(standing.evidence) == 4
    nothing_due = monthly(_snapshot("2023-05"))
    only_made = monthly(_snapshot("2023-05", made))
    assert only_made.by[1:] > nothing_due.by[1:] > standing.by[1:]


def test_awards_are_those_of_the_document() -> None:
    places = {(award.group, award.first, award.last): award.yuan for award in AWARDS}
    assert places == {
        ("area", 1, 1): wan(30),
        ("area", 2, 3): wan(20),
        ("area", 4, 5): wan(10),
        ("department", 1, 1): wan(30),
        ("department", 2, 3): wan(20),
        ("department", 4, 5): wan(10),
        ("service", 1, 1): wan(10),
        ("service", 2, 3): wan(5),
    }


@pytest.mark.parametrize(("period", "owed"), [("2023Q2", 2), ("2023Q3", 3), ("2023", 4)])
def test_accountability_list_names_each_unmet_task_with_its_figures(period: str, owed: int) -> None:
    signed = _signed(1, date(2023, 5, 1))
    shortfalls = unmet_tasks(_snapshot(period, signed))
    assert len(shortfalls) == 4
    signing = next(s for s in shortfalls if s.because.startswith("签约"))
    assert f"应完成{owed}个，实际1个，少{owed - 1}个" in signing.because
    assert [evidence.project for evidence in signing.evidence] == [signed.id]


def test_a_unit_that_met_its_tasks_is_not_on_the_list() -> None:
    signed = tuple(_signed(number, date(2023, 5, 1)) for number in (1, 2))
    assert all(not s.because.startswith("签约") for s in unmet_tasks(_snapshot("2023Q2", *signed)))


def test_accountability_list_tells_the_day_seen_from_the_day_owed() -> None:
    signed = _signed(1, date(2023, 5, 1))
    shortfalls = unmet_tasks(_snapshot("2023-05", signed, as_of=date(2023, 5, 15)))
    assert "签约任务到2023-06-30应完成2个，到2023-05-15实际1个，少1个" in [s.because for s in shortfalls]
