"""GraphQL types of libraries, of their review, and of what they are compared with."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.entities.enums import ReviewLevel, Stage
from xiangmu.api.entities.prefixes import PROJECT
from xiangmu.api.enums import describe
from xiangmu.api.scalars import Wan
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit
from xiangmu.domain import reconciling
from xiangmu.domain.reconciling import Gap
from xiangmu.plugin.libraries import Library as StatedLibrary
from xiangmu.plugin.libraries import LibraryRules, LibraryStatus

describe(
    Gap,
    "项目管理库、统计库和重点工程之间的一种出入。",
    {
        Gap.NOT_REGISTERED: "统计库有,没有登记这个项目",
        Gap.AMBIGUOUS: "统计库的一条与几个项目相符",
        Gap.OUTSIDE: "统计库有,不在管理库",
        Gap.AHEAD: "统计库有,管理库里还没有到应统计的库",
        Gap.NOT_IN_STATISTICS: "管理库有,统计库没有",
        Gap.KEY_WORK_OUTSIDE: "省市重点工程,不在管理库",
        Gap.OTHER_LIBRARY: "按进展应在别的库",
    },
    name="LibraryGap",
)
Counts = Mapping[tuple[str, str], int]
"""How many entries by library and status."""
Waiting = Mapping[tuple[str, str], int]
"""How many entries by library and the step that they wait for."""


@strawberry.type(description="入库审核的一步。")
class ReviewStep:
    """A step of the review."""

    key: str = field(description="步骤的键。")
    title: str = field(description="名称。")
    level: ReviewLevel = field(description="哪一级。")


@strawberry.type(description="正等着一步审核的项目有几个。")
class LibraryWaiting:
    """How many wait for a step."""

    step: ReviewStep = field(description="等着的一步;退回待补正的等着报送。")
    count: int = field(description="几个。")


@strawberry.type(description="一个项目库。只统计提问者看得到的项目。")
class Library:
    """A library, and how full it is."""

    key: str = field(description="项目库的键。")
    title: str = field(description="名称。")
    stages: list[Stage] = field(description="处于哪些阶段的项目应在这个库。")
    in_statistics: bool = field(description="统计库是否也应收入。")
    admitted: int = field(description="在库的项目数。")
    waiting: list[LibraryWaiting] = field(description="正在报审的,依审核的先后。")

    @classmethod
    def of(cls, stated: StatedLibrary, steps: Iterable[ReviewStep], counts: Counts, waiting: Waiting) -> Self:
        """With what they see of it."""
        return cls(
            key=stated.key,
            title=stated.title,
            stages=list(stated.stages),
            in_statistics=stated.in_statistics,
            admitted=counts.get((stated.key, LibraryStatus.ADMITTED), 0),
            waiting=[
                LibraryWaiting(step=step, count=waiting.get((stated.key, step.key), 0)) for step in steps
            ],
        )


@strawberry.type(description="一份文件的项目库:有哪几个库,项目经哪几步审核入库,各库有多少。")
class Libraries:
    """The libraries of a policy and their review."""

    clause: Clause = field(description="审核所依据的条款。")
    order: Clause | None = field(description="各库依次流转所依据的条款;没有的为空。")
    reconciled: Clause | None = field(description="与统计库对接所依据的条款;没有的为空。")
    statistics: AssessedUnit | None = field(description="提供统计库清单的单位;没有的为空。")
    steps: list[ReviewStep] = field(description="审核的各步,第一步即报送。")
    libraries: list[Library] = field(description="各库,依项目流转的先后。")

    @classmethod
    def of(cls, rules: LibraryRules, policy: StatedPolicy, counts: Counts, waiting: Waiting) -> Self:
        """With what they see of them."""
        steps = [ReviewStep(key=one.key, title=one.title, level=one.level) for one in rules.steps]
        return cls(
            clause=policy.clauses[rules.clause],
            order=policy.clauses.get(rules.order),
            reconciled=policy.clauses.get(rules.reconciled),
            statistics=policy.units.get(rules.statistics),
            steps=steps,
            libraries=[Library.of(one, steps, counts, waiting) for one in rules.libraries],
        )


@strawberry.type(description="核对时所见的项目。")
class ComparedProject:
    """A project as it was compared."""

    id: strawberry.ID = field(description="项目标识,可凭它用 node 查项目的全部内容。")
    name: str = field(description="名称。")
    place: str | None = field(description="地点;未填的为空。")
    codes: list[str] = field(description="项目代码。")
    total: Wan = field(description="总投资。")
    library: str | None = field(description="所在的库的键;不在库的为空。")
    key_work: bool = field(description="是否省市重点工程。")

    @classmethod
    def of(cls, project: reconciling.Managed) -> Self:
        """As the management library has it."""
        return cls(
            id=strawberry.ID(f"{PROJECT}_{project.id.hex}"),
            name=project.name,
            place=project.place or None,
            codes=list(project.codes),
            total=Wan(project.total_yuan),
            library=project.library or None,
            key_work=project.key_work,
        )


@strawberry.type(description="核对时所见的统计库清单的一条。")
class ComparedLine:
    """A line as it was compared."""

    number: int = field(description="序号。")
    code: str | None = field(description="项目代码;没有的为空。")
    name: str = field(description="名称。")
    place: str | None = field(description="地点;没有的为空。")

    @classmethod
    def of(cls, line: reconciling.Line) -> Self:
        """As the statistics office writes it."""
        return cls(number=line.number, code=line.code or None, name=line.name, place=line.place or None)


@strawberry.type(description="一处出入:一方有而另一方没有,或者各在不同的库。")
class LibraryDifference:
    """One thing in which the libraries differ."""

    gap: Gap = field(description="哪一种出入。")
    project: ComparedProject | None = field(description="项目;没有登记和不能确定的为空。")
    line: ComparedLine | None = field(description="统计库清单的一条;不涉及的为空。")
    because: str = field(description="说明。")

    @classmethod
    def of(cls, found: reconciling.Difference) -> Self:
        """As found."""
        return cls(
            gap=found.gap,
            project=ComparedProject.of(found.project) if found.project else None,
            line=ComparedLine.of(found.line) if found.line else None,
            because=found.because,
        )


@strawberry.type(description="一种出入有几处。")
class LibraryGapCount:
    """How often the libraries differ in one way."""

    gap: Gap = field(description="哪一种出入。")
    count: int = field(description="几处。")


@strawberry.type(
    description="三库核对:项目管理库、统计库清单和省市重点工程,一方有而另一方没有的。"
    "统计库的一条先按代码、再按名称和地点与项目对上,全半角和空白不计,不作模糊匹配。"
)
class LibraryReconciliation:
    """The libraries held against statistics and key works."""

    clause: Clause | None = field(description="所依据的条款;没有的为空。")
    month: date | None = field(
        description="所用统计库清单的月份,为其第一天;还没有清单的为空,此时不与统计库核对。"
    )
    listed_on: date | None = field(description="统计部门提供清单的日期;没有清单的为空。")
    lines: int = field(description="统计库清单共几条。")
    by_code: int = field(description="按代码对上的条数。")
    by_name: int = field(description="按名称和地点对上的条数。")
    counts: list[LibraryGapCount] = field(description="各种出入有几处,不受筛选影响。")
    differences: list[LibraryDifference] = field(description="各处出入。")
