"""An invented city with one small policy: enough to try every command and figure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import Field

from tests.support.dispatching import schedule
from tests.support.registers import supervision
from xiangmu.catalog import Catalog, City
from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.happenings import reached
from xiangmu.plugin.measures import Indicator, count
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Choice, Clause, Policies, Policy, Readings, reading
from xiangmu.plugin.procedures import ProcedureRule
from xiangmu.plugin.profile import AdmissionRule, Profile, ProjectProfile, Threshold, Waiver
from xiangmu.plugin.scoring import Card, JudgementItem, Line, Scoring, ScoringRule, Section
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.plugin.targets import Target, Targets
from xiangmu.plugin.units import Group, Jurisdiction, PluginInfo, Unit, UnitKind, Units
from xiangmu.plugin.vocabulary import Flag, ProcedureKind, ProjectKind, Stage

CITY = "testville"
POLICY = "testville-2023"
EACH_START = Fraction(1)
"""Points of a start; a test of changed rules changes it."""
EFFORT = JudgementItem(key="effort", title="工作扎实", least=0, most=10, clause="T-2")
FAULT = JudgementItem(key="fault", title="保障不力", least=2, most=6, clause="T-2", many=True)


PROCEDURES = (ProcedureRule(policy=POLICY, kind=ProcedureKind.EIA, clause="T-2", department="bureau"),)
INDICATORS = (
    Indicator(
        policy=POLICY,
        key="investment",
        title="固定资产投资",
        counts=Amount.YUAN,
        period_kind=PeriodKind.MONTH,
        clause="T-2",
        of_units="towns",
    ),
    Indicator(
        policy=POLICY,
        key="growth",
        title="投资增速",
        counts=Amount.RATE,
        period_kind=PeriodKind.QUARTER,
        clause="T-2",
    ),
)


class Points(Choice):
    """How many points a start earns."""

    ONE = "ONE", "每个一分"
    THIRD = "THIRD", "每个三分之一分"


class CityReadings(Readings):
    """The options of the invented policy."""

    points: Points = reading("T1", "每个开工的得分", Points.ONE, "T-2")


class CityProfile(ProjectProfile):
    """The city's own fields."""

    chain: str = Field("", title="产业链")


def started(snapshot: Snapshot[CityReadings]) -> Iterator[Line]:
    """One line for each project that started in the period."""
    each = EACH_START if snapshot.readings.points is Points.ONE else EACH_START / 3
    for project in snapshot.live_projects():
        event = project.reached(Stage.STARTED)
        if event and event.on in snapshot.period and project.share_on(event.on):
            evidence = Evidence(kind=EvidenceKind.STAGE, id=event.id, project=project.id, on=event.on)
            yield Line(points=each, because=f"{project.name}于{event.on}开工", evidence=(evidence,))


def judged(snapshot: Snapshot[Any]) -> Iterator[Line]:
    """What was judged, or that it is awaited."""
    given = snapshot.judged(EFFORT.key)
    if not given:
        yield Line(points=Fraction(0), because="待评", awaiting=EFFORT)
    for judgement in given:
        yield Line(points=judgement.points, because=judgement.reason)


@cache
def catalog() -> Catalog:
    """The catalog of the invented city."""
    towns = tuple(
        Unit(
            key=f"town{n}",
            title=f"{n}镇",
            kind=UnitKind.TOWNSHIP,
            division_code="990001",
            aliases=(f"第{n}镇",),
        )
        for n in range(1, 4)
    )
    bureau = Unit(key="bureau", title="服务局", kind=UnitKind.DEPARTMENT)
    rules = (
        ScoringRule(key="starts", title="开工", clause="T-2", section=Section.BASE, formula=started),
        ScoringRule(
            key="effort",
            title="酌情",
            clause="T-2",
            section=Section.BASE,
            formula=judged,
            judgements=(EFFORT, FAULT),
        ),
    )
    clauses = tuple(Clause(id=f"T-{n}", locator=f"第{n}条", kind="rule", gist="试验") for n in (1, 2))
    policy = Policy(
        key=POLICY,
        title="试验办法",
        number="",
        jurisdiction=CITY,
        issued_on=date(2023, 1, 10),
        starts=date(2023, 1, 1),
        ends=date(2023, 12, 31),
        clauses=clauses,
        readings=CityReadings,
    )
    groups = (
        Group(policy=POLICY, key="towns", title="乡镇", units=tuple(u.key for u in towns), clause="T-1"),
        Group(policy=POLICY, key="services", title="服务部门", units=("bureau",), clause="T-1"),
    )
    cards = tuple(
        Card(
            policy=POLICY,
            group=group.key,
            title=group.title,
            period_kind=PeriodKind.QUARTER,
            rules=rules,
            clause="T-1",
            year_clause="T-1",
        )
        for group in groups
    )
    whole = Target(
        policy=POLICY,
        key="all-starts",
        title="全市开工",
        measure=count(reached(Stage.STARTED), title="开工项目数"),
        goal=5,
        clause="T-2",
        due=date(2023, 12, 31),
    )
    tasks = (replace(whole, key="starts", title="开工任务", goal=2, group="towns", unit=t.key) for t in towns)
    admission = AdmissionRule(
        policy=POLICY,
        clause="T-1",
        thresholds=(Threshold(kind=ProjectKind.MANUFACTURING, at_least_yuan=yi(1)),),
        waivers=(
            Waiver(key="innovation", title="创新平台", flag=Flag.INNOVATION_PLATFORM),
            Waiver(key="leader", title="领导小组同意"),
        ),
    )
    city = City(
        info=PluginInfo(
            key=CITY,
            title="试验市",
            version="1.0",
            jurisdiction=Jurisdiction(key=CITY, title="试验市", division_code="990000"),
        ),
        policies=Policies(policies=(policy,)),
        units=Units(units=(*towns, bureau), groups=groups),
        targets=Targets(targets=(whole, *tasks), indicators=INDICATORS),
        schedule=schedule(POLICY),
        supervision=replace(supervision(POLICY), procedures=PROCEDURES),
        scoring=Scoring(cards=cards),
        profile=Profile(model=CityProfile, admission=(admission,)),
    )
    return Catalog((city,))
