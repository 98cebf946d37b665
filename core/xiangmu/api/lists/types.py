"""GraphQL types of lists of projects."""

from collections.abc import Sequence
from typing import Self

import strawberry
from strawberry import Parent, Private, field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.computation.types import Computation
from xiangmu.api.evidence.types import Evidence
from xiangmu.api.paging import MOST, First, Skip, page
from xiangmu.api.projects.types import Projects, ScoredProject
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit
from xiangmu.domain import lists


@strawberry.type(description="清单上的一个项目。")
class ListedProject:
    """A project on a list."""

    project: ScoredProject = field(description="项目。")
    units: list[AssessedUnit] = field(description="考核单位;没有纳入考核的为空列表。")
    because: str = field(description="为什么在清单上。")
    evidence: list[Evidence] = field(description="依据。")
    hidden_evidence: int = field(description="另有几件依据关于无权查看的项目,不列出。")

    @classmethod
    def of(cls, listed: lists.Listed, policy: StatedPolicy, projects: Projects) -> Self:
        """As worked out."""
        return cls(
            project=ScoredProject.of(projects[listed.project]),
            units=[policy.units[unit] for unit in listed.units],
            because=projects.told(listed.because),
            evidence=Evidence.all_of(listed.evidence, projects),
            hidden_evidence=projects.left_out(listed.evidence),
        )


def _count(root: Parent["ProjectList"]) -> int:
    return len(root.listed)


def _entries(
    root: Parent["ProjectList"],
    first: First = MOST,
    skip: Skip = 0,
) -> list[ListedProject]:
    return [ListedProject.of(one, root.policy, root.projects) for one in page(root.listed, first, skip)]


@strawberry.type(description="项目清单:文件要求列出的一类项目,由系统据每天的事实列出。")
class ProjectList:
    """The projects that a policy wants listed."""

    policy: Private[StatedPolicy]
    projects: Private[Projects]
    listed: Private[Sequence[lists.Listed]]
    key: str = field(description="清单的键。")
    title: str = field(description="清单名称。")
    clause: Clause = field(description="所依据的条款。")
    total_count: int = field(resolver=_count, description="清单上共有多少个项目。")
    entries: list[ListedProject] = field(
        resolver=_entries, description="清单上的项目,按文件的轻重,再按名称。"
    )
    computation: Computation = field(description="计算依据。依据相同,清单和次序都不变。")
