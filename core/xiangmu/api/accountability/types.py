"""GraphQL types of accountability lists."""

from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.computation.types import Computation
from xiangmu.api.evidence.types import Evidence
from xiangmu.api.projects.types import Projects
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit, Group
from xiangmu.plugin import scoring


@strawberry.type(description="未达到要求的一件事。")
class Shortfall:
    """One reason to stand on an accountability list."""

    because: str = field(description="说明,写明应完成和实际完成的数。")
    clause: Clause = field(description="所依据的条款。")
    evidence: list[Evidence] = field(description="依据。")
    hidden_evidence: int = field(description="另有几件依据关于无权查看的项目,不列出。")

    @classmethod
    def of(cls, shortfall: scoring.Shortfall, policy: StatedPolicy, projects: Projects) -> Self:
        """As worked out."""
        return cls(
            because=projects.told(shortfall.because),
            clause=policy.clauses[shortfall.clause],
            evidence=Evidence.all_of(shortfall.evidence, projects),
            hidden_evidence=projects.left_out(shortfall.evidence),
        )


@strawberry.type(description="问责名单上的一个单位。")
class AccountableUnit:
    """A unit with its shortfalls."""

    unit: AssessedUnit = field(description="单位。")
    shortfalls: list[Shortfall] = field(description="未达到要求的各件事,至少一件。")


@strawberry.type(description="问责名单:须向领导小组报告的单位及其原因。只报告,不作处理决定。")
class AccountabilityList:
    """The units of a group to be reported."""

    key: str = field(description="名单的键。")
    title: str = field(description="名单名称。")
    group: Group = field(description="所看的分组。")
    clause: Clause = field(description="所依据的条款。")
    units: list[AccountableUnit] = field(description="名单上的单位,按分组的次序。")
    computation: Computation = field(description="计算依据。")
