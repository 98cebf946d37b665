"""An invented county for the rule engine: towns and bureaus, a policy of 2022, and projects told in a few words."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import count as counting
from typing import Any
from uuid import UUID

from xiangmu.catalog import Catalog
from xiangmu.catalog.catalog import City
from xiangmu.domain.fold import Board, fold
from xiangmu.plugin.facts import (
    Assignment,
    DuplicateRuling,
    Enrolment,
    Facts,
    Funding,
    GoalRevision,
    IndicatorReading,
    Listing,
    Plan,
    Procedure,
    Progress,
    ProjectCode,
    ProjectVersion,
    StageReached,
    Started,
    YearPlan,
)
from xiangmu.plugin.measures import Measure, Measured
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Choice, Clause, Policies, Policy, Readings, SharedCredit, Switch, reading
from xiangmu.plugin.targets import Target
from xiangmu.plugin.units import Group, Jurisdiction, PluginInfo, Unit, UnitKind, Units
from xiangmu.plugin.vocabulary import Duty, ProjectKind, Stage, StartKind

POLICY = "county-2022"
TOWNS, BUREAUS = ("east", "west", "north"), ("works", "farms")
YEAR = Period.whole_year(2022)
NEW_YEAR, YEAR_END = date(2022, 1, 1), date(2022, 12, 31)
LONG_AGO = date(2021, 1, 1)
_numbers = counting(1)


class Base(Choice):
    """An option that a measure follows."""

    ALL = "ALL", "全部"
    LARGE = "LARGE", "一亿元以上"


class CountyReadings(Readings):
    """The options of the invented policy."""

    shared_credit: SharedCredit = reading("A15", "共有", SharedCredit.NONE)
    base: Base = reading("C1", "占比的基数", Base.ALL, "C-1")
    composite: Switch = reading("C2", "综合榜", Switch.OFF, "C-1")
    first_weight: int = reading("C3", "第一项的权重", 1, "C-1")


STATED = Policy(
    key=POLICY,
    title="试验办法",
    number="",
    jurisdiction="county",
    issued_on=date(2022, 3, 1),
    starts=NEW_YEAR,
    ends=YEAR_END,
    clauses=(
        Clause(id="C-1", locator="一", kind="target", gist="试验"),
        Clause(id="C-2", locator="二", kind="target", gist="另一条"),
    ),
    readings=CountyReadings,
)


def county(policy: Policy = STATED, **says: Any) -> Catalog:
    """The catalog of the county, which says ``says`` to the hooks besides units and groups."""
    units = tuple(Unit(key=key, title=f"{key}镇", kind=UnitKind.TOWNSHIP) for key in TOWNS)
    units += tuple(Unit(key=key, title=f"{key}局", kind=UnitKind.DEPARTMENT) for key in BUREAUS)
    return Catalog(
        (
            City(
                info=PluginInfo(
                    key="county",
                    title="试验县",
                    version="1",
                    jurisdiction=Jurisdiction(key="county", title="试验县"),
                ),
                policies=Policies(policies=(policy,)),
                units=Units(
                    units=units,
                    groups=(
                        Group(policy=POLICY, key="town", title="乡镇", units=TOWNS, clause="C-1"),
                        Group(policy=POLICY, key="bureau", title="部门", units=BUREAUS, clause="C-1"),
                    ),
                ),
                **says,
            ),
        )
    )


def target(measure: Measure, goal: int | None, *, unit: str = "east", **more: Any) -> Target:
    """A target of a town, due at the end of the year."""
    stated: dict[str, Any] = {
        "policy": POLICY,
        "key": "goal",
        "title": "试验目标",
        "measure": measure,
        "goal": goal,
        "clause": "C-1",
        "due": YEAR_END,
        "group": "town" if unit else "",
        "unit": unit,
    }
    return Target(**(stated | more))


def board(
    facts: Facts,
    catalog: Catalog | None = None,
    period: Period = YEAR,
    as_of: date | None = None,
    **read: Any,
) -> Board:
    """The board of the county, read as ``read`` says."""
    return fold(facts, catalog or county(), POLICY, CountyReadings(**read), period, as_of)


def found(measure: Measure, facts: Facts, **asked: Any) -> Measured:
    """What the measure finds for the town in the east."""
    seen = board(facts, **asked)
    return measure.of(seen.units["town", "east"], seen.whole)


def amount(measure: Measure, facts: Facts, **asked: Any) -> Fraction | None:
    """How much it finds."""
    return found(measure, facts, **asked).amount


def new_id() -> UUID:
    """An id that nothing else has."""
    return UUID(int=next(_numbers))


def together(*told: Facts) -> Facts:
    """All facts of several."""
    names = Facts.__dataclass_fields__
    return Facts(**{name: tuple(fact for one in told for fact in getattr(one, name)) for name in names})


def project(
    unit: str = "east",
    total: int = yi(1),
    *,
    at: UUID | None = None,
    name: str = "",
    since: date = LONG_AGO,
    stages: dict[Stage, date] | None = None,
    starts: dict[StartKind, date] | None = None,
    plans: dict[Stage, date] | None = None,
    units: Iterable[str] | None = None,
    codes: tuple[str, ...] = (),
    **version: Any,
) -> Facts:
    """A project of ``unit``, or of all ``units``."""
    own = at or new_id()
    return Facts(
        versions=(
            ProjectVersion(
                id=new_id(),
                project=own,
                effective=min([since, *(stages or {}).values()]),
                name=name or f"项目{own.int}",
                total_yuan=total,
                **({"kind": ProjectKind.MANUFACTURING, "unit": unit} | version),
            ),
        ),
        enrolments=tuple(
            Enrolment(id=new_id(), project=own, policy=POLICY, unit=one, since=since)
            for one in (units if units is not None else (unit,))
        ),
        stages=tuple(
            StageReached(id=new_id(), project=own, stage=stage, on=on) for stage, on in (stages or {}).items()
        ),
        starts=tuple(
            Started(id=new_id(), project=own, kind=kind, on=on) for kind, on in (starts or {}).items()
        ),
        plans=tuple(
            Plan(id=new_id(), project=own, milestone=stage, due=on, made_on=LONG_AGO)
            for stage, on in (plans or {}).items()
        ),
        codes=tuple(ProjectCode(id=new_id(), project=own, code=code) for code in codes),
    )


def reserved(number: int, *, unit: str = "east", on: date = NEW_YEAR, total: int = yi(1)) -> Facts:
    """So many projects reserved by ``unit`` on a day."""
    return together(
        *(project(unit, total, stages={Stage.RESERVED: on}) for _ in range(number)),
    )


def about(facts: Facts, **told: Any) -> Facts:
    """``facts`` of one project with more told of it: the fields of ``Facts``, each a list of fields of a fact."""
    own = facts.versions[0].project
    classes: dict[str, Any] = {
        "year_plans": YearPlan,
        "procedures": Procedure,
        "progress": Progress,
        "funding": Funding,
        "listings": Listing,
        "assignments": Assignment,
    }
    more = {
        name: tuple(classes[name](id=new_id(), project=own, **fields) for fields in rows)
        for name, rows in told.items()
    }
    return together(facts, Facts(**more))


def read(indicator: str, period: str, value: str, unit: str = "") -> Facts:
    """A reading of an indicator."""
    micro = int(Fraction(value) * 10**6)
    one = IndicatorReading(
        id=new_id(), indicator=indicator, unit=unit, period=period, micro=micro, source="统计局"
    )
    return Facts(indicators=(one,))


def revised(goal: int, effective: date, approved_on: date, key: str = "goal", unit: str = "east") -> Facts:
    """A goal that was changed."""
    revision = GoalRevision(
        id=new_id(),
        policy=POLICY,
        target=key,
        group="town" if unit else "",
        unit=unit,
        goal=goal,
        effective=effective,
        approved_on=approved_on,
        approver="组长",
        reason="调整",
    )
    return Facts(goal_revisions=(revision,))


def ruled(one: Facts, other: Facts, *, same: bool, on: date = NEW_YEAR) -> Facts:
    """Two projects decided to be the same, or not."""
    ruling = DuplicateRuling(
        id=new_id(),
        project=one.versions[0].project,
        other=other.versions[0].project,
        same=same,
        on=on,
        reason="已核实",
    )
    return Facts(rulings=(ruling,))


def on_duty(duty: Duty, unit: str = "east", project: UUID | None = None, **more: Any) -> Facts:
    """A post that answers for a project, or for a unit."""
    stated = {"post": "副县长", "person": None, "since": NEW_YEAR, "until": None} | more
    return Facts(assignments=(Assignment(id=new_id(), duty=duty, unit=unit, project=project, **stated),))
