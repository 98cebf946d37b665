"""GraphQL type of boards."""

import strawberry
from strawberry import field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.computation.types import Computation
from xiangmu.api.enums import Basis
from xiangmu.api.places.types import Place
from xiangmu.api.publications.types import Publication
from xiangmu.api.units.types import Group


@strawberry.type(description="榜:一个分组在一期的次序。")
class Board:
    """The units of a group in order."""

    key: str = field(description="榜的键。")
    title: str = field(description="榜的名称。")
    group: Group = field(description="参加排名的分组。")
    basis: Basis = field(description="次序从何而来。")
    clause: Clause = field(description="所依据的条款。")
    places: list[Place] = field(description="位次,自第一名起;不能排名的在最后。")
    publication: Publication | None = field(description="本期最新的公布稿;没有的、年度的和推算的榜为空。")
    computation: Computation = field(description="计算依据。")
