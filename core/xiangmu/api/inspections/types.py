"""GraphQL types of how projects are inspected under a policy, and of coverage."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, Self
from uuid import UUID

import strawberry
from strawberry import Parent, Private, argument, field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.computation.types import Computation
from xiangmu.api.entities.enums import Contradicted
from xiangmu.api.errors import bad_input
from xiangmu.api.projects.types import Projects, ScoredProject
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit
from xiangmu.plugin import inspections
from xiangmu.plugin.value import value

MOST = 100


@strawberry.type(description="核查种类。")
class InspectionKind:
    """A kind of inspection."""

    key: str = field(description="种类的键。")
    title: str = field(description="名称。")
    sample: bool = field(description="是否只抽查一部分项目。")
    clause: Clause | None = field(description="所依据的条款;系统通用的为空。")


@strawberry.type(description="核查表的一项。")
class CheckItem:
    """One thing to look at."""

    key: str = field(description="核查项的键。")
    title: str = field(description="核对什么。")


@strawberry.type(description="核查表的一个方面。")
class CheckHead:
    """Items that one clause asks for."""

    key: str = field(description="方面的键。")
    title: str = field(description="名称。")
    clause: Clause | None = field(description="所依据的条款;系统通用的为空。")
    items: list[CheckItem] = field(description="各项。")


@strawberry.type(description="核查发现的类别。")
class FindingCategory:
    """A kind of what is found."""

    key: str = field(description="类别的键。")
    title: str = field(description="名称。")
    clause: Clause | None = field(description="所依据的条款;系统通用的为空。")
    investigated: Clause | None = field(
        description="首次发现由属地和部门自行调查处理、合乎情形才提级的,为其条款;其他的为空。"
    )
    contradicts: Contradicted | None = field(description="与项目的哪些事实矛盾;不矛盾的为空。")


@strawberry.type(description="一份文件的核查办法:谁来查、查什么、发现了怎么办。")
class InspectionRules:
    """How projects are inspected."""

    title: str = field(description="名称。")
    coverage: Clause | None = field(description="要求核查覆盖的条款;没有的为空。")
    organisers: list[str] = field(description="由谁组织;文件没有写的为空列表。")
    organised: Clause | None = field(description="写明由谁、怎样核查的条款;没有的为空。")
    kinds: list[InspectionKind] = field(description="核查种类。")
    heads: list[CheckHead] = field(description="核查表。")
    categories: list[FindingCategory] = field(description="核查发现的类别。")
    letters: Clause | None = field(description="关于提醒函的条款;没有的为空。")
    interviews: Clause | None = field(description="关于约谈的条款;没有的为空。")
    escalation: Clause | None = field(description="关于提级的条款;没有的为空。")

    @classmethod
    def of(cls, rules: inspections.InspectionRules, policy: StatedPolicy) -> Self:
        """As stated."""
        return cls(
            title=rules.title,
            coverage=policy.clause(rules.clause),
            organisers=list(rules.organisers),
            organised=policy.clause(rules.organised),
            kinds=[
                InspectionKind(
                    key=kind.key, title=kind.title, sample=kind.sample, clause=policy.clause(kind.clause)
                )
                for kind in rules.kinds
            ],
            heads=[
                CheckHead(
                    key=head.key,
                    title=head.title,
                    clause=policy.clause(head.clause),
                    items=[CheckItem(key=item.key, title=item.title) for item in head.items],
                )
                for head in rules.heads
            ],
            categories=[
                FindingCategory(
                    key=one.key,
                    title=one.title,
                    clause=policy.clause(one.clause),
                    investigated=policy.clause(one.investigated),
                    contradicts=one.contradicts,
                )
                for one in rules.categories
            ],
            letters=policy.clause(rules.letters),
            interviews=policy.clause(rules.interviews),
            escalation=policy.clause(rules.escalation),
        )


@value
class ToInspect:
    """A project that is to be inspected, with how often it was in the period and when last."""

    project: UUID
    units: tuple[str, ...]
    times: int
    last: date | None


@strawberry.type(description="应当核查的一个项目。")
class CoveredProject:
    """A project that is to be inspected."""

    project: ScoredProject = field(description="项目。")
    units: list[AssessedUnit] = field(description="考核单位;没有纳入考核的为空列表。")
    times: int = field(description="期内核查了几次。")
    last_on: date | None = field(description="期内最近一次的日期;没有核查的为空。")


def _entries(
    root: Parent["InspectionCoverage"],
    inspected: Annotated[bool | None, argument(description="只看核查过的,或只看没有的;不填为全部。")] = None,
    first: Annotated[int, argument(description=f"取几个,1到{MOST}。")] = MOST,
    skip: Annotated[int, argument(description="跳过前面几个,用以翻页。")] = 0,
) -> list[CoveredProject]:
    if not 1 <= first <= MOST:
        raise bad_input("first", f"一次须取 1 到 {MOST} 个, 不能是 {first}")
    if skip < 0:
        raise bad_input("skip", f"跳过的个数不能是 {skip}")
    chosen = [one for one in root.listed if inspected in (None, one.times > 0)]
    return [
        CoveredProject(
            project=ScoredProject.of(root.shown[one.project]),
            units=[root.policy.units[unit] for unit in one.units],
            times=one.times,
            last_on=one.last,
        )
        for one in chosen[skip : skip + first]
    ]


@strawberry.type(description="核查覆盖:应当核查的项目,在期内核查了多少,哪些没有。")
class InspectionCoverage:
    """How far the projects to be inspected were."""

    policy: Private[StatedPolicy]
    shown: Private[Projects]
    listed: Private[Sequence[ToInspect]]
    clause: Clause | None = field(description="要求覆盖的条款;没有的为空。")
    total: int = field(description="应当核查几个。")
    inspected: int = field(description="期内核查了几个。")
    rate: Fraction | None = field(description="覆盖率,以1为全部;没有应当核查的项目则为空。")
    computation: Computation = field(description="计算依据。")
    projects: list[CoveredProject] = field(resolver=_entries, description="应当核查的项目,没有核查的在前。")
