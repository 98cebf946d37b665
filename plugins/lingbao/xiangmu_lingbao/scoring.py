"""No formula is printed (L5): a card without a total, and boards of the product's own, by how far inspections cover the
key projects, by what they found that is not rectified, by packages that are complete and by dispatches held."""

from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis, Switch
from xiangmu.plugin.scoring import Card, Direction, Ranking, Scoring
from xiangmu_lingbao.key_measures import DISPATCHED, INSPECTED, PACKAGES
from xiangmu_lingbao.policy import POLICY
from xiangmu_lingbao.rectification import unrectified
from xiangmu_lingbao.units import ASSESSED

NO_TOTAL = "文件没有规定计分办法；本市项目的目标完成情况见三门峡市对灵宝市的考核"
PERIODS = {PeriodKind.MONTH: "月度", PeriodKind.YEAR: "年度"}
BOARDS = (
    ("inspected", "重点项目核查覆盖榜", "LB-13", INSPECTED, Direction.HIGHER),
    ("findings", "核查问题整改榜", "LB-19", unrectified, Direction.LOWER),
    ("packages", "包联到位榜", "LB-02", PACKAGES, Direction.HIGHER),
    ("dispatched", "重点项目调度榜", "LB-05", DISPATCHED, Direction.HIGHER),
)
"""Key, title, clause, what units are ranked by, and whether more or less of it comes first."""

SCORING = Scoring(
    cards=(
        Card(
            policy=POLICY.key,
            group=ASSESSED,
            title="重点项目工作评价表",
            period_kind=PeriodKind.YEAR,
            rules=(),
            clause="LB-01",
            no_total=NO_TOTAL,
        ),
    ),
    rankings=tuple(
        Ranking(
            policy=POLICY.key,
            key=f"{key}-{kind.lower()}",
            title=f"{title}（{words}，系统推算）",
            group=ASSESSED,
            basis=Basis.DERIVED,
            period_kind=kind,
            clause=clause,
            measure=measure,
            direction=direction,
            reading="L5",
            on=lambda readings: readings.derived_board is Switch.ON,
        )
        for key, title, clause, measure, direction in BOARDS
        for kind, words in PERIODS.items()
    ),
)
