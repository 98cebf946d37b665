"""The five comparisons (五比, LX-13 to LX-17): which indicators each ranks by, one ranking for every one of them."""

from collections.abc import Callable, Iterator

from xiangmu.plugin.measures import Measure
from xiangmu.plugin.money import in_words
from xiangmu.plugin.scoring import Direction
from xiangmu.plugin.value import value
from xiangmu_lanxian import measures
from xiangmu_lanxian.readings import ContributionBy, LanxianReadings, ProcedureEfficiency


@value
class Item:
    """One indicator that units are ranked by, as ``reading`` counts it; ``on`` when the readings choose it."""

    key: str
    measure: Measure
    direction: Direction = Direction.HIGHER
    on: Callable[[LanxianReadings], bool] | None = None
    reading: str = ""


@value
class Comparison:
    """One of the five: its items rank by themselves, and the class by the mean of their ranks (X4)."""

    key: str
    title: str
    clause: str
    items: tuple[Item, ...]


def _tiers() -> Iterator[Item]:
    for yuan in measures.TIERS:
        yield Item(
            key=f"tier_{in_words(yuan).removesuffix('亿元')}yi", measure=measures.tier(yuan), reading="X10"
        )


def _contribution(by: ContributionBy, measure: Measure) -> Item:
    return Item(
        key=f"contribution_{by.lower()}",
        measure=measure,
        on=lambda readings: readings.contribution_by is by,
        reading="X6",
    )


def _efficiency(key: str, measure: Measure, by: ProcedureEfficiency) -> Item:
    return Item(
        key=key,
        measure=measure,
        direction=Direction.HIGHER if by is ProcedureEfficiency.IN_TIME else Direction.LOWER,
        on=lambda readings: readings.procedure_efficiency is by,
        reading="X3",
    )


SPEED = Comparison(
    key="speed",
    title="比推进速度",
    clause="LX-13",
    items=(
        Item(key="start_rate", measure=measures.START_RATE, reading="X9"),
        Item(key="resume_rate", measure=measures.RESUME_RATE, reading="X9"),
        Item(key="at_work_rate", measure=measures.AT_WORK_RATE, reading="X3"),
        Item(key="library_rate", measure=measures.LIBRARY_RATE, reading="X9"),
        Item(key="investment_rate", measure=measures.INVESTMENT_RATE, reading="X9"),
        Item(key="production_rate", measure=measures.PRODUCTION_RATE, reading="X9"),
    ),
)
PLANNING = Comparison(
    key="planning",
    title="比谋划力度",
    clause="LX-14",
    items=(
        Item(key="major_projects", measure=measures.MAJOR_PROJECTS),
        Item(key="central_budget", measure=measures.CENTRAL_BUDGET),
        Item(key="policy_finance", measure=measures.POLICY_FINANCE),
    ),
)
RESERVE = Comparison(
    key="reserve",
    title="比储备高度",
    clause="LX-15",
    items=(
        *_tiers(),
        Item(key="unit_industry_share", measure=measures.INDUSTRY_SHARE),
        _contribution(ContributionBy.GROWTH, measures.CONTRIBUTION_OF_GROWTH),
        _contribution(ContributionBy.SHARE, measures.CONTRIBUTION_OF_SHARE),
    ),
)
ATTRACTION = Comparison(
    key="attraction",
    title="比招商强度",
    clause="LX-16",
    items=(
        Item(key="funds_rate", measure=measures.FUNDS_RATE, reading="X9"),
        Item(key="new_starts_investment", measure=measures.NEW_STARTS_INVESTMENT, reading="X9"),
        Item(key="signed_start_rate", measure=measures.SIGNED_START_RATE),
    ),
)
ENVIRONMENT = Comparison(
    key="environment",
    title="比环境温度",
    clause="LX-17",
    items=(
        Item(key="landing_rate", measure=measures.LANDING_RATE, reading="X9"),
        _efficiency("procedure_days", measures.PROCEDURE_DAYS, ProcedureEfficiency.DAYS),
        _efficiency("procedure_workdays", measures.PROCEDURE_WORKDAYS, ProcedureEfficiency.WORKDAYS),
        _efficiency("procedures_in_time", measures.PROCEDURES_IN_TIME, ProcedureEfficiency.IN_TIME),
        Item(
            key="approval_to_production",
            measure=measures.APPROVAL_TO_PRODUCTION,
            direction=Direction.LOWER,
            reading="X3",
        ),
    ),
)
COMPARISONS = (SPEED, PLANNING, RESERVE, ATTRACTION, ENVIRONMENT)
