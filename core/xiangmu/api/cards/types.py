"""GraphQL types of what a policy says of cards, boards, awards and accountability."""

import strawberry
from strawberry import field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.enums import Basis, Direction, PeriodKind, Section
from xiangmu.api.scalars import Wan
from xiangmu.api.units.types import Group


@strawberry.type(description="人工认定项:只能由人在幅度内给分。")
class JudgementItem:
    """What a person may decide."""

    key: str = field(description="认定项的键。")
    title: str = field(description="认定什么。")
    least: int = field(description="最低可给的分。")
    most: int = field(description="最高可给的分。")
    many: bool = field(description="同一考核期内是否可以多次认定,每件事一次。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="得分项:得分表上的一项规则。")
class CardItem:
    """One rule of a card."""

    key: str = field(description="得分项的键。")
    title: str = field(description="得分项名称。")
    section: Section = field(description="属于基础分、加分还是减分。")
    cap: int | None = field(description="本项最高分;空为不设上限。")
    floor: int | None = field(description="本项最低分;空为不设下限。")
    judgements: list[JudgementItem] = field(description="本项中须由人认定的内容。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="得分表的式样:一个分组怎样计分。")
class Card:
    """How the units of a group are scored."""

    title: str = field(description="得分表名称。")
    group: Group = field(description="适用的分组。")
    period_kind: PeriodKind = field(description="多长时间计分一次。")
    items: list[CardItem] = field(description="得分项。")
    clause: Clause = field(description="所依据的条款。")
    year_clause: Clause | None = field(description="年度得分为各期之和的依据条款;没有年度得分的为空。")


@strawberry.type(description="榜的式样:一个分组按什么排位次。")
class BoardRule:
    """How the units of a group are ordered."""

    key: str = field(description="榜的键。")
    title: str = field(description="榜的名称。")
    group: Group = field(description="参加排名的分组。")
    basis: Basis = field(description="次序从何而来。")
    period_kind: PeriodKind = field(description="多长时间排一次。")
    by_total: bool = field(description="是否按得分表的总分排;否则按榜自己的指标排。")
    composite: bool = field(description="是否由几个榜合成:按各榜位次的加权平均排,小者在前。")
    direction: Direction = field(description="怎样的数在前。")
    reading: str | None = field(description="次序依哪一条口径(编号),如 S9;不依口径的为空。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="奖项:年度名次对应的奖励。")
class Award:
    """Money for places of a group's year."""

    title: str = field(description="奖项名称。")
    group: Group = field(description="颁给哪个分组。")
    first: int = field(description="自第几名起。")
    last: int = field(description="到第几名止。")
    amount: Wan = field(description="每个单位的奖金。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="问责名单的式样:哪些单位须向领导小组报告。")
class AccountabilityRule:
    """Which units are to be reported."""

    key: str = field(description="名单的键。")
    title: str = field(description="名单名称。")
    group: Group = field(description="所看的分组。")
    clause: Clause = field(description="所依据的条款。")
