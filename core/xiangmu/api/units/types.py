"""GraphQL types of units and groups."""

from datetime import date
from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.enums import UnitKind
from xiangmu.plugin import units as stated


@strawberry.type(description="文件考核的责任单位。")
class AssessedUnit:
    """A responsible unit."""

    key: str = field(description="单位的键,在本辖区内唯一且不变。")
    title: str = field(description="单位名称。")
    kind: UnitKind = field(description="单位类别。")
    division_code: str | None = field(description="行政区划代码;功能区和部门没有。")
    aliases: list[str] = field(description="别名。按名称查找单位时与名称同等看待,只认全称相同。")
    since: date | None = field(description="自哪天起存在;空为不限。")
    until: date | None = field(description="到哪天为止存在;空为不限。")

    @classmethod
    def of(cls, unit: stated.Unit) -> Self:
        """As stated."""
        return cls(
            key=unit.key,
            title=unit.title,
            kind=unit.kind,
            division_code=unit.division_code or None,
            aliases=list(unit.aliases),
            since=unit.since,
            until=unit.until,
        )


@strawberry.type(description="分组:同一文件里一起考核的单位。")
class Group:
    """Units assessed together."""

    key: str = field(description="分组的键,在本文件内唯一。")
    title: str = field(description="分组名称。")
    units: list[AssessedUnit] = field(description="组内单位,按文件的次序。")
    clause: Clause = field(description="所依据的条款。")
