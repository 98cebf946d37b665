"""GraphQL type of places."""

from fractions import Fraction
from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.cards.types import Award
from xiangmu.api.evidence.types import Evidence
from xiangmu.api.projects.types import Projects
from xiangmu.api.scalars import Points
from xiangmu.api.units.types import AssessedUnit
from xiangmu.domain import ranking


@strawberry.type(description="位次:一个单位在榜上的位置。")
class Place:
    """Where a unit stands."""

    unit: AssessedUnit = field(description="单位。")
    position: int | None = field(description="位次;不能排名的为空。相同的并列,其后跳号。")
    tied: bool = field(description="是否与其他单位并列。")
    total: Points | None = field(description="总分;没有总分或不按得分排的为空。")
    standing: list[Fraction] = field(description="排名所比的数,依次比较,大者在前;不能排名的为空表。")
    because: str | None = field(description="不能排名的原因,或不按得分排时的说明。")
    evidence: list[Evidence] = field(description="不按得分排时的依据。")
    previous_position: int | None = field(description="上一期最新公布稿中的位次;上一期没有公布的为空。")
    award: Award | None = field(description="年度名次对应的奖项;没有获奖的和不是年度的为空。")

    @classmethod
    def of(
        cls,
        place: ranking.Place,
        unit: AssessedUnit,
        projects: Projects,
        *,
        total: Fraction | None = None,
        previous_position: int | None = None,
        award: Award | None = None,
    ) -> Self:
        """As worked out."""
        standing = place.standing
        return cls(
            unit=unit,
            position=place.position,
            tied=place.tied,
            total=None if total is None else Points(total),
            standing=list(standing.by) if standing else [],
            because=place.because or None,
            evidence=[Evidence.of(one, projects) for one in standing.evidence] if standing else [],
            previous_position=previous_position,
            award=award,
        )
