"""People (人员): names and telephone numbers, for those who may see them."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from xiangmu.api.entities import hints
from xiangmu.api.entities.hints import MutationName, viewer_can
from xiangmu.api.entities.prefixes import PERSON as PREFIX
from xiangmu.api.reader.codecs import TRUTH
from xiangmu.api.reader.entity import Column, Direction, Entity, Id, One, Order
from xiangmu.api.reader.expressions import or_null
from xiangmu.api.reader.filters import one_of, truth
from xiangmu.api.reader.types import Node
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.units import Jurisdiction

_P = t.person.c
_ERASED = _P.erased_no.is_not(None)

PERSON = Entity(
    name="Person",
    title="人员",
    table=t.person,
    fields={
        "id": Id(prefix=PREFIX, column=_P.id),
        "jurisdiction": One(to="Jurisdiction", on=or_null(_P.jurisdiction), by=t.jurisdiction.c.key),
        "name": Column(column=_P.name),
        "phone": Column(column=or_null(_P.phone), nullable=True),
        "erased": Column(column=_ERASED, codec=TRUTH),
        "viewerCan": viewer_can(t.person),
    },
    filters={
        "jurisdiction": one_of(str, _P.jurisdiction, "辖区的键"),
        "erased": truth(_ERASED, "资料是否已经抹去。"),
    },
    orders={"RECORDED": Order(by=_P.no, description="登记先后")},
    order=(("RECORDED", Direction.DESC),),
)


@strawberry.type(description="人员。姓名和电话只给有权查看的人;资料可以抹去,标识留存。")
class Person(Node):
    """A person."""

    jurisdiction: Annotated["Jurisdiction", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="由哪个辖区登记;全系统的为空。"
    )
    name: str | None = field(description="姓名;已经抹去的为空。")
    phone: str | None = field(description="电话;没有登记的和已经抹去的为空。")
    erased: bool = field(description="资料是否已经抹去。")
    viewer_can: list[MutationName] = field(description=hints.TOLD)
