"""The lights of projects: each of the core's by its figures, replaced and added ones, memory of earlier months."""

from datetime import date
from typing import Any

import pytest

from tests.support.county import POLICY, about, board, county, project, together
from xiangmu.domain.lights import ProjectIssue, by_project, counts_of, lights_of
from xiangmu.domain.schedule.counting import WorkdayCount
from xiangmu.domain.schedule.workdays import NOTICES
from xiangmu.plugin.common_lights import COMMON, ISSUES, PLAN
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.lights import (
    COLOURS,
    GREEN,
    RED,
    UNDEFINED,
    YELLOW,
    Light,
    LightRule,
    LightState,
    Situation,
)
from xiangmu.plugin.money import wan
from xiangmu.plugin.procedures import ProcedureRule
from xiangmu.plugin.supervision import Supervision
from xiangmu.plugin.vocabulary import ProcedureKind, Stage

JUNE = date(2022, 6, 30)
PROCEDURE = ProcedureRule(policy=POLICY, kind=ProcedureKind.EIA, clause="C-1")
BLUE = LightState(key="BLUE", title="蓝灯")


def lit(
    facts: Facts, *lights: LightRule, as_of: date = JUNE, issues: tuple[ProjectIssue, ...] = (), **says: Any
) -> dict[str, Light]:
    catalog = county(supervision=Supervision(lights=lights, **says))
    seen = board(facts, catalog, as_of=as_of)
    [one] = lights_of(catalog, seen, by_project(issues), WorkdayCount(NOTICES))
    return {on.rule.key: on.light for on in one.lit}


def of(key: str, facts: Facts, **asked: Any) -> LightState:
    return lit(facts, **asked)[key].state


def months(*invested: int, picture: str | None = None) -> list[dict[str, Any]]:
    """So much invested in January, February, …, in 万元."""
    return [
        {
            "month": date(2022, number, 1),
            "invested_yuan": wan(amount),
            "cumulative_yuan": wan(sum(invested[:number])),
            "picture": picture,
        }
        for number, amount in enumerate(invested, 1)
    ]


def test_the_plan_light_turns_with_the_day() -> None:
    facts = project(
        plans={Stage.STARTED: date(2022, 3, 31), Stage.COMPLETED: date(2022, 12, 1)},
        stages={Stage.BUILDING: date(2022, 4, 20)},
    )
    days = {
        date(2022, 2, 1): GREEN,
        date(2022, 3, 1): YELLOW,
        date(2022, 3, 31): YELLOW,
        date(2022, 4, 1): RED,
    }
    days |= {date(2022, 4, 20): GREEN, date(2022, 11, 1): YELLOW, date(2022, 12, 2): RED}
    assert {day: of("plan", facts, as_of=day) for day in days} == days
    assert (
        lit(facts, as_of=date(2022, 4, 3))["plan"].because
        == "到2022-04-03未实现: 开工(计划2022-03-31), 最早的已逾期3天"
    )
    assert of("plan", project()) is UNDEFINED
    built = project(plans={Stage.STARTED: date(2022, 3, 31)}, stages={Stage.PRODUCING: date(2022, 3, 1)})
    assert of("plan", built) is GREEN


@pytest.mark.parametrize(
    ("invested", "day", "state"),
    [
        ((100, 100, 100, 100, 100, 100), JUNE, GREEN),
        ((60, 60, 60, 60, 60, 60), JUNE, YELLOW),
        ((40, 40, 40, 40, 40, 40), JUNE, RED),
        ((), JUNE, RED),
        # a month is over only on its last day
        ((), date(2022, 1, 30), UNDEFINED),
        ((100,), date(2022, 2, 27), GREEN),
    ],
)
def test_the_investment_light_holds_the_year_against_the_time_passed(
    invested: tuple[int, ...], day: date, state: LightState
) -> None:
    facts = about(project(), year_plans=[{"year": 2022, "yuan": wan(1200)}], progress=months(*invested))
    assert of("investment", facts, as_of=day) == state


def test_the_investment_light_begins_with_the_project_and_says_its_figures() -> None:
    late = project(stages={Stage.STARTED: date(2022, 6, 1)}, plans={Stage.COMPLETED: date(2023, 6, 1)})
    facts = about(late, year_plans=[{"year": 2022, "yuan": wan(700)}], progress=months(0, 0, 0, 0, 0, 100))
    light = lit(facts)["investment"]
    assert light.state is GREEN
    assert light.because == "到2022-06-30完成投资100万元, 占年度计划700万元的14.3%, 时间已过14.0%, 没有落后"
    assert of("investment", project()) is UNDEFINED
    told = months(0, 0, 0, 0, 0, 100)
    told[-1]["year_to_date_yuan"] = wan(600)
    assert (
        "完成投资600万元"
        in lit(about(late, year_plans=[{"year": 2022, "yuan": wan(700)}], progress=told))[
            "investment"
        ].because
    )


