"""GraphQL type of clauses."""

from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.enums import Status
from xiangmu.catalog.coverage import Covered
from xiangmu.plugin import policy as stated


@strawberry.type(description="文件的一个条款。")
class Clause:
    """A clause, with what implements it."""

    id: str = field(description="条款编号,如 RZ-19。")
    locator: str = field(description="在文件中的位置。")
    kind: str = field(description="条款的种类。")
    gist: str = field(description="要点,用本系统自己的话说。")
    status: Status = field(description="落实情况。")
    by: list[str] = field(description="由哪些规则落实。")
    reason: str | None = field(description="没有规则落实时的原因。")

    @classmethod
    def of(cls, clause: stated.Clause, covered: Covered) -> Self:
        """As stated, with its coverage."""
        return cls(
            id=clause.id,
            locator=clause.locator,
            kind=clause.kind,
            gist=clause.gist,
            status=covered.status,
            by=list(covered.by),
            reason=covered.reason or None,
        )
