"""The four tasks of 附件2: how they are counted, and how much of them is owed by a quarter's end (R1, R2)."""

from fractions import Fraction
from math import ceil, floor

from xiangmu.plugin.filters import admitted
from xiangmu.plugin.happenings import this_year
from xiangmu.plugin.measures import Measure, Measured, count
from xiangmu.plugin.periods import Period, PeriodKind
from xiangmu.plugin.points import ZERO
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.readings import QuarterTask, RuzhouSnapshot

PLANNED, SIGNED, STARTED, IN_PRODUCTION = "planned", "signed", "started", "in_production"

TASK_MEASURES: dict[str, Measure] = {
    PLANNED: count(this_year(milestones.planned), admitted, title="本年谋划储备的“三个一批”项目数"),
    SIGNED: count(this_year(milestones.signed), admitted, title="本年签约的“三个一批”项目数"),
    STARTED: count(this_year(milestones.started), admitted, title="本年开工的“三个一批”项目数"),
    IN_PRODUCTION: count(this_year(milestones.produced), admitted, title="本年投产达效的“三个一批”项目数"),
}


def owed(snapshot: RuzhouSnapshot, task: str) -> int:
    """How many projects the unit owes by the end of the quarter that the period ends in."""
    quarter = Period.holding(PeriodKind.QUARTER, snapshot.period.end).number
    by_hand = snapshot.readings.quarter_table.owed(task, snapshot.unit, quarter)
    if by_hand is not None:
        return by_hand
    yearly = snapshot.goals.get(task, 0)
    part = Fraction(yearly * quarter, 4)
    match snapshot.readings.quarter_task:
        case QuarterTask.FLOOR:
            return floor(part)
        case QuarterTask.CEIL:
            return ceil(part)
        case QuarterTask.YEARLY:
            return yearly


def done(snapshot: RuzhouSnapshot, task: str) -> Measured:
    """How many projects of this year count for the task, with what shows it."""
    return TASK_MEASURES[task].formula(snapshot)


def amount_done(measured: Measured) -> Fraction:
    """The number that ``done`` counted."""
    return measured.amount or ZERO
