"""GraphQL type of places."""

from dataclasses import replace
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
    standing: list[Fraction] = field(
        description="排名所比的数,依次比较,何者在前看榜的 direction;不能排名的为空表。"
    )
    because: str | None = field(description="不能排名的原因,或不按得分排时的说明。")
    evidence: list[Evidence] = field(description="不按得分排时的依据。")
    base_evidence: list[Evidence] = field(description="按比率排的,其基数所计的项目及其依据。")
    hidden_evidence: int = field(description="另有几件依据关于无权查看的项目,不列出。")
    previous_position: int | None = field(
        description="上一期的位次:按得分排的为上一期最新公布稿中的,其他的据同样的事实算出;没有的为空。"
    )
    change: int | None = field(description="比上一期上升了几位,下降为负;无从比较的为空。")
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
        evidence = standing.evidence if standing else ()
        base_evidence = standing.base_evidence if standing else ()
        previous = place.previous if previous_position is None else previous_position
        return cls(
            unit=unit,
            position=place.position,
            tied=place.tied,
            total=None if total is None else Points(total),
            standing=list(standing.by) if standing else [],
            because=projects.told(place.because) or None,
            evidence=Evidence.all_of(evidence, projects),
            base_evidence=Evidence.all_of(base_evidence, projects),
            hidden_evidence=projects.left_out((*evidence, *base_evidence)),
            previous_position=previous,
            change=replace(place, previous=previous).change,
            award=award,
        )
