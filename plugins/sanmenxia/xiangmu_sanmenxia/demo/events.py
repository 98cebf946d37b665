"""What else was recorded: the city's tier in the province, and task forces; one unit has none on record."""

from datetime import date

from xiangmu.plugin.demo import demo_id
from xiangmu.plugin.facts import Assignment, IndicatorReading
from xiangmu.plugin.facts.units import MICRO
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.vocabulary import Duty
from xiangmu_sanmenxia.policy import POLICY

CITY = POLICY.jurisdiction


def _reading(cells: dict[str, str]) -> IndicatorReading:
    return IndicatorReading(
        id=demo_id(CITY, cells["indicator"], cells["period"]),
        indicator=cells["indicator"],
        unit="",
        period=cells["period"],
        micro=int(cells["value"]) * MICRO,
        source="样例读数",
    )


def _task_force(cells: dict[str, str]) -> Assignment:
    return Assignment(
        id=demo_id(CITY, "task_force", cells["unit"]),
        duty=Duty.TASK_FORCE,
        unit=cells["unit"],
        project=None,
        person=None,
        post=cells["post"],
        since=date.fromisoformat(cells["since"]),
    )


READINGS = read_table(__package__, "indicators.csv", ("indicator", "period", "value"), _reading)
TASK_FORCES = read_table(__package__, "task_forces.csv", ("unit", "post", "since"), _task_force)
