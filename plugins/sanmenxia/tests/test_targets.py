"""The goals as the notice prints them, and the field that every project of the plan belongs to."""

from datetime import date
from uuid import UUID

import pytest

from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import ProjectKind
from xiangmu_sanmenxia.fields import PlanField, field_is_stated
from xiangmu_sanmenxia.targets import CITY_GOALS, MILESTONES, PLANNED, PLANNED_INVESTMENT, TARGETS, UNIT_GOALS
from xiangmu_sanmenxia.units import COUNTIES, TIERS


def test_the_plan_of_the_units_adds_up_in_number_and_not_in_money() -> None:
    assert sum(goal.count for goal in UNIT_GOALS) == CITY_GOALS[PLANNED] == 2600
    assert sum(goal.yuan for goal in UNIT_GOALS) == yi(20200)
    assert CITY_GOALS[PLANNED_INVESTMENT] == yi(20000)
    [notice] = TARGETS.notices
    assert "20200亿元" in notice.text
    assert "200亿元" in notice.text


def test_milestones_are_those_of_the_notice() -> None:
    assert [(str(one.due), one.per_mille) for one in MILESTONES] == [
        ("2020-09-30", 800),
        ("2020-10-31", 900),
        ("2020-11-30", 1000),
    ]


def test_every_unit_has_ten_monthly_goals_of_its_tier() -> None:
    monthly = [target for target in TARGETS.targets if target.every]
    assert {unit: sum(t.unit == unit for t in monthly) for unit in COUNTIES} == dict.fromkeys(COUNTIES, 10)
    goals = {(target.unit, target.key): target.goal for target in monthly}
    first = [goals["lingbao-shi", key] for key in dict.fromkeys(target.key for target in monthly)]
    second = [goals["kaifa-qu", key] for key in dict.fromkeys(target.key for target in monthly)]
    assert first == [100, yi(500), 80, yi(400), 700, 300, 300, 500, 500, 70]
    assert second == [80, yi(350), 60, yi(200), 700, 300, 300, 500, 500, 70]
    assert {len(units) for units in TIERS.values()} == {3, 5}


@pytest.mark.parametrize(
    ("field", "faults"), [(None, 1), ("", 1), ("其他", 1), *((str(field), 0) for field in PlanField)]
)
def test_a_project_that_a_county_reports_upwards_names_one_of_the_eight_fields(
    field: str | None, faults: int
) -> None:
    version = ProjectVersion(
        id=UUID(int=1),
        project=UUID(int=2),
        effective=date(2020, 10, 1),
        name="甲",
        total_yuan=yi(1),
        kind=ProjectKind.MANUFACTURING,
        profile={"field_8262": field},
        home="lingbao",
    )
    assert len(tuple(field_is_stated(version))) == faults
    assert len(PlanField) == 8
