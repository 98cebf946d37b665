"""The options that are more than a choice among words: a table by hand, and a list of classes."""

import pytest
from pydantic import ValidationError

from xiangmu_ruzhou.readings import QuarterTable, RuzhouReadings


def test_classes_have_the_form_of_gb_t_4754() -> None:
    readings = RuzhouReadings.model_validate({"industrial_by": ["C26", "I"]})
    assert "C2614" in readings.industrial_by
    assert "C14" not in readings.industrial_by
    assert "" not in readings.industrial_by
    with pytest.raises(ValidationError, match="industrial_by"):
        RuzhouReadings.model_validate({"industrial_by": ["制造业"]})


@pytest.mark.parametrize(
    "row",
    [
        {"task": "plan", "owed": [1, 2, 3, 4]},
        {"task": "planned", "unit": "wenquan", "owed": [1, 2, 3, 4]},
        {"task": "planned", "owed": [1, 2, 3]},
        {"task": "planned", "owed": [1, 2, 3, -4]},
        {"task": "planned", "owed": [1, 3, 2, 4]},
    ],
)
def test_a_table_by_hand_names_a_task_a_unit_and_four_sums_that_never_fall(row: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        QuarterTable.model_validate([row])


def test_options_say_in_chinese_what_was_chosen() -> None:
    chosen = {"quarter_table": [{"task": "planned", "owed": [2, 4, 8, 12]}], "industrial_by": ["C"]}
    in_force = {option.key: option for option in RuzhouReadings.model_validate(chosen).in_force()}
    assert in_force["quarter_table"].choice == "各单位谋划储备2/4/8/12"
    assert in_force["industrial_by"].choice == "C"
    assert not in_force["industrial_by"].is_default
    assert in_force["survey"].is_default
