"""GraphQL types of the lights of projects."""

from collections.abc import Iterable, Sequence
from typing import Self

import strawberry
from strawberry import Parent, Private, field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.computation.types import Computation
from xiangmu.api.enums import Basis
from xiangmu.api.evidence.types import Evidence
from xiangmu.api.paging import MOST, First, Skip, page
from xiangmu.api.projects.types import Projects, ScoredProject
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit
from xiangmu.domain import lights as domain
from xiangmu.plugin import lights as stated


@strawberry.type(
    description="灯的状态:绿 GREEN、黄 YELLOW、红 RED、无法判定 UNDEFINED,文件另有的状态从其文件。"
)
class LightState:
    """A colour, or that there is none."""

    key: str = field(description="状态的键。")
    title: str = field(description="状态的名称。")

    @classmethod
    def of(cls, state: stated.LightState) -> Self:
        """As stated."""
        return cls(key=state.key, title=state.title)


@strawberry.type(description="项目的一盏灯:看什么,可以有哪些状态。")
class LightRule:
    """One light."""

    key: str = field(description="灯的键。")
    title: str = field(description="灯的名称。")
    states: list[LightState] = field(description="可以有的状态。")
    basis: Basis = field(description="亮灯的界限出自文件明定、通行做法,还是系统推算。")
    clause: Clause | None = field(description="所依据的条款;系统通用的灯为空。")

    @classmethod
    def of(cls, rule: stated.LightRule, policy: StatedPolicy) -> Self:
        """As stated."""
        return cls(
            key=rule.key,
            title=rule.title,
            states=[LightState.of(state) for state in rule.states],
            basis=rule.basis,
            clause=policy.clause(rule.clause),
        )


@strawberry.type(description="一个项目的一盏灯到所问那一天亮什么。")
class Light:
    """What one light shows."""

    rule: LightRule = field(description="哪一盏灯。")
    state: LightState = field(description="状态。")
    because: str = field(description="理由,写明所据的数。")
    evidence: list[Evidence] = field(description="依据。")
    hidden_evidence: int = field(description="另有几件依据关于无权查看的项目,不列出。")

    @classmethod
    def of(cls, lit: domain.Lit, policy: StatedPolicy, projects: Projects) -> Self:
        """As worked out."""
        light = lit.light
        return cls(
            rule=LightRule.of(lit.rule, policy),
            state=LightState.of(light.state),
            because=projects.told(light.because),
            evidence=Evidence.all_of(light.evidence, projects),
            hidden_evidence=projects.left_out(light.evidence),
        )


@strawberry.type(description="亮同一种灯的项目有几个。")
class LightCount:
    """How many projects show what."""

    light: str = field(description="灯的键。")
    state: LightState = field(description="状态。")
    count: int = field(description="几个项目。")

    @classmethod
    def all_of(cls, found: Iterable[domain.ProjectLights], rules: Iterable[stated.LightRule]) -> list[Self]:
        """Of every light in the order stated, the states that any project shows."""
        counts = domain.counts_of(found)
        return [
            cls(light=rule.key, state=LightState.of(state), count=counts[rule.key, state])
            for rule in rules
            for state in rule.states
            if counts.get((rule.key, state))
        ]


@strawberry.type(description="一个单位的项目各亮什么灯。")
class UnitLights:
    """How many projects of a unit show what."""

    unit: AssessedUnit = field(description="考核单位。")
    projects: int = field(description="几个项目。")
    counts: list[LightCount] = field(description="各盏灯的各种状态几个。")


@strawberry.type(description="一个项目的各盏灯。")
class ProjectLights:
    """A project with its lights."""

    project: ScoredProject = field(description="项目。")
    units: list[AssessedUnit] = field(description="考核单位;没有纳入考核的为空列表。")
    lights: list[Light] = field(description="与项目有关的各盏灯,按文件的次序。")

    @classmethod
    def of(cls, one: domain.ProjectLights, policy: StatedPolicy, projects: Projects) -> Self:
        """As worked out."""
        return cls(
            project=ScoredProject.of(projects[one.project]),
            units=[policy.units[unit] for unit in one.units],
            lights=[Light.of(lit, policy, projects) for lit in one.lit],
        )


def _total(root: Parent["LightReport"]) -> int:
    return len(root.found)


def _projects(root: Parent["LightReport"], first: First = MOST, skip: Skip = 0) -> list[ProjectLights]:
    return [ProjectLights.of(one, root.policy, root.shown) for one in page(root.found, first, skip)]


@strawberry.type(description="项目亮灯:每个项目几盏灯,各看一件事。")
class LightReport:
    """The lights of projects."""

    policy: Private[StatedPolicy]
    shown: Private[Projects]
    found: Private[Sequence[domain.ProjectLights]]
    rules: list[LightRule] = field(description="各盏灯。")
    counts: list[LightCount] = field(description="所列项目各盏灯的各种状态几个。")
    units: list[UnitLights] = field(description="逐个单位几个。")
    total_count: int = field(resolver=_total, description="共有多少个项目。")
    projects: list[ProjectLights] = field(resolver=_projects, description="各项目,按名称。")
    computation: Computation = field(description="计算依据。")
