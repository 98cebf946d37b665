"""No formula is printed (JC-30, J10): cards without a total, boards of the product's own, and who missed what."""

from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.scoring import (
    AccountabilityList,
    Card,
    Ranking,
    Scoring,
    by_targets,
    unmet_targets,
)
from xiangmu.plugin.targets import Target
from xiangmu_jincheng.policy import POLICY
from xiangmu_jincheng.targets import TARGETS
from xiangmu_jincheng.units import TITLES

CLAUSE = "JC-30"
NO_TOTAL = "文件没有规定计分办法，只列各项目标的完成情况；排名由系统按完成的目标数、平均完成率推算"
PERIODS = {PeriodKind.MONTH: "月度", PeriodKind.YEAR: "年度"}


def printed(group: str) -> tuple[Target, ...]:
    """The goals that the document prints for the units of a group."""
    return tuple(
        target
        for target in TARGETS.targets
        if target.group == group and target.goal is not None and target.basis is Basis.PRINTED
    )


SCORING = Scoring(
    cards=tuple(
        Card(
            policy=POLICY.key,
            group=group,
            title=f"{title}考核表",
            period_kind=PeriodKind.YEAR,
            rules=(),
            clause=CLAUSE,
            no_total=NO_TOTAL,
        )
        for group, title in TITLES.items()
    ),
    rankings=tuple(
        Ranking(
            policy=POLICY.key,
            key=f"{group}-{period_kind.lower()}",
            title=f"{title}{words}目标完成榜（系统推算）",
            group=group,
            basis=Basis.DERIVED,
            period_kind=period_kind,
            clause=CLAUSE,
            measure=by_targets(printed(group)),
            reading="J10",
        )
        for group, title in TITLES.items()
        for period_kind, words in PERIODS.items()
    ),
    accountability=tuple(
        AccountabilityList(
            policy=POLICY.key,
            key=f"{group}-unmet",
            title=f"{title}未完成目标名单",
            group=group,
            clause=CLAUSE,
            measure=unmet_targets(printed(group)),
        )
        for group, title in TITLES.items()
    ),
)
