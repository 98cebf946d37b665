"""GraphQL types of publications and of the cards they printed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from fractions import Fraction
from typing import Self
from uuid import UUID

import strawberry
from strawberry import Parent, Private, field

from xiangmu.api.periods.types import Period
from xiangmu.api.policies.types import Reading
from xiangmu.api.projects.types import Projects
from xiangmu.api.publications.reading import Published
from xiangmu.api.scalars import Points
from xiangmu.api.scorecards.lines import ScoreLine
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit, Group
from xiangmu.domain.fold import parse_period
from xiangmu.domain.ranking import Place
from xiangmu.domain.scoring import Scorecard


def _lines(root: Parent["PublishedCard"]) -> list[ScoreLine]:
    return [ScoreLine.of(line, root.policy, root.projects) for line in root.card.lines]


@strawberry.type(description="公布的得分表:公布稿当时印出的一个单位的结果,此后不再改变。")
class PublishedCard:
    """What a publication printed of one unit."""

    policy: Private[StatedPolicy]
    projects: Private[Projects]
    card: Private[Scorecard]
    unit: AssessedUnit = field(description="单位。")
    position: int | None = field(description="位次;不能排名的为空。")
    tied: bool = field(description="是否与其他单位并列。")
    total: Points | None = field(description="总分;没有总分的为空,原因见 noTotal。")
    exact: Fraction = field(description="四舍五入之前的精确合计。")
    no_total: str | None = field(description="没有总分的原因。")
    disqualified: bool = field(description="是否被取消年度评先资格。")
    lines: list[ScoreLine] = field(resolver=_lines, description="得分行,按得分表的次序。")

    @classmethod
    def of(cls, card: Scorecard, place: Place, policy: StatedPolicy, projects: Projects) -> Self:
        """As printed."""
        return cls(
            policy=policy,
            projects=projects,
            card=card,
            unit=policy.units[card.unit],
            position=place.position,
            tied=place.tied,
            total=None if card.total is None else Points(card.total),
            exact=card.exact,
            no_total=card.no_total or None,
            disqualified=card.disqualified,
        )


async def _cards(root: Parent["Publication"]) -> list[PublishedCard]:
    printed = await asyncio.to_thread(root.published.printed)
    projects = await root.projects()
    places = {place.unit: place for place in printed.places}
    return [PublishedCard.of(card, places[card.unit], root.policy, projects) for card in printed.cards]


@strawberry.type(description="公布稿:一个分组一期的正式结果。公布之后不改,有误则以下一号更正。")
class Publication:
    """A numbered publication."""

    policy: Private[StatedPolicy]
    published: Private[Published]
    projects: Private[Callable[[], Awaitable[Projects]]]
    id: UUID = field(description="公布稿标识。")
    number: int = field(description="同一分组、同一期的第几号;第2号起为更正。")
    corrects: UUID | None = field(description="所更正的公布稿;第1号为空。")
    group: Group = field(description="分组。")
    period: Period = field(description="考核期。")
    published_on: date = field(description="公布日期。")
    as_of: date = field(description="所据事实的截止日期。")
    known_at: int = field(description="所据台账序号。")
    readings: list[Reading] = field(description="当时适用的口径。")
    plugin: str = field(description="计算所用的插件及版本。")
    cards: list[PublishedCard] = field(resolver=_cards, description="公布的得分表,按分组内的次序。")

    @classmethod
    def of(
        cls, published: Published, policy: StatedPolicy, projects: Callable[[], Awaitable[Projects]]
    ) -> Self:
        """As recorded; ``projects`` are read when somebody asks for them."""
        record = published.record
        return cls(
            policy=policy,
            published=published,
            projects=projects,
            id=record.id,
            number=record.number,
            corrects=record.corrects,
            group=policy.groups[record.group],
            period=Period.of(parse_period(policy.policy, record.period)),
            published_on=record.published_on,
            as_of=record.as_of,
            known_at=record.known_no,
            readings=policy.readings(policy.policy.readings.model_validate(record.readings)),
            plugin=f"{record.plugin} {record.plugin_version}",
        )
