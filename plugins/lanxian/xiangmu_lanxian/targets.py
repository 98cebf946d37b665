"""What 岚县 looks at without printing a goal: annual indicators (LX-08) and the reserve for next year (LX-12)."""

from xiangmu.plugin.filters import profile_given
from xiangmu.plugin.happenings import existing, stock
from xiangmu.plugin.measures import Measure, count, total
from xiangmu.plugin.targets import Notice, Target, Targets
from xiangmu_lanxian.indicators import INDICATORS, annual_targets
from xiangmu_lanxian.policy import POLICY
from xiangmu_lanxian.units import PROMOTION, REFORM, ZONE

KEPT = profile_given("next_year")
RESERVE = {
    "next_year_projects": count(stock(existing), KEPT, title="明年专项债券和中央预算内储备项目数"),
    "next_year_investment": total(stock(existing), KEPT, title="明年专项债券和中央预算内储备项目总投资"),
}


def _reserve(key: str, measure: Measure) -> Target:
    return Target(
        policy=POLICY.key,
        key=key,
        title=measure.title,
        measure=measure,
        goal=None,
        clause="LX-12",
        due=POLICY.ends,
        lead=REFORM,
        responsible=("caizheng-ju",),
        cooperating=(
            ZONE,
            "xingzheng-shenpi-ju",
            "ziran-ziyuan-ju",
            "shengtai-huanjing-fenju",
            "nengyuan-ju",
            PROMOTION,
        ),
    )


TARGETS = Targets(
    targets=(*annual_targets(), *(_reserve(key, measure) for key, measure in RESERVE.items())),
    indicators=INDICATORS,
    notices=(
        Notice(
            policy=POLICY.key,
            text="方案没有印出年度指标的数值，附件的任务分解表没有随文公布；目标由项目办按批准文件录入，录入之前只列读数。",
            clause="LX-08",
            targets=tuple(target.key for target in annual_targets()),
        ),
    ),
)
