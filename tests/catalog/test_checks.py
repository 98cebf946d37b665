"""What a plugin states of targets, boards, lists, duties and demonstrations must hold before the program starts."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.support.county import (
    POLICY,
    YEAR_END,
    county,
    new_id,
    on_duty,
    project,
    read,
    revised,
    target,
    together,
)
from xiangmu.catalog import CatalogError
from xiangmu.catalog.checks import check
from xiangmu.plugin.demo import Demo
from xiangmu.plugin.facts import Commitment, DuplicateRuling, Facts
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.happenings import existing
from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope, Leaders
from xiangmu.plugin.lists import Lists, ProjectList, having
from xiangmu.plugin.measures import Indicator, count
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis, Feature, Policies, Provided
from xiangmu.plugin.profile import DuplicateRule, Profile, ProjectRule, Severity, StageName, required
from xiangmu.plugin.scoring import (
    AccountabilityList,
    Card,
    Direction,
    Ranking,
    RankingClass,
    Roll,
    Scoring,
    by_targets,
    unmet_targets,
)
from xiangmu.plugin.targets import Milestone, Targets
from xiangmu.plugin.vocabulary import Duty, Stage

COUNT = count(existing, title="项目数")
GOAL = target(COUNT, 5)
INDICATOR = Indicator(
    policy=POLICY, key="gfi", title="固投", counts=Amount.YUAN, period_kind=PeriodKind.MONTH, clause="C-1"
)
BOARD = Ranking(
    policy=POLICY,
    key="board",
    title="榜",
    group="town",
    basis=Basis.DERIVED,
    period_kind=PeriodKind.MONTH,
    clause="C-1",
    measure=COUNT,
    reading="C1",
)
CLASS = RankingClass(
    policy=POLICY,
    key="class",
    title="综合",
    group="town",
    period_kind=PeriodKind.MONTH,
    members=("board",),
    clause="C-1",
    on=bool,
)
ROLL = Roll(policy=POLICY, key="roll", title="红黑榜", ranking="board", clause="C-1", best=1)
CARD = Card(
    policy=POLICY,
    group="town",
    title="得分表",
    period_kind=PeriodKind.MONTH,
    rules=(),
    clause="C-1",
    no_total="文件没有印出公式",
)
REPORT = AccountabilityList(
    policy=POLICY, key="unmet", title="名单", group="town", clause="C-1", measure=unmet_targets([GOAL])
)
LIST = ProjectList(policy=POLICY, key="list", title="清单", clause="C-1", member=having(because="在册"))
DUTY = DutyRule(
    policy=POLICY,
    key="duty",
    title="包联",
    clause="C-1",
    scope=DutyScope.UNIT,
    needs=(DutyNeed(duty=Duty.TASK_FORCE),),
    groups=("town",),
)
NAME = StageName(policy=POLICY, key="planned", title="谋划", stages=(Stage.RESERVED,), clause="C-1")
RULE = ProjectRule(
    policy=POLICY, key="rule", title="必填", clause="C-1", severity=Severity.ERROR, check=required("place")
)
REPEAT = DuplicateRule(
    policy=POLICY, key="repeat", title="不得重复", clause="C-1", groups=("bureau",), others=("town",)
)
TOLD = project("east")
SAYS: dict[str, Any] = {
    "targets": Targets(targets=(GOAL,), indicators=(INDICATOR,)),
    "scoring": Scoring(
        cards=(CARD,), rankings=(BOARD,), accountability=(REPORT,), classes=(CLASS,), rolls=(ROLL,)
    ),
    "lists": Lists(lists=(LIST,)),
    "leaders": Leaders(duties=(DUTY,)),
    "profile": Profile(stages=(NAME,), rules=(RULE,), duplicates=(REPEAT,)),
}


def _targets(*stated: Any, indicators: tuple[Indicator, ...] = (INDICATOR,)) -> dict[str, Any]:
    return {"targets": Targets(targets=(GOAL, *stated), indicators=indicators)}


def _scoring(**stated: Any) -> dict[str, Any]:
    return {"scoring": replace(SAYS["scoring"], **stated)}


def _profile(**stated: Any) -> dict[str, Any]:
    return {"profile": replace(SAYS["profile"], **stated)}


def _demo(*facts: Facts) -> dict[str, Any]:
    return {"demo": Demo(facts=together(TOLD, *facts))}


def _milestones(*due: date, per_mille: int = 500, **more: Any) -> dict[str, Any]:
    milestones = tuple(Milestone(due=day, per_mille=per_mille) for day in due)
    return _targets(replace(GOAL, key="other", milestones=milestones, **more))


def holds(**says: Any) -> None:
    check(county(**(SAYS | says)).cities)


def test_what_holds_is_let_through() -> None:
    holds()
    holds(**_demo(read("gfi", "2022-05", "1"), revised(7, YEAR_END, YEAR_END), on_duty(Duty.TASK_FORCE)))


MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)


@pytest.mark.parametrize(
    ("says", "named"),
    [
        (_targets(replace(GOAL, key="other", unit="", group="town")), "有分组而没有单位"),
        (_targets(replace(GOAL, key="other", goal=-1)), "目标值为负"),
        (_targets(replace(GOAL, key="other", every=PeriodKind.CAMPAIGN)), "不能每个行动期一次"),
        (_milestones(MAY, every=PeriodKind.MONTH), "不能另有节点"),
        (_milestones(JUNE, MAY), "不依先后"),
        (_milestones(MAY, MAY), "节点重复"),
        (_milestones(date(2023, 1, 1)), "晚于截止日期"),
        (_milestones(MAY, per_mille=0), "千分数须大于零"),
        (_targets(indicators=(INDICATOR, INDICATOR)), "指标重复"),
        (_targets(indicators=(replace(INDICATOR, of_units="village"),)), "village"),
        (_targets(indicators=(replace(INDICATOR, clause="C-9"),)), "C-9"),
        (_targets(indicators=(replace(INDICATOR, period_kind=PeriodKind.CAMPAIGN),)), "整个行动期"),
        (_scoring(cards=(replace(CARD, no_total=""),)), "没有写明无总分的理由"),
        (_scoring(rankings=(BOARD, BOARD)), "榜重复"),
        (_scoring(classes=(replace(CLASS, key="board"),)), "榜重复"),
        (_scoring(rankings=(replace(BOARD, measure=None),)), "所排的得分表|按总分"),
        (_scoring(rankings=(replace(BOARD, measure=by_targets([])),)), "没有目标"),
        (
            _scoring(rankings=(replace(BOARD, measure=by_targets([replace(GOAL, goal=9)])),)),
            "没有在 targets 里说",
        ),
        (
            _scoring(rankings=(replace(BOARD, measure=by_targets([replace(GOAL, group="bureau")])),)),
            "不是分组 town",
        ),
        (
            _scoring(rankings=(replace(BOARD, measure=by_targets([GOAL]), direction=Direction.LOWER),)),
            "只能高者在先",
        ),
        (_scoring(rankings=(replace(BOARD, reading="口径九"),)), "口径九"),
        (_scoring(classes=(replace(CLASS, members=()),)), "没有成员"),
        (_scoring(classes=(replace(CLASS, members=("other",)),)), "other"),
        (_scoring(classes=(replace(CLASS, period_kind=PeriodKind.YEAR),)), "不是同一分组"),
        (_scoring(classes=(replace(CLASS, members=("class",)),)), "包含它自己"),
        (
            _scoring(
                classes=(replace(CLASS, members=("whole",)), replace(CLASS, key="whole", members=("class",)))
            ),
            "包含它自己",
        ),
        (_scoring(rolls=(replace(ROLL, ranking="other"),)), "other"),
        (_scoring(rolls=(replace(ROLL, best=0),)), "没有名次"),
        (_scoring(accountability=(REPORT, REPORT)), "问责名单重复"),
        (_scoring(accountability=(replace(REPORT, measure=unmet_targets([GOAL], clause="C-9")),)), "C-9"),
        ({"lists": Lists(lists=(LIST, LIST))}, "清单重复"),
        ({"lists": Lists(lists=(replace(LIST, clause="C-9"),))}, "C-9"),
        ({"leaders": Leaders(duties=(DUTY, DUTY))}, "在册要求重复"),
        ({"leaders": Leaders(duties=(replace(DUTY, groups=("village",)),))}, "village"),
        ({"leaders": Leaders(duties=(replace(DUTY, needs=()),))}, "没有写明要谁在册"),
        (
            {
                "leaders": Leaders(
                    duties=(replace(DUTY, needs=(DutyNeed(duty=Duty.TASK_FORCE, least=2, most=1),)),)
                )
            },
            "颠倒",
        ),
        (_profile(stages=(NAME, NAME)), "阶段名称重复"),
        (_profile(stages=(replace(NAME, stages=()),)), "没有对应的阶段"),
        (_profile(rules=(RULE, RULE)), "项目要求重复"),
        (_profile(rules=(replace(RULE, clause="C-9"),)), "C-9"),
        (_profile(duplicates=(replace(REPEAT, others=("village",)),)), "village"),
        (_profile(duplicates=(replace(REPEAT, groups=()),)), "没有写明双方的分组"),
        (_demo(read("other", "2022-05", "1")), "other"),
        (_demo(read("gfi", "2022", "1")), "长短不对"),
        (_demo(read("gfi", "2022-05", "1", unit="south")), "south"),
        (_demo(revised(7, YEAR_END, YEAR_END, key="other")), "other"),
        (_demo(on_duty(Duty.TASK_FORCE, unit="south")), "south"),
        (_demo(on_duty(Duty.TASK_FORCE, project=new_id())), "的项目"),
        (
            _demo(Facts(commitments=(Commitment(id=new_id(), policy="x", unit="east", text="", on=MAY),))),
            "承诺的文件",
        ),
        (
            _demo(
                Facts(
                    rulings=(
                        DuplicateRuling(
                            id=new_id(),
                            project=TOLD.versions[0].project,
                            other=new_id(),
                            same=True,
                            on=MAY,
                            reason="",
                        ),
                    )
                )
            ),
            "的项目",
        ),
    ],
)
def test_what_does_not_hold_stops_the_start(says: dict[str, Any], named: str) -> None:
    with pytest.raises(CatalogError, match=named) as refusal:
        holds(**says)
    assert refusal.value.plugin == "county"
    assert refusal.value.hook in says


def test_a_feature_of_the_core_fulfils_only_clauses_that_there_are() -> None:
    city = county(**SAYS).cities[0]
    provided = Provided(policy=POLICY, clause="C-9", feature=Feature.COMMITMENTS)
    with pytest.raises(CatalogError, match="C-9"):
        check((replace(city, policies=Policies(policies=city.policies.policies, provided=(provided,))),))


def test_the_span_of_a_policy_names_a_clause_that_there_is() -> None:
    city = county(**SAYS).cities[0]
    (policy,) = city.policies.policies
    with pytest.raises(CatalogError, match="起止"):
        check((replace(city, policies=Policies(policies=(replace(policy, span_clause="C-9"),))),))
