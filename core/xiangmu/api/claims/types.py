"""GraphQL types of double claims."""

from datetime import date

import strawberry
from strawberry import field

from xiangmu.api.enums import EnrolmentState
from xiangmu.api.projects.types import ScoredProject
from xiangmu.api.units.types import AssessedUnit


@strawberry.type(description="一个单位对项目的申报:项目自哪天起算作它的。")
class Claim:
    """An enrolment that overlaps with another unit's."""

    unit: AssessedUnit = field(description="申报的单位。")
    since: date = field(description="自哪天起。")
    until: date | None = field(description="到哪天为止;空为没有终止。")
    state: EnrolmentState = field(description="状态。")


@strawberry.type(description="重复申报:几个单位同时申报一个项目。认定之前怎样计分,看口径。")
class DoubleClaim:
    """A project that several units claim at once."""

    project: ScoredProject = field(description="项目。")
    claims: list[Claim] = field(description="各单位的申报,按起始日期。")
