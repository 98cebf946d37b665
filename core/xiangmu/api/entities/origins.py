"""Where projects came from (项目的来历): what they were split off, and what was merged into them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from xiangmu.api.entities.enums import OriginKind
from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.entities.prefixes import PROJECT
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Direction, One, Order
from xiangmu.api.reader.filters import days, ids, one_of
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.projects import Project

_O = t.project_origin.c

PROJECT_ORIGIN = recorded(
    "ProjectOrigin",
    "项目的来历",
    "org",
    t.project_origin,
    {
        "project": One(to="Project", on=_O.project_id, required=True),
        "origin": One(to="Project", on=_O.origin_id, required=True),
        "how": Column(column=_O.how, codec=member(OriginKind)),
        "on": Column(column=_O.occurred_on),
    },
    filters={
        "project": ids(PROJECT, _O.project_id, "项目"),
        "origin": ids(PROJECT, _O.origin_id, "来自的项目"),
        "how": one_of(OriginKind, _O.how, "怎样来的"),
        "on": days(_O.occurred_on, "日期。"),
    },
    orders={"ON": Order(by=_O.occurred_on, description="日期")},
    order=(("ON", Direction.DESC),),
)


@strawberry.type(description="项目的来历:一个项目从另一个项目拆出,或把它并入。两边的历史都保留。")
class ProjectOrigin(Recorded):
    """A project came out of another one, or took it in."""

    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] = field(
        description="后来的项目。"
    )
    origin: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] = field(
        description="原来的项目。"
    )
    how: OriginKind = field(description="怎样来的。")
    on: date = field(description="日期。")
