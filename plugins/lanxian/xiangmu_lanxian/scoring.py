"""Rankings by every single indicator, and what the product derives from them: classes, the whole, best and slowest.

The document leaves the method to be agreed (LX-21): there is no total, and nothing derived until it is switched on.
"""

from collections.abc import Iterator

from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis, Switch
from xiangmu.plugin.scoring import Card, Ranking, RankingClass, Roll, Scoring
from xiangmu_lanxian.comparisons import COMPARISONS, Comparison
from xiangmu_lanxian.policy import POLICY
from xiangmu_lanxian.readings import LanxianReadings
from xiangmu_lanxian.units import OWNER

NO_TOTAL = "文件规定考核办法由各部门另行商定，没有计分公式；只按单项指标排名，综合名次须由项目办启用"
PERIODS = {PeriodKind.MONTH: "月度", PeriodKind.CAMPAIGN: "百日攻坚"}
"""Ranked every month, and at the end of the campaign."""
MEANS = "X4"
"""The reading of classes and the whole: means of ranks."""
BEST, SLOWEST = 2, 2
"""Without a number in the document: the first and the last two units of a ranking by investment.

The clause speaks of projects: which ones to show and to expose, lists tell (publicity)."""


def switched_on(readings: LanxianReadings) -> bool:
    """Whether the office wants what the product derives (X4)."""
    return readings.composite is Switch.ON


def weights(readings: LanxianReadings) -> dict[str, int]:
    """Weights by key of item and comparison, the same in every period."""
    stated = readings.weights.root
    return {f"{key}-{kind.lower()}": weight for key, weight in stated.items() for kind in PERIODS}


def _rankings(comparison: Comparison, kind: PeriodKind) -> Iterator[Ranking]:
    for item in comparison.items:
        yield Ranking(
            policy=POLICY.key,
            key=f"{item.key}-{kind.lower()}",
            title=f"{comparison.title}：{item.measure.title}（{PERIODS[kind]}）",
            group=OWNER,
            basis=Basis.PRINTED,
            period_kind=kind,
            clause=comparison.clause,
            measure=item.measure,
            direction=item.direction,
            on=item.on,
            reading=item.reading,
        )


def _class(comparison: Comparison, kind: PeriodKind) -> RankingClass:
    return RankingClass(
        policy=POLICY.key,
        key=f"{comparison.key}-{kind.lower()}",
        title=f"{comparison.title}（{PERIODS[kind]}，系统推算）",
        group=OWNER,
        period_kind=kind,
        members=tuple(f"{item.key}-{kind.lower()}" for item in comparison.items),
        clause=comparison.clause,
        on=switched_on,
        weights=weights,
        reading=MEANS,
    )


def _whole(kind: PeriodKind) -> RankingClass:
    return RankingClass(
        policy=POLICY.key,
        key=f"whole-{kind.lower()}",
        title=f"五比综合（{PERIODS[kind]}，系统推算）",
        group=OWNER,
        period_kind=kind,
        members=tuple(f"{comparison.key}-{kind.lower()}" for comparison in COMPARISONS),
        clause="LX-21",
        on=switched_on,
        weights=weights,
        reading=MEANS,
    )


def _roll(kind: PeriodKind) -> Roll:
    return Roll(
        policy=POLICY.key,
        key=f"best_and_slowest-{kind.lower()}",
        title=f"红黑榜：各单位的项目投资完成率（{PERIODS[kind]}）",
        ranking=f"investment_rate-{kind.lower()}",
        clause="LX-26",
        best=BEST,
        worst=SLOWEST,
    )


SCORING = Scoring(
    cards=(
        Card(
            policy=POLICY.key,
            group=OWNER,
            title="百日攻坚考核表",
            period_kind=PeriodKind.CAMPAIGN,
            rules=(),
            clause="LX-21",
            no_total=NO_TOTAL,
        ),
    ),
    rankings=tuple(
        ranking for kind in PERIODS for comparison in COMPARISONS for ranking in _rankings(comparison, kind)
    ),
    classes=tuple(
        stated
        for kind in PERIODS
        for stated in (*(_class(comparison, kind) for comparison in COMPARISONS), _whole(kind))
    ),
    rolls=tuple(_roll(kind) for kind in PERIODS),
)
