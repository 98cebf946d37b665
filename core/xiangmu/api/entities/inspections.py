"""Inspections (核查): who looked at which projects, and what was found of each item."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from xiangmu.api.entities.attachments import Attachment, attachments_of
from xiangmu.api.entities.enums import Answer, Manner
from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.entities.prefixes import INSPECTION as PREFIX
from xiangmu.api.entities.prefixes import PROJECT
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Direction, Many, One, Order
from xiangmu.api.reader.expressions import bytewise, or_null
from xiangmu.api.reader.filters import days, ids, one_of, truth
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.findings import Finding
    from xiangmu.api.entities.projects import Project
    from xiangmu.api.entities.units import Unit

_I = t.inspection.c
_M = t.inspection_member.c
_P = t.inspected_project.c
_A = t.inspection_answer.c

INSPECTION = recorded(
    "Inspection",
    "核查",
    PREFIX,
    t.inspection,
    {
        "policy": Column(column=_I.policy),
        "kind": Column(column=_I.kind),
        "manner": Column(column=_I.manner, codec=member(Manner)),
        "unannounced": Column(column=_I.unannounced),
        "since": Column(column=_I.since),
        "text": Column(column=or_null(_I.text), nullable=True),
        "team": Many(to="InspectionMember", on=_M.inspection_id),
        "projects": Many(to="InspectedProject", on=_P.inspection_id),
        "findings": Many(to="Finding", on=t.finding.c.inspection_id),
    },
    filters={
        "policy": one_of(str, _I.policy, "文件的键"),
        "kind": one_of(str, _I.kind, "核查种类的键"),
        "manner": one_of(Manner, _I.manner, "方式"),
        "since": days(_I.since, "起日。"),
    },
    orders={"SINCE": Order(by=_I.since, description="起日")},
    order=(("SINCE", Direction.DESC),),
)

INSPECTION_MEMBER = recorded(
    "InspectionMember",
    "核查组成员",
    "imb",
    t.inspection_member,
    {"unit": One(to="Unit", on=_M.unit_id), "post": Column(column=or_null(_M.post), nullable=True)},
    filters={},
    orders={},
    order=(("RECORDED", Direction.ASC),),
)

INSPECTED_PROJECT = recorded(
    "InspectedProject",
    "核查的项目",
    "ipj",
    t.inspected_project,
    {
        "inspection": One(to="Inspection", on=_P.inspection_id),
        "policy": Column(column=_P.policy),
        "project": One(to="Project", on=_P.project_id),
        "on": Column(column=_P.occurred_on),
        "text": Column(column=or_null(_P.text), nullable=True),
        "answers": Many(to="InspectionAnswer", on=_A.inspected_id),
        "attachments": attachments_of(t.inspected_project),
    },
    filters={
        "inspection": ids(PREFIX, _P.inspection_id, "核查"),
        "policy": one_of(str, _P.policy, "文件的键"),
        "project": ids(PROJECT, _P.project_id, "项目"),
        "on": days(_P.occurred_on, "到场日期。"),
        "done": truth(_P.occurred_on.is_not(None), "是否已经到场。"),
    },
    orders={},
    order=(("RECORDED", Direction.DESC),),
)

INSPECTION_ANSWER = recorded(
    "InspectionAnswer",
    "核查表一项的结果",
    "ian",
    t.inspection_answer,
    {
        "item": Column(column=_A.item),
        "answer": Column(column=_A.answer, codec=member(Answer)),
        "text": Column(column=or_null(_A.text), nullable=True),
    },
    filters={"answer": one_of(Answer, _A.answer, "结果")},
    orders={"ITEM": Order(by=bytewise(_A.item), description="核查项的键")},
    order=(("RECORDED", Direction.ASC),),
)


@strawberry.type(description="核查组的一员:单位或职务,没有姓名。")
class InspectionMember(Recorded):
    """Who inspects."""

    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="单位;辖区外的为空。"
    )
    post: str | None = field(description="职务;没有写明的为空。")


@strawberry.type(description="核查表一项的结果。")
class InspectionAnswer(Recorded):
    """What was found of one item."""

    item: str = field(description="核查项的键,名称见 inspectionRules。")
    answer: Answer = field(description="结果。")
    text: str | None = field(description="说明;没有的为空。")


@strawberry.type(description="一次核查中的一个项目。")
class InspectedProject(Recorded):
    """A project that an inspection is about."""

    inspection: Annotated["Inspection", strawberry.lazy("xiangmu.api.entities.inspections")] | None = field(
        description="哪次核查;无权查看的为空。"
    )
    policy: str = field(description="文件的键。")
    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] | None = field(
        description="项目;不在可见范围的为空。"
    )
    on: date | None = field(description="到场日期;还没有去的为空。")
    text: str | None = field(description="总的情况;没有的为空。")
    answers: list[InspectionAnswer] = field(description="核查表各项的结果。")
    attachments: list[Attachment] = field(description="照片和文件。")


@strawberry.type(
    description="核查:依据一份文件,由核查组到现场逐项核对。没有去之前,只有看得到结果的人知道要查哪里。"
)
class Inspection(Recorded):
    """An inspection."""

    policy: str = field(description="文件的键。")
    kind: str = field(description="核查种类的键,名称见 inspectionRules。")
    manner: Manner = field(description="明查还是暗访。")
    unannounced: bool = field(description="是否四不两直。")
    since: date = field(description="起日。")
    text: str | None = field(description="说明;没有的为空。")
    team: list[InspectionMember] = field(description="核查组。")
    projects: list[InspectedProject] = field(description="核查的项目。")
    findings: list[Annotated["Finding", strawberry.lazy("xiangmu.api.entities.findings")]] = field(
        description="发现的问题。"
    )
