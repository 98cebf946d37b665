"""GraphQL types of the lines of a card and of its subtotals."""

from fractions import Fraction
from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.cards.types import JudgementItem
from xiangmu.api.clauses.types import Clause
from xiangmu.api.enums import LineKind, Section
from xiangmu.api.evidence.types import Evidence
from xiangmu.api.projects.types import Projects
from xiangmu.api.scalars import Points
from xiangmu.api.stated import StatedPolicy
from xiangmu.domain import scoring


@strawberry.type(description="得分行:得分项、分值、为什么、条款和依据。各行相加正好等于总分。")
class ScoreLine:
    """One line of a card."""

    item: str = field(description="得分项的键;年度得分行为季度的写法。")
    title: str = field(description="得分项名称。")
    section: Section | None = field(description="属于哪一部分;尾差行和年度得分行为空。")
    kind: LineKind = field(description="得分行的性质。")
    points: Points = field(description="分值。")
    exact: Fraction = field(description="精确的分值。")
    because: str = field(description="为什么得这些分,写明所用的数。")
    clause: Clause = field(description="所依据的条款。")
    evidence: list[Evidence] = field(description="依据。")
    hidden_evidence: int = field(description="另有几件依据关于无权查看的项目,不列出。")
    awaiting: JudgementItem | None = field(description="等待人工认定的内容,认定前计0分;不需等待的为空。")
    disqualifies: bool = field(description="是否因本行取消年度评先资格。")

    @classmethod
    def of(cls, line: scoring.ScoreLine, policy: StatedPolicy, projects: Projects) -> Self:
        """As worked out or printed."""
        return cls(
            item=line.item,
            title=line.title,
            section=line.section,
            kind=line.kind,
            points=Points(line.points),
            exact=line.points,
            because=projects.told(line.because),
            clause=policy.clauses[line.clause],
            evidence=Evidence.all_of(line.evidence, projects),
            hidden_evidence=projects.left_out(line.evidence),
            awaiting=policy.judgement(line.awaiting) if line.awaiting else None,
            disqualifies=line.disqualifies,
        )


@strawberry.type(description="小计:一部分得分之和。")
class Subtotal:
    """The sum of one section."""

    section: Section = field(description="哪一部分。")
    points: Points = field(description="分值。")
    exact: Fraction = field(description="精确的分值。")

    @classmethod
    def of(cls, section: Section, points: Fraction) -> Self:
        """Limits included."""
        return cls(section=section, points=Points(points), exact=points)