@pytest.mark.parametrize(
    ("invested", "picture", "state"),
    [
        (5000, "主体完成50%", GREEN),
        (5000, "完成 29.5%", YELLOW),
        (9000, "完成40%", RED),
        (5000, "主体完成50%, 装修完成10%", UNDEFINED),
        (5000, "主体施工", UNDEFINED),
        (5000, None, UNDEFINED),
    ],
)
def test_dual_control_compares_investment_with_the_visual_progress(
    invested: int, picture: str | None, state: LightState
) -> None:
    begun = project(total=wan(10_000), stages={Stage.STARTED: date(2022, 1, 1)})
    facts = about(begun, progress=months(invested, picture=picture))
    assert of("dual", facts) is state
    assert "dual" not in lit(project())
    assert of("dual", begun) is UNDEFINED


def test_dual_control_takes_the_worse_against_the_time() -> None:
    begun = project(
        total=wan(10_000),
        stages={Stage.STARTED: date(2022, 1, 1)},
        plans={Stage.COMPLETED: date(2022, 12, 31)},
    )
    light = lit(about(begun, progress=months(5000, picture="完成35%")))["dual"]
    assert light.state is YELLOW
    assert (
        light.because
        == "累计投资占总投资50.0%, 形象进度35.0%, 相差15.0个百分点; 工期已过49.5%, 慢的一项落后14.5个百分点"
    )


def test_procedures_light_up_by_the_worst_of_them() -> None:
    assert "procedures" not in lit(project())
    assert of("procedures", project(), procedures=(PROCEDURE,)) is YELLOW
    late = [{"kind": ProcedureKind.EIA, "applied_on": date(2022, 3, 1), "promised_on": date(2022, 6, 29)}]
    assert of("procedures", about(project(), procedures=late), procedures=(PROCEDURE,)) is RED
    done = [{"kind": ProcedureKind.EIA, "applied_on": date(2022, 3, 1), "done_on": date(2022, 6, 29)}]
    assert of("procedures", about(project(), procedures=done), procedures=(PROCEDURE,)) is GREEN


def test_issues_light_up_while_they_are_open_and_red_when_overdue() -> None:
    facts = project()

    def issue(**told: Any) -> ProjectIssue:
        stated: dict[str, Any] = {
            "category": "land",
            "raised_on": date(2022, 5, 1),
            "due": None,
            "closed_on": None,
        }
        return ProjectIssue(project=facts.versions[0].project, **(stated | told))

    assert of("issues", facts) is GREEN
    assert of("issues", facts, issues=(issue(),)) is YELLOW
    assert of("issues", facts, issues=(issue(due=JUNE),)) is YELLOW
    overdue = (issue(), issue(due=date(2022, 6, 20)))
    assert lit(facts, issues=overdue)["issues"].because == "未销号问题2个, 其中逾期1个, 最久的逾期10天"
    assert of("issues", facts, issues=(issue(closed_on=JUNE),)) is GREEN
    assert of("issues", facts, issues=overdue, as_of=date(2022, 4, 30)) is GREEN


def test_dormancy_warns_half_way_and_leaves_what_is_built_alone() -> None:
    facts = project(stages={Stage.RESERVED: date(2022, 1, 1)})
    days = {date(2022, 3, 31): GREEN, date(2022, 4, 1): YELLOW, date(2022, 6, 30): RED}
    assert {day: of("dormancy", facts, as_of=day) for day in days} == days
    assert "dormancy" not in lit(project(stages={Stage.COMPLETED: date(2022, 1, 1)}))


def test_a_policy_replaces_lights_in_their_place_and_adds_its_own() -> None:
    own = LightRule(
        policy=POLICY,
        key="plan",
        title="节点",
        look=lambda _: Light(state=BLUE, because="蓝"),
        states=(*COLOURS, BLUE),
    )
    added = LightRule(policy=POLICY, key="own", title="自定", look=lambda _: None)
    catalog = county(supervision=Supervision(lights=(added, own)))
    assert [rule.key for rule in catalog.lights_of(POLICY)] == [*(rule.key for rule in COMMON), "own"]
    assert lit(project(), own, added)["plan"].state is BLUE
    found = lights_of(catalog, board(together(project(), project()), catalog), {}, WorkdayCount(NOTICES))
    assert counts_of(found)["plan", BLUE] == 2
    assert PLAN.under(POLICY, "C-2").clause == "C-2"
    assert ISSUES.clause == ""


def test_a_light_may_remember_earlier_months() -> None:
    def stubborn(situation: Situation) -> Light:
        """Red after two months in which it was yellow."""
        begun = situation.project.reached(Stage.STARTED) is not None
        twice = situation.before == (YELLOW, YELLOW)
        state = GREEN if begun else RED if twice else YELLOW
        return Light(state=state, because=f"此前{len(situation.before)}个月")

    rule = LightRule(policy=POLICY, key="stubborn", title="久拖", look=stubborn, memory=2)
    facts = project(since=date(2022, 3, 10), stages={Stage.STARTED: date(2022, 6, 2)})
    for day, state, months_before in (
        (date(2022, 3, 31), YELLOW, 0),
        (date(2022, 4, 15), YELLOW, 1),
        (date(2022, 5, 1), RED, 2),
        (date(2022, 6, 2), GREEN, 2),
    ):
        light = lit(facts, rule, as_of=day)["stubborn"]
        assert (light.state, light.because) == (state, f"此前{months_before}个月")
