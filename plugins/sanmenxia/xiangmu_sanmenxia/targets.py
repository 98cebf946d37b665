"""The goals of 三门峡: the 8262 plan with its milestones (SMX-05 to SMX-07), ten indicators every month (SMX-08,
SMX-09), and the province's first tier (SMX-03)."""

from collections.abc import Iterator
from datetime import date

from xiangmu.plugin import measures as plugin_measures
from xiangmu.plugin.money import in_words, yi
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.targets import Comparison, Milestone, Notice, Target, Targets
from xiangmu.plugin.value import value
from xiangmu_sanmenxia import measures
from xiangmu_sanmenxia.policy import POLICY
from xiangmu_sanmenxia.units import COUNTY, TIERS

OFFICE = "zhongdian-xiangmu-ban"
COMPLETE = date(2020, 11, 30)
MILESTONES = tuple(
    Milestone(due=due, per_mille=per_mille, clause="SMX-07")
    for due, per_mille in ((date(2020, 9, 30), 800), (date(2020, 10, 31), 900), (COMPLETE, 1000))
)
PLANNED, PLANNED_INVESTMENT = "planned", "planned_investment"
CITY_GOALS = {PLANNED: 2600, PLANNED_INVESTMENT: yi(20000)}
STOCK = {PLANNED: measures.PLANNED, PLANNED_INVESTMENT: measures.PLANNED_INVESTMENT}
MONTHLY = {
    "entered": measures.ENTERED,
    "entered_investment": measures.ENTERED_INVESTMENT,
    "entered_1yi": measures.ENTERED_1YI,
    "entered_1yi_investment": measures.ENTERED_1YI_INVESTMENT,
    "approval_rate": measures.APPROVAL_RATE,
    "share_20yi": measures.SHARE_20YI,
    "share_20yi_investment": measures.SHARE_20YI_INVESTMENT,
    "emerging_share": measures.EMERGING_SHARE,
    "start_rate": measures.START_RATE,
    "converted": measures.CONVERTED,
}
"""How the indicator of each key in ``monthly.csv`` is counted."""
TIER_CLAUSES = {"tier1": "SMX-08", "tier2": "SMX-09"}


@value
class UnitGoal:
    """A unit's part of the 8262 plan, as printed."""

    unit: str
    count: int
    yuan: int

    @property
    def goals(self) -> dict[str, int]:
        """By target."""
        return {PLANNED: self.count, PLANNED_INVESTMENT: self.yuan}


def _unit_goal(cells: dict[str, str]) -> UnitGoal:
    return UnitGoal(unit=cells["unit"], count=int(cells["count"]), yuan=yi(cells["investment_yi"]))


UNIT_GOALS = read_table(__package__, "goals.csv", ("unit", "count", "investment_yi"), _unit_goal)


def _of_plan(key: str, goal: int, clause: str, unit: str = "") -> Target:
    return Target(
        policy=POLICY.key,
        key=key,
        title=STOCK[key].title,
        measure=STOCK[key],
        goal=goal,
        clause=clause,
        due=COMPLETE if unit else POLICY.ends,
        group=COUNTY if unit else "",
        unit=unit,
        lead=unit or OFFICE,
        milestones=MILESTONES if unit else (),
    )


def read_goal(cell: str) -> int:
    """A goal as it is compared: ``500亿`` in yuan, ``70%`` in thousandths, ``100`` as it stands. Raises ValueError."""
    if cell.endswith("亿"):
        return yi(cell.removesuffix("亿"))
    return int(cell.removesuffix("%")) * 10 if cell.endswith("%") else int(cell)


def _monthly(cells: dict[str, str]) -> Iterator[Target]:
    measure = MONTHLY[cells["key"]]
    for tier, units in TIERS.items():
        for unit in units:
            yield Target(
                policy=POLICY.key,
                key=cells["key"],
                title=f"每月{measure.title}",
                measure=measure,
                goal=read_goal(cells[tier]),
                clause=TIER_CLAUSES[tier],
                due=POLICY.ends,
                group=COUNTY,
                unit=unit,
                lead=unit,
                every=PeriodKind.MONTH,
            )


def _sums() -> str:
    counts, yuan = sum(goal.count for goal in UNIT_GOALS), sum(goal.yuan for goal in UNIT_GOALS)
    whole = CITY_GOALS[PLANNED_INVESTMENT]
    return (
        f"各单位的个数合计{counts}个，与全市目标相同；投资合计{in_words(yuan)}，"
        f"比全市目标{in_words(whole)}多{in_words(yuan - whole)}，两者均按原文列出。"
    )


FIRST_TIER = Target(
    policy=POLICY.key,
    key=measures.PROVINCE_TIER.key,
    title=measures.PROVINCE_TIER.title,
    measure=plugin_measures.reading(measures.PROVINCE_TIER),
    goal=1,
    comparison=Comparison.AT_MOST,
    clause="SMX-03",
    due=POLICY.ends,
    lead=OFFICE,
)
TARGETS = Targets(
    targets=(
        *(_of_plan(key, goal, "SMX-05") for key, goal in CITY_GOALS.items()),
        FIRST_TIER,
        *(
            _of_plan(key, goal, "SMX-06", stated.unit)
            for stated in UNIT_GOALS
            for key, goal in stated.goals.items()
        ),
        *(
            target
            for row in read_table(
                __package__, "monthly.csv", ("key", *TIERS), lambda cells: tuple(_monthly(cells))
            )
            for target in row
        ),
    ),
    indicators=(measures.PROVINCE_TIER,),
    notices=(
        Notice(policy=POLICY.key, text=_sums(), clause="SMX-06", targets=(PLANNED, PLANNED_INVESTMENT)),
    ),
)
