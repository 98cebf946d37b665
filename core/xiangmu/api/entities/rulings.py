"""Rulings on duplicates (重复项目的认定)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from sqlalchemy import or_
from strawberry import field

from xiangmu.api.entities.facts import ProjectFact, project_fact
from xiangmu.api.entities.prefixes import DUPLICATE_RULING as PREFIX
from xiangmu.api.entities.prefixes import PROJECT
from xiangmu.api.reader.entity import Column, Condition, Direction, Filter, One, Order
from xiangmu.api.reader.expressions import among
from xiangmu.api.reader.filters import days, truth
from xiangmu.api.reader.ids import key_in
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.projects import Project

_R = t.duplicate_ruling.c


def _about(projects: list[str]) -> Condition:
    keys = [key_in(text, PROJECT, _R.project_id) for text in projects]
    return or_(among(_R.project_id, keys), among(_R.other_id, keys))


DUPLICATE_RULING = project_fact(
    "DuplicateRuling",
    "重复项目的认定",
    PREFIX,
    t.duplicate_ruling,
    {
        "other": One(to="Project", on=_R.other_id),
        "same": Column(column=_R.same),
        "on": Column(column=_R.occurred_on),
        "reason": Column(column=_R.ruling_reason),
    },
    filters={
        "project": Filter(type=list[strawberry.ID], description="两个项目中的一个;任一即可。", where=_about),
        "same": truth(_R.same, "是否认定为同一项目。"),
        "on": days(_R.occurred_on, "认定日期。"),
    },
    orders={"ON": Order(by=_R.occurred_on, description="认定日期")},
    order=(("ON", Direction.DESC),),
)


@strawberry.type(description="重复项目的认定:由人决定两个项目是不是同一个。")
class DuplicateRuling(ProjectFact):
    """A person decided whether two projects are one."""

    other: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] | None = field(
        description="另一个项目;不在可见范围的为空。"
    )
    same: bool = field(description="是否为同一项目。")
    on: date = field(description="认定日期。")
    reason: str = field(description="理由。")
