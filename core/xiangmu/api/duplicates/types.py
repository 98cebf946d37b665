"""GraphQL types of suspected duplicates."""

from datetime import date
from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.computation.types import Computation
from xiangmu.api.entities.prefixes import DUPLICATE_RULING
from xiangmu.api.enums import Likeness, Verdict
from xiangmu.api.projects.types import Projects, ScoredProject
from xiangmu.api.rules.types import DuplicateRule
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit
from xiangmu.domain import duplicates
from xiangmu.plugin.facts import DuplicateRuling


@strawberry.type(description="人对一对项目的认定。")
class PairRuling:
    """What a person decided."""

    id: strawberry.ID = field(description="认定的标识,可凭它用 node 查其沿革。")
    same: bool = field(description="是否为同一项目。")
    on: date = field(description="认定日期。")
    reason: str = field(description="理由。")

    @classmethod
    def of(cls, ruling: DuplicateRuling) -> Self:
        """As recorded."""
        return cls(
            id=strawberry.ID(f"{DUPLICATE_RULING}_{ruling.id.hex}"),
            same=ruling.same,
            on=ruling.on,
            reason=ruling.reason,
        )


@strawberry.type(description="疑似重复:两个单位的项目可能是同一个。由系统找出,由人认定。")
class SuspectedDuplicate:
    """Two projects that may be one."""

    rule: DuplicateRule = field(description="依哪一项要求。")
    project: ScoredProject = field(description="不得重复别人的项目。")
    units: list[AssessedUnit] = field(description="它的考核单位。")
    other: ScoredProject = field(description="可能与它相同的项目。")
    likeness: list[Likeness] = field(description="根据什么疑似。")
    verdict: Verdict = field(description="认定。")
    ruling: PairRuling | None = field(description="所据的认定;尚未认定的为空。")
    counts: bool = field(description="project 就这一对而言是否计入。")
    because: str = field(description="说明。")

    @classmethod
    def of(cls, found: duplicates.Suspicion, policy: StatedPolicy, projects: Projects) -> Self:
        """As found."""
        return cls(
            rule=policy.rules.duplicates[found.rule.key],
            project=ScoredProject.of(projects[found.project]),
            units=[policy.units[unit] for unit in found.units],
            other=ScoredProject.of(projects[found.other]),
            likeness=list(found.likeness),
            verdict=found.verdict,
            ruling=PairRuling.of(found.ruling) if found.ruling else None,
            counts=found.counts,
            because=projects.told(found.because),
        )


@strawberry.type(description="疑似重复的项目。")
class DuplicateReport:
    """The pairs that a policy wants decided."""

    pairs: list[SuspectedDuplicate] = field(description="各对项目,已经认定的也在内。")
    computation: Computation = field(description="计算依据。")
