"""GraphQL types of publications and of the cards they printed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Self
from uuid import UUID

import strawberry
from strawberry import Parent, Private, field

from xiangmu.access.roles import Permission
from xiangmu.api.accountability.types import AccountableUnit, Shortfall
from xiangmu.api.cards.types import Award
from xiangmu.api.entities.prefixes import DRAFT
from xiangmu.api.periods.types import Period
from xiangmu.api.places.types import Place as BoardPlace
from xiangmu.api.policies.types import Reading
from xiangmu.api.projects.types import Projects
from xiangmu.api.publications.reading import Published
from xiangmu.api.scalars import Points
from xiangmu.api.scorecards.lines import ScoreLine
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit, Group
from xiangmu.db import records
from xiangmu.domain.fold import parse_period
from xiangmu.domain.ranking import Place
from xiangmu.domain.scoring import Scorecard


def _lines(root: Parent["PublishedCard"]) -> list[ScoreLine] | None:
    if not root.projects.sight.of_unit(root.card.unit, Permission.READ):
        return None
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
    lines: list[ScoreLine] | None = field(
        resolver=_lines, description="得分行,按得分表的次序;别的单位的明细无权查看,为空。"
    )

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
            no_total=projects.told(card.no_total) or None,
            disqualified=card.disqualified,
        )


async def _cards(root: Parent["PrintedResult"]) -> list[PublishedCard]:
    printed = await asyncio.to_thread(root.published.printed)
    projects = await root.projects()
    places = {place.unit: place for place in printed.places}
    return [
        PublishedCard.of(card, places[card.unit], root.policy, projects)
        for card in printed.cards
        if root.laid_open or projects.sight.of_unit(card.unit)
    ]


@strawberry.type(description="印出的榜:按自己的指标排的次序。")
class PrintedBoard:
    """A board by a measure of its own, as printed."""

    key: str = field(description="榜的键。")
    title: str = field(description="榜的名称;插件不再有这个榜的为键。")
    places: list[BoardPlace] = field(description="位次,自第一名起;不能排名的在最后,注明原因。")


@strawberry.type(description="印出的问责名单。")
class PrintedReport:
    """An accountability list, as printed."""

    key: str = field(description="名单的键。")
    title: str = field(description="名单名称;插件不再有这份名单的为键。")
    units: list[AccountableUnit] = field(description="名单上的单位及各自未达到要求的事。")


@strawberry.type(description="印出的奖项。")
class PrintedAward:
    """What a unit was awarded."""

    unit: AssessedUnit = field(description="单位。")
    rank: int = field(description="据以得奖的名次;有单位被取消资格而递补的,在位次之前。")
    award: Award = field(description="奖项。")


async def _boards(root: Parent["PrintedResult"]) -> list[PrintedBoard]:
    printed, projects = await asyncio.to_thread(root.published.printed), await root.projects()
    titles = root.policy.boards
    return [
        PrintedBoard(
            key=board.key,
            title=titles[board.key].title if board.key in titles else board.key,
            places=[
                BoardPlace.of(place, root.policy.units[place.unit], projects)
                for place in board.places
                if root.laid_open or projects.sight.of_unit(place.unit)
            ],
        )
        for board in printed.boards
    ]


async def _reports(root: Parent["PrintedResult"]) -> list[PrintedReport]:
    printed, projects = await asyncio.to_thread(root.published.printed), await root.projects()
    titles = root.policy.accountability
    return [
        PrintedReport(
            key=report.key,
            title=titles[report.key].title if report.key in titles else report.key,
            units=[
                AccountableUnit(
                    unit=root.policy.units[reported.unit],
                    shortfalls=[Shortfall.of(one, root.policy, projects) for one in reported.shortfalls],
                )
                for reported in report.units
                if root.laid_open or projects.sight.of_unit(reported.unit)
            ],
        )
        for report in printed.reports
    ]


async def _awards(root: Parent["PrintedResult"]) -> list[PrintedAward]:
    printed, projects = await asyncio.to_thread(root.published.printed), await root.projects()
    return [
        PrintedAward(
            unit=root.policy.units[prize.unit], rank=prize.rank, award=root.policy.award(prize.award)
        )
        for prize in printed.prizes
        if root.laid_open or projects.sight.of_unit(prize.unit)
    ]


OWN_ALONE = "草稿的,只看本单位的人只看到本单位的。"


@strawberry.interface(description="一个分组一期印出的结果:草稿或公布稿。")
class PrintedResult:
    """What was drafted or published."""

    policy: Private[StatedPolicy]
    published: Private[Published[Any]]
    projects: Private[Callable[[], Awaitable[Projects]]]
    laid_open: Private[bool]
    """Whether all units see each other's totals; of what is not published each sees its own card."""
    group: Group = field(description="分组。")
    period: Period = field(description="考核期。")
    number: int = field(description="同一分组、同一期的第几号公布稿;第2号起为更正。")
    corrects: UUID | None = field(description="所更正的公布稿;第1号为空。")
    as_of: date = field(description="所据事实的截止日期。")
    known_at: int = field(description="所据台账序号。")
    readings: list[Reading] = field(description="当时适用的口径。")
    plugin: str = field(description="计算所用的插件及版本。")
    cards: list[PublishedCard] = field(
        resolver=_cards,
        description="印出的得分表,按分组内的次序;草稿的,只看本单位的人只看到本单位的一张。",
    )
    boards: list[PrintedBoard] = field(resolver=_boards, description=f"印出的榜。{OWN_ALONE}")
    accountability: list[PrintedReport] = field(resolver=_reports, description=f"印出的问责名单。{OWN_ALONE}")
    awards: list[PrintedAward] = field(
        resolver=_awards, description=f"印出的奖项,年度公布稿才有。{OWN_ALONE}"
    )


