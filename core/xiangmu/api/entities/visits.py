"""Visits of leaders to projects (走访)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from xiangmu.api.entities.attachments import Attachment, attachments_of
from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.entities.prefixes import PERSON, PROJECT
from xiangmu.api.entities.preparation import Assignment
from xiangmu.api.reader.entity import Column, Direction, One, Order
from xiangmu.api.reader.expressions import or_null
from xiangmu.api.reader.filters import days, ids, one_of
from xiangmu.api.reader.ids import typed_id
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.projects import Project

_V = t.visit.c

VISIT = recorded(
    "Visit",
    "领导走访",
    "vst",
    t.visit,
    {
        "project": One(to="Project", on=_V.project_id),
        "assignment": One(to="Assignment", on=_V.assignment_id),
        "person": Column(column=_V.person_id, codec=typed_id(PERSON, _V.person_id)),
        "post": Column(column=_V.post),
        "on": Column(column=_V.occurred_on),
        "seen": Column(column=_V.seen),
        "promised": Column(column=or_null(_V.promised), nullable=True),
        "attachments": attachments_of(t.visit),
    },
    filters={
        "project": ids(PROJECT, _V.project_id, "项目"),
        "person": ids(PERSON, _V.person_id, "人员"),
        "post": one_of(str, _V.post, "职务"),
        "on": days(_V.occurred_on, "日期。"),
    },
    orders={"ON": Order(by=_V.occurred_on, description="日期")},
    order=(("ON", Direction.DESC),),
)


@strawberry.type(description="领导走访:到项目上看到什么、答应了什么。只有职务,没有姓名。")
class Visit(Recorded):
    """A leader was at a project."""

    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] | None = field(
        description="项目;不在可见范围的为空。"
    )
    assignment: Assignment | None = field(description="凭哪一项责任;没有写明的为空。")
    person: strawberry.ID | None = field(description="登记的人员的标识;没有登记的为空。")
    post: str = field(description="职务。")
    on: date = field(description="日期。")
    seen: str = field(description="看到的情况。")
    promised: str | None = field(description="答应的事;没有的为空。")
    attachments: list[Attachment] = field(description="照片和文件。")
