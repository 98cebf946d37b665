"""No formula is printed (SMX-19, S9): cards without a total, boards of the product's own, and who is to be reported."""

from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis, Switch
from xiangmu.plugin.scoring import (
    AccountabilityList,
    Card,
    Ranking,
    Scoring,
    by_targets,
    unmet_targets,
)
from xiangmu_sanmenxia.policy import POLICY
from xiangmu_sanmenxia.targets import TARGETS
from xiangmu_sanmenxia.units import COUNTY

NO_TOTAL = "文件没有规定计分办法，只列各项目标的完成情况；排名由系统按完成的目标数、平均完成率推算"
OF_UNITS = tuple(target for target in TARGETS.targets if target.group == COUNTY)
PERIODS = {PeriodKind.MONTH: "月度", PeriodKind.CAMPAIGN: "百日攻坚"}

SCORING = Scoring(
    cards=(
        Card(
            policy=POLICY.key,
            group=COUNTY,
            title="百日攻坚评估表",
            period_kind=PeriodKind.CAMPAIGN,
            rules=(),
            clause="SMX-19",
            no_total=NO_TOTAL,
        ),
    ),
    rankings=tuple(
        Ranking(
            policy=POLICY.key,
            key=f"targets-{kind.lower()}",
            title=f"县（市、区）{words}目标完成榜（系统推算）",
            group=COUNTY,
            basis=Basis.DERIVED,
            period_kind=kind,
            clause="SMX-19",
            measure=by_targets(OF_UNITS),
            reading="S9",
            on=lambda readings: readings.derived_board is Switch.ON,
        )
        for kind, words in PERIODS.items()
    ),
    accountability=(
        AccountabilityList(
            policy=POLICY.key,
            key="unmet",
            title="未完成目标任务的县（市、区）",
            group=COUNTY,
            clause="SMX-20",
            measure=unmet_targets(OF_UNITS),
        ),
    ),
)