def _printed(
    published: Published[Any], policy: StatedPolicy, projects: Callable[[], Awaitable[Projects]]
) -> dict[str, Any]:
    record = published.record
    return {
        "policy": policy,
        "published": published,
        "projects": projects,
        "group": policy.groups[record.group],
        "period": Period.of(parse_period(policy.policy, record.period)),
        "number": record.number,
        "corrects": record.corrects,
        "as_of": record.as_of,
        "known_at": record.known_no,
        "readings": policy.readings(policy.policy.readings.model_validate(record.readings)),
        "plugin": f"{record.plugin} {record.plugin_version}",
    }


@strawberry.type(description="公布稿:一个分组一期的正式结果。公布之后不改,有误则以下一号更正。")
class Publication(PrintedResult):
    """A numbered publication."""

    id: UUID = field(description="公布稿标识。")
    published_on: date = field(description="公布日期。")

    @classmethod
    def of(
        cls,
        published: Published[records.Publication],
        policy: StatedPolicy,
        projects: Callable[[], Awaitable[Projects]],
    ) -> Self:
        """As recorded; ``projects`` are read when somebody asks for them."""
        record = published.record
        return cls(
            id=record.id,
            published_on=record.published_on,
            laid_open=True,
            **_printed(published, policy, projects),
        )


@strawberry.type(description="公布稿草稿:批准之前供各单位核对的结果。异议和决定见同一标识的 DraftHead。")
class PublicationDraft(PrintedResult):
    """A draft."""

    id: strawberry.ID = field(description="草稿标识。")
    round: int = field(description="同一分组、同一期的第几稿。")
    drafted_on: date = field(description="拟稿日期。")
    objections_until: datetime = field(description="异议截止的时刻,含这一刻。")

    @classmethod
    def of(
        cls,
        drafted: Published[records.PublicationDraft],
        policy: StatedPolicy,
        projects: Callable[[], Awaitable[Projects]],
    ) -> Self:
        """As recorded; ``projects`` are read when somebody asks for them."""
        record = drafted.record
        return cls(
            id=strawberry.ID(f"{DRAFT}_{record.id.hex}"),
            round=record.round,
            drafted_on=record.drafted_on,
            objections_until=record.objections_until,
            laid_open=False,
            **_printed(drafted, policy, projects),
        )
