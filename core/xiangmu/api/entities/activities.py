"""Activities (活动): inspections of the month, tours, research and forwarded problems, with their results."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from xiangmu.api.entities.attachments import Attachment, attachments_of
from xiangmu.api.entities.enums import ObligationKind
from xiangmu.api.entities.facts import UnitFact, live, unit_fact
from xiangmu.api.entities.gatherings import PARTICIPANTS, TAKING_PART, Participant
from xiangmu.api.entities.history import Trace
from xiangmu.api.entities.prefixes import PROJECT
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Direction, Many, Order, Through
from xiangmu.api.reader.filters import days, one_of
from xiangmu.api.reader.ids import typed_id
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.projects import Project

_A = t.activity.c
_BETWEEN = t.activity_project.c

ACTIVITY = unit_fact(
    "Activity",
    "活动",
    "act",
    t.activity,
    {
        "policy": Column(column=_A.policy),
        "obligation": Column(column=_A.obligation),
        "kind": Column(column=_A.kind, codec=member(ObligationKind)),
        "due": Column(column=_A.due),
        "on": Column(column=_A.occurred_on),
        "results": Column(column=_A.results),
        "deliveredTo": Column(column=_A.delivered_to),
        "participants": PARTICIPANTS,
        "projects": Many(
            to="Project",
            on=_BETWEEN.activity_id,
            through=Through(to=_BETWEEN.project_id, where=live(t.activity_project)),
        ),
        "attachments": attachments_of(t.activity),
    },
    filters={
        "policy": one_of(str, _A.policy, "文件的键"),
        "obligation": one_of(str, _A.obligation, "事项的键"),
        "kind": one_of(ObligationKind, _A.kind, "哪一种事项"),
        "due": days(_A.due, "到期日。"),
        "on": days(_A.occurred_on, "日期。"),
    },
    orders={
        "ON": Order(by=_A.occurred_on, description="日期"),
        "DUE": Order(by=_A.due, description="到期日"),
    },
    order=(("ON", Direction.DESC),),
    parts=(
        Trace(
            name="ActivityProject",
            prefix="apr",
            table=t.activity_project,
            fields={
                "project": Column(column=_BETWEEN.project_id, codec=typed_id(PROJECT, _BETWEEN.project_id))
            },
            owner=_BETWEEN.activity_id,
        ),
        TAKING_PART,
    ),
)


@strawberry.type(description="活动:按文件办的一次督查、观摩、调研或问题转办,及其结果。")
class Activity(UnitFact):
    """What was done for an occurrence; no unit where the office did it."""

    policy: str = field(description="文件的键。")
    obligation: str = field(description="事项的键。")
    kind: ObligationKind = field(description="哪一种事项。")
    due: date = field(description="履行的是到期日为这一天的那一次。")
    on: date = field(description="实际办理的日期。")
    results: str = field(description="结果。")
    delivered_to: str = field(description="送给了谁;没有写明的为空文本。")
    participants: list[Participant] = field(description="参加的单位和人员。")
    projects: list[Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")]] = field(
        description="看了哪些项目。"
    )
    attachments: list[Attachment] = field(description="附件。")
