"""GraphQL type of scorecards."""

from enum import StrEnum
from fractions import Fraction

import strawberry
from strawberry import Parent, Private, field

from xiangmu.api.cards.types import JudgementItem
from xiangmu.api.computation.types import Computation
from xiangmu.api.enums import Section, describe
from xiangmu.api.periods.types import Period
from xiangmu.api.places.types import Place
from xiangmu.api.projects.types import Projects
from xiangmu.api.publications.types import Publication, PublishedCard
from xiangmu.api.scalars import Points
from xiangmu.api.scorecards.lines import ScoreLine, Subtotal
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit, Group
from xiangmu.domain import scoring


class ResultStatus(StrEnum):
    """How a result relates to what was published."""

    PREVIEW = "PREVIEW"
    PUBLISHED = "PUBLISHED"
    CHANGED = "CHANGED"


describe(
    ResultStatus,
    "结果与公布稿的关系。",
    {
        ResultStatus.PREVIEW: "预览:本期尚未公布;年度为还有季度没有公布",
        ResultStatus.PUBLISHED: "与最新公布稿一致;年度为各季度均已公布",
        ResultStatus.CHANGED: "与最新公布稿不一致:公布之后事实、口径或规则有变,或看的不是同一天",
    },
)


def _lines(root: Parent["Scorecard"]) -> list[ScoreLine]:
    return [ScoreLine.of(line, root.policy, root.projects) for line in root.card.lines]


def _awaiting(root: Parent["Scorecard"]) -> list[JudgementItem]:
    return [root.policy.judgement(item) for item in root.card.awaiting]


def _subtotals(root: Parent["Scorecard"]) -> list[Subtotal]:
    if not any(line.section for line in root.card.lines):
        return []
    return [Subtotal.of(section, root.card.subtotal(section)) for section in Section]


def _status(root: Parent["Scorecard"]) -> ResultStatus:
    if root.added_up:
        return ResultStatus.PREVIEW if root.computation.provisional else ResultStatus.PUBLISHED
    card, before = root.card, root.before
    if before is None:
        return ResultStatus.PREVIEW
    same = (card.total, card.no_total, card.lines) == (before.total, before.no_total, before.lines)
    return ResultStatus.PUBLISHED if same else ResultStatus.CHANGED


@strawberry.type(description="得分表:一个单位在一个分组、一期的得分及其由来。")
class Scorecard:
    """The result of one unit in one group and period."""

    policy: Private[StatedPolicy]
    projects: Private[Projects]
    card: Private[scoring.Scorecard]
    before: Private[scoring.Scorecard | None]
    """As the latest publication printed it."""
    added_up: Private[bool]
    """Whether it is a year, added up from what was published for its quarters."""
    group: Group = field(description="分组。")
    unit: AssessedUnit = field(description="单位。")
    period: Period = field(description="考核期。")
    total: Points | None = field(description="总分;没有总分的为空,原因见 noTotal。")
    exact: Fraction = field(description="四舍五入之前的精确合计。")
    no_total: str | None = field(description="没有总分的原因。")
    subtotals: list[Subtotal] = field(
        resolver=_subtotals, description="基础分、加分、减分各自的小计,不含尾差;年度得分不分部分,为空表。"
    )
    disqualified: bool = field(description="是否被取消年度评先资格。")
    lines: list[ScoreLine] = field(resolver=_lines, description="得分行,按得分表的次序。")
    awaiting: list[JudgementItem] = field(resolver=_awaiting, description="等待人工认定的内容。")
    place: Place | None = field(
        description="在本组的位次;只看本单位的人看不到尚未公布的位次,为空,公布的见 published。"
    )
    status: ResultStatus = field(resolver=_status, description="与公布稿的关系。")
    publication: Publication | None = field(description="本期最新的公布稿;没有的和年度的为空。")
    published: PublishedCard | None = field(description="最新公布稿中本单位的得分表;没有的和年度的为空。")
    computation: Computation = field(description="计算依据。")
