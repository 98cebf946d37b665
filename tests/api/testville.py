"""The invented city with everything that a query can show: boards, awards, an accountability list and targets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from tests.support import city
from tests.support.city import POLICY, CityReadings, Points
from xiangmu.catalog import Catalog
from xiangmu.plugin.happenings import reached
from xiangmu.plugin.inspections import CATEGORIES, InspectionRules
from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope, Leaders
from xiangmu.plugin.lights import GREEN, Light, LightRule, LightState
from xiangmu.plugin.limits import Limit
from xiangmu.plugin.lists import Lists, ProjectList, having
from xiangmu.plugin.measures import count, reading
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.procedures import ProcedureGroup, ProcedureRule, from_stage
from xiangmu.plugin.profile import DuplicateRule
from xiangmu.plugin.scoring import (
    AccountabilityList,
    Award,
    Direction,
    Ranking,
    RankingClass,
    Roll,
    Shortfall,
    Standing,
)
from xiangmu.plugin.snapshot import ProjectView, Snapshot
from xiangmu.plugin.targets import Milestone, Notice, Target, Targets
from xiangmu.plugin.vocabulary import Duty, ProcedureKind, Stage

STARTED = count(reached(Stage.STARTED), title="开工项目数")

SIDE_BY_SIDE = ProcedureGroup(key="parallel", title="并联审批")
PROCEDURES = (
    ProcedureRule(
        policy=POLICY,
        kind=ProcedureKind.APPROVAL,
        clause="T-1",
        department="bureau",
        statutory=Limit(workdays=20),
        source="某法",
        group=SIDE_BY_SIDE,
    ),
    ProcedureRule(
        policy=POLICY,
        kind=ProcedureKind.EIA,
        clause="T-2",
        needed=from_stage(Stage.STARTED),
        group=SIDE_BY_SIDE,
    ),
)
BLUE = LightState(key="BLUE", title="蓝灯")
LIGHTS = (
    LightRule(
        policy=POLICY,
        key="size",
        title="规模",
        clause="T-1",
        look=lambda situation: Light(
            state=BLUE if situation.project.latest.total_yuan >= yi(5) else GREEN,
            because=f"{situation.project.name}按总投资亮灯",
        ),
        states=(GREEN, BLUE),
    ),
)


def unstarted(project: ProjectView, _: date) -> bool:
    """Nothing was started."""
    return project.reached(Stage.STARTED) is None


def progress(snapshot: Snapshot[Any]) -> Standing:
    """By projects started."""
    started = STARTED.formula(snapshot)
    amount = started.amount or Fraction(0)
    return Standing(by=(amount,), because=f"开工{amount}个", evidence=started.evidence)


def nothing_started(snapshot: Snapshot[Any]) -> tuple[Shortfall, ...]:
    """A unit that has started nothing."""
    started = STARTED.formula(snapshot)
    return () if started.amount else (Shortfall(because="应开工1个，实际0个", clause="T-2"),)


def thorough(readings: CityReadings) -> bool:
    """Whether more boards are switched on."""
    return readings.points is Points.THIRD


def _ranking(key: str, period_kind: PeriodKind, **more: Any) -> Ranking:
    given = {"policy": POLICY, "group": "towns", "title": "乡镇榜", "clause": "T-1", "basis": Basis.PRINTED}
    return Ranking(key=key, period_kind=period_kind, **given | more)


def _growth() -> Iterator[Target]:
    """A goal that nobody printed, read from an indicator, and one that recurs."""
    investment, growth = city.INDICATORS
    yield Target(
        policy=POLICY,
        key="growth",
        title="投资增速",
        measure=reading(growth),
        goal=None,
        clause="T-2",
        due=date(2023, 12, 31),
    )
    yield Target(
        policy=POLICY,
        key="monthly",
        title="每月投资",
        measure=reading(investment),
        goal=yi(10),
        clause="T-2",
        due=date(2023, 12, 31),
        group="towns",
        unit="town1",
        every=PeriodKind.MONTH,
        lead="bureau",
    )


LISTS = (
    ProjectList(
        policy=POLICY,
        key="unstarted",
        title="未开工项目",
        clause="T-2",
        member=having(unstarted, because="尚未开工"),
    ),
)
DUTIES = (
    DutyRule(
        policy=POLICY,
        key="leader",
        title="领导包联",
        clause="T-1",
        scope=DutyScope.PROJECT,
        needs=(DutyNeed(duty=Duty.COUNTY_LEADER, least=1, most=1),),
    ),
    DutyRule(
        policy=POLICY,
        key="team",
        title="工作专班",
        clause="T-2",
        scope=DutyScope.UNIT,
        needs=(DutyNeed(duty=Duty.TASK_FORCE),),
        groups=("towns",),
    ),
)
DUPLICATES = (
    DuplicateRule(
        policy=POLICY,
        key="repeat",
        title="部门不得重复乡镇项目",
        clause="T-2",
        groups=("services",),
        others=("towns",),
    ),
)


INSPECTIONS = InspectionRules(
    policy=POLICY,
    clause="T-1",
    letters="T-2",
    interviews="T-2",
    escalation="T-2",
    categories=tuple(
        replace(one, investigated="T-2") if one.key == "inaction" else one for one in CATEGORIES
    ),
)


@cache
def catalog() -> Catalog:
    """The invented city, complete."""
    bare = city.catalog().cities[0]
    scoring = replace(
        bare.scoring,
        rankings=(
            _ranking("quarter", PeriodKind.QUARTER),
            _ranking("year", PeriodKind.YEAR),
            _ranking("month", PeriodKind.MONTH, basis=Basis.DERIVED, measure=progress, reading="T1"),
            _ranking("few", PeriodKind.MONTH, measure=STARTED, direction=Direction.LOWER, on=thorough),
        ),
        classes=(
            RankingClass(
                policy=POLICY,
                key="overall",
                title="综合榜",
                group="towns",
                period_kind=PeriodKind.MONTH,
                members=("month", "few"),
                clause="T-2",
                on=thorough,
                weights=lambda _: {"month": 2},
            ),
        ),
        rolls=(
            Roll(policy=POLICY, key="roll", title="红黑榜", ranking="month", clause="T-2", best=1, worst=1),
        ),
        awards=(
            Award(policy=POLICY, group="towns", title="先进", first=1, last=1, yuan=300_000, clause="T-1"),
        ),
        accountability=(
            AccountabilityList(
                policy=POLICY,
                key="idle",
                title="未开工名单",
                group="towns",
                clause="T-2",
                measure=nothing_started,
            ),
        ),
    )
    due = date(2023, 12, 31)
    whole = Target(
        policy=POLICY,
        key="city",
        title="全市开工",
        measure=STARTED,
        goal=3,
        clause="T-1",
        due=due,
        milestones=(Milestone(due=date(2023, 5, 31), per_mille=500, clause="T-2"),),
    )
    towns = tuple(
        replace(whole, key="town", title="开工任务", goal=2, group="towns", unit=f"town{n}")
        for n in (1, 2, 3)
    )
    notices = (
        Notice(policy=POLICY, text="分项之和与合计不同", clause="T-1", targets=("city",)),
        Notice(policy=POLICY, text="以原件为准", clause="T-1"),
    )
    towns = (*towns, *_growth())
    targets = Targets(targets=(whole, *towns), notices=notices, indicators=bare.targets.indicators)
    profile = replace(bare.profile, duplicates=DUPLICATES)
    complete = replace(
        bare,
        scoring=scoring,
        targets=targets,
        profile=profile,
        leaders=Leaders(duties=DUTIES),
        lists=Lists(lists=LISTS),
        supervision=replace(
            bare.supervision, inspections=(INSPECTIONS,), procedures=PROCEDURES, lights=LIGHTS
        ),
    )
    return Catalog((complete,))
