"""The goals of 晋城: the city's (JC-01 to JC-06, JC-10, JC-11, JC-16, JC-23) and those of its 31 planning bodies."""

from collections.abc import Iterator
from datetime import date

from xiangmu.plugin.figures import goal
from xiangmu.plugin.measures import Measure, reading
from xiangmu.plugin.money import yi
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.targets import Notice, Target, Targets
from xiangmu_jincheng import indicators, measures, zones
from xiangmu_jincheng.policy import POLICY
from xiangmu_jincheng.units import COUNTIES, MEMBERS, ZONE

MEASURES: dict[str, Measure] = {
    "reserve_investment": measures.RESERVE_INVESTMENT,
    "reserve_conversion": measures.CONVERSION,
    "conversion": measures.CONVERSION,
    "signed_investment": measures.SIGNED_INVESTMENT,
    "signed_start_rate": measures.SIGNED_START_RATE,
    "fixed_asset_investment": reading(indicators.FIXED_ASSET_INVESTMENT),
    "fixed_asset_growth": reading(indicators.FIXED_ASSET_GROWTH),
    "technical_upgrade_growth": reading(indicators.TECHNICAL_UPGRADE_GROWTH),
    "other_zones": zones.OTHER_ZONES,
    "new_over_10yi": zones.NEW_OVER_10YI,
    "new_outside_10yi": zones.NEW_OUTSIDE_10YI,
    "key_works_investment": measures.KEY_WORKS_INVESTMENT,
    "key_works_completion": measures.KEY_WORKS_COMPLETION,
    "city_promotions": measures.CITY_PROMOTIONS,
    "promotions": measures.PROMOTIONS,
    "attraction_reserve": measures.ATTRACTION_RESERVE,
    "all_resumed": measures.RESUMED,
    "new_started": measures.STARTED,
    "approval_days": measures.APPROVAL_DAYS,
    "planned_1yi": measures.planned_of(yi(1)),
    "planned_10yi": measures.planned_of(yi(10)),
    **measures.UPGRADES,
}
"""How the goal of each key in ``targets.csv`` is counted."""
UNITS_OF = {"county": ("county_zone", COUNTIES), "zone": ("county_zone", (ZONE,))} | {
    group: (group, units) for group, units in MEMBERS.items()
}
"""Group and units that a row of ``targets.csv`` is of."""


def _targets(cells: dict[str, str]) -> Iterator[Target]:
    group, units = UNITS_OF[cells["of"]] if cells["of"] else ("", ("",))
    responsible = (MEMBERS.get(name, (name,)) for name in cells["responsible"].split(";") if name)
    named = tuple(unit for units_named in responsible for unit in units_named)
    for unit in units:
        yield Target(
            policy=POLICY.key,
            key=cells["key"],
            title=cells["title"],
            measure=MEASURES[cells["key"]],
            goal=goal(cells["goal"]),
            clause=cells["clause"],
            due=date.fromisoformat(cells["due"]),
            group=group,
            unit=unit,
            lead=cells["lead"] or unit,
            responsible=named,
            basis=Basis(cells["basis"]),
        )


COLUMNS = ("of", "key", "title", "goal", "lead", "responsible", "due", "clause", "basis")
TARGETS = Targets(
    targets=tuple(
        target
        for row in read_table(__package__, "targets.csv", COLUMNS, lambda cells: tuple(_targets(cells)))
        for target in row
    ),
    indicators=indicators.INDICATORS,
    notices=(
        Notice(
            policy=POLICY.key,
            text="附件的任务分解表没有随文公布，各县区、开发区、部门和企业集团的任务按正文的下限列出；项目办可按批准文件调整。",
            clause="JC-33",
            targets=("planned_1yi", "planned_10yi", "conversion"),
        ),
        Notice(
            policy=POLICY.key,
            text="文件没有列出其他省级开发区的名称，达标比例按口径所列的和项目填写的开发区计算。",
            clause="JC-05",
            targets=("other_zones",),
        ),
        Notice(
            policy=POLICY.key,
            text="文件于2019年4月22日印发，此前到期的事项不算逾期；全年目标从1月1日起累计。文件只对全市定了复工和开工的节点，各县区、开发区的数据供参考。",
            clause="JC-16",
            targets=("all_resumed", "new_started"),
        ),
        Notice(
            policy=POLICY.key,
            text="推进快、成效好的单位由市里通报表扬，并在产业布局、前期费用、用地指标和环境容量上给予支持；文件没有规定按什么排名，榜为系统推算，供参考。",
            clause="JC-30",
        ),
    ),
)
