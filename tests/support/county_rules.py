"""What the invented county says to every hook: enough for every sort of figure."""

from datetime import date
from typing import Any

from tests.support.county import POLICY, TOWNS, county, target
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.filters import at_least, has_procedure
from xiangmu.plugin.happenings import in_period, moved, reached, stock
from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope, Leaders
from xiangmu.plugin.lists import Lists, ProjectList, dormant
from xiangmu.plugin.measures import (
    Indicator,
    Measure,
    count,
    invested,
    investment_completion,
    median_days,
    reading,
    share,
    total,
)
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.profile import DuplicateRule, Profile
from xiangmu.plugin.scoring import Direction, Ranking, Scoring, by_targets
from xiangmu.plugin.targets import Milestone, Targets
from xiangmu.plugin.vocabulary import Duty, ProcedureKind, Stage

RESERVED, STARTED = Stage.RESERVED, Stage.STARTED
DAYS = Indicator(
    policy=POLICY, key="days", title="用时", counts=Amount.DAYS, period_kind=PeriodKind.MONTH, clause="C-1"
)
ALL = count(stock(reached(RESERVED)), title="储备")
LARGE = count(stock(reached(RESERVED)), at_least(yi(5)), title="大项目")
MEASURES: dict[str, Measure] = {
    "all": ALL,
    "total": total(stock(reached(RESERVED)), title="总投资"),
    "share": share(LARGE, ALL, title="占比"),
    "converted": count(in_period(moved(RESERVED, STARTED)), title="转化"),
    "approved": count(stock(reached(RESERVED)), has_procedure(ProcedureKind.APPROVAL), title="已立项"),
    "days": median_days(reached(RESERVED), reached(STARTED), title="用时"),
    "invested": invested(title="完成投资"),
    "completion": investment_completion(title="完成率"),
    "reading": reading(DAYS),
}
ADDITIVE = ("all", "total", "converted", "approved", "invested")
TARGETS = tuple(
    target(
        measure,
        5,
        unit=unit,
        key=key,
        milestones=() if key == "converted" else (Milestone(due=date(2022, 9, 30), per_mille=800),),
        every=PeriodKind.QUARTER if key == "converted" else None,
    )
    for unit in ("", *TOWNS)
    for key, measure in MEASURES.items()
)


def _ranking(key: str, measure: Any, **more: Any) -> Ranking:
    stated: dict[str, Any] = {"policy": POLICY, "key": key, "title": key, "group": "town", "clause": "C-1"}
    stated |= {"basis": Basis.DERIVED, "period_kind": PeriodKind.QUARTER}
    return Ranking(**stated, measure=measure, **more)


CATALOG = county(
    targets=Targets(targets=TARGETS, indicators=(DAYS,)),
    scoring=Scoring(
        rankings=(
            _ranking("n", ALL),
            _ranking("d", MEASURES["days"], direction=Direction.LOWER),
            _ranking("t", by_targets(one for one in TARGETS if one.unit)),
        )
    ),
    leaders=Leaders(
        duties=(
            DutyRule(
                policy=POLICY,
                key="lead",
                title="包联",
                clause="C-1",
                scope=DutyScope.PROJECT,
                needs=(DutyNeed(duty=Duty.COUNTY_LEADER, most=1),),
            ),
        )
    ),
    lists=Lists(
        lists=(
            ProjectList(policy=POLICY, key="idle", title="僵尸", clause="C-1", member=dormant(lambda _: 90)),
        )
    ),
    profile=Profile(
        duplicates=(
            DuplicateRule(
                policy=POLICY, key="r", title="重复", clause="C-1", groups=("bureau",), others=("town",)
            ),
        )
    ),
)
