"""The city's targets and the units' tasks, side by side as printed (R1)."""

from xiangmu_ruzhou.readings import TASK_TITLES
from xiangmu_ruzhou.targets import CITY, TARGETS, UNIT_TASKS


def _sums(group: str) -> list[int]:
    return [sum(t.goal for t in UNIT_TASKS if (t.group, t.key) == (group, task)) for task in TASK_TITLES]


def test_tasks_add_up_as_printed() -> None:
    assert _sums("area") == [296, 100, 100, 75]
    assert _sums("department") == [150, 50, 50, 25]


def test_city_goals_are_those_of_the_document() -> None:
    assert {target.key: target.goal for target in CITY} == {
        "city_planned": 200,
        "city_planned_1yi": 100,
        "city_planned_10yi": 20,
        "city_signed": 100,
        "city_signed_1yi": 50,
        "city_signed_10yi": 20,
        "city_signed_advanced": 30,
        "city_started": 100,
        "city_started_1yi": 50,
        "city_started_10yi": 10,
        "city_in_production": 50,
        "city_in_production_1yi": 30,
    }


def test_both_sums_are_shown_and_their_difference_is_said() -> None:
    (notice,) = TARGETS.notices
    assert "446/150/150/100" in notice.text
    assert "200/100/100/50" in notice.text
