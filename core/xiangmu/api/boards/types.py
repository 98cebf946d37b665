"""GraphQL types of boards."""

import strawberry
from strawberry import field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.computation.types import Computation
from xiangmu.api.enums import Basis, Direction
from xiangmu.api.places.types import Place
from xiangmu.api.publications.types import Publication
from xiangmu.api.units.types import Group


@strawberry.type(description="合成一个榜的一个榜及其权重。")
class BoardMember:
    """A board that another is made of."""

    key: str = field(description="榜的键。")
    title: str = field(description="榜的名称。")
    weight: int = field(description="权重。")


@strawberry.type(description="红黑榜:一个榜上居前和居后的单位。并列的同进退,没有单位两边都在。")
class Roll:
    """The best and the slowest of a board."""

    key: str = field(description="红黑榜的键。")
    title: str = field(description="红黑榜的名称。")
    clause: Clause = field(description="所依据的条款。")
    best: list[Place] = field(description="居前的,自第一名起。")
    slowest: list[Place] = field(description="居后的,最后一名在末。")


@strawberry.type(description="榜:一个分组在一期的次序。")
class Board:
    """The units of a group in order."""

    key: str = field(description="榜的键。")
    title: str = field(description="榜的名称。")
    group: Group = field(description="参加排名的分组。")
    basis: Basis = field(description="次序从何而来。")
    direction: Direction = field(description="怎样的数在前。")
    reading: str | None = field(description="次序依哪一条口径(编号),如 S9;不依口径的为空。")
    clause: Clause = field(description="所依据的条款。")
    members: list[BoardMember] = field(description="由哪些榜合成;不是合成的为空列表。")
    places: list[Place] = field(description="位次,自第一名起;不能排名的在最后,注明原因。")
    rolls: list[Roll] = field(description="据本榜的红黑榜;文件没有规定的为空列表。")
    publication: Publication | None = field(description="本期最新的公布稿;没有的、年度的和推算的榜为空。")
    computation: Computation = field(description="计算依据。")
