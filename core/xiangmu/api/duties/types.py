"""GraphQL types of duties on record."""

from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.computation.types import Computation
from xiangmu.api.evidence.types import Evidence
from xiangmu.api.projects.types import Projects, ScoredProject
from xiangmu.api.rules.types import DutyNeed, DutyRule
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit
from xiangmu.domain import duties


@strawberry.type(description="责任缺口:一个项目或单位的一种责任,在册的过少或过多。")
class DutyGap:
    """A duty that too few or too many hold."""

    rule: DutyRule = field(description="不合哪一项要求。")
    need: DutyNeed = field(description="应有几个。")
    found: int = field(description="在册几个。")
    project: ScoredProject | None = field(description="项目;关于责任单位的为空。")
    units: list[AssessedUnit] = field(description="责任单位;关于项目的为其考核单位。")
    because: str = field(description="说明,写明应有和在册的数。")
    evidence: list[Evidence] = field(description="在册的各项责任。")
    hidden_evidence: int = field(description="另有几件依据关于无权查看的项目,不列出。")

    @classmethod
    def of(cls, gap: duties.Gap, policy: StatedPolicy, projects: Projects) -> Self:
        """As worked out."""
        return cls(
            rule=policy.rules.duties[gap.rule.key],
            need=DutyNeed(duty=gap.need.duty, least=gap.need.least, most=gap.need.most),
            found=gap.found,
            project=ScoredProject.of(projects[gap.project]) if gap.project else None,
            units=[policy.units[unit] for unit in gap.units],
            because=projects.told(gap.because),
            evidence=Evidence.all_of(gap.evidence, projects),
            hidden_evidence=projects.left_out(gap.evidence),
        )


@strawberry.type(description="责任在册情况。")
class DutyReport:
    """What of the duties is missing or doubled."""

    rules: list[DutyRule] = field(description="文件的各项要求。")
    gaps: list[DutyGap] = field(description="缺口,按要求的次序。")
    computation: Computation = field(description="计算依据。")
