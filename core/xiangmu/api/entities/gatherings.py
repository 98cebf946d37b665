"""Who takes part (参会、参加), what departments say (部门意见) and what is decided (议定事项)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.entities.history import trace
from xiangmu.api.entities.prefixes import PERSON, PROJECT, UNIT
from xiangmu.api.reader.entity import Column, Direction, Many, One, Order
from xiangmu.api.reader.filters import days, ids
from xiangmu.api.reader.ids import typed_id
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.issues import Issue
    from xiangmu.api.entities.meetings import Meeting
    from xiangmu.api.entities.projects import Project
    from xiangmu.api.entities.units import Unit

_P = t.participant.c
_O = t.meeting_opinion.c
_D = t.meeting_decision.c

PARTICIPANT = recorded(
    "Participant",
    "参会单位或人员",
    "ptc",
    t.participant,
    {
        "unit": One(to="Unit", on=_P.unit_id),
        "post": Column(column=_P.post),
        "person": Column(column=_P.person_id, codec=typed_id(PERSON, _P.person_id)),
    },
    filters={"unit": ids(UNIT, _P.unit_id, "单位")},
    orders={},
    order=(("RECORDED", Direction.ASC),),
)
OPINION = recorded(
    "MeetingOpinion",
    "部门意见",
    "mop",
    t.meeting_opinion,
    {"unit": One(to="Unit", on=_O.unit_id), "text": Column(column=_O.text)},
    filters={"unit": ids(UNIT, _O.unit_id, "部门")},
    orders={},
    order=(("RECORDED", Direction.ASC),),
)
DECISION = recorded(
    "MeetingDecision",
    "议定事项",
    "mdc",
    t.meeting_decision,
    {
        "meeting": One(to="Meeting", on=_D.meeting_id),
        "unit": One(to="Unit", on=_D.unit_id),
        "project": One(to="Project", on=_D.project_id),
        "text": Column(column=_D.text),
        "due": Column(column=_D.due),
        "issue": One(to="Issue", on=_D.issue_id),
    },
    filters={
        "unit": ids(UNIT, _D.unit_id, "责任单位"),
        "project": ids(PROJECT, _D.project_id, "项目"),
        "due": days(_D.due, "完成期限。"),
    },
    orders={"DUE": Order(by=_D.due, description="完成期限")},
    order=(("DUE", Direction.ASC),),
)
PARTICIPANTS = Many(to="Participant", on=_P.owner_id)
OPINIONS = Many(to="MeetingOpinion", on=_O.meeting_id)
DECISIONS = Many(to="MeetingDecision", on=_D.meeting_id)
TAKING_PART = trace(PARTICIPANT, _P.owner_id)
SAID = trace(OPINION, _O.meeting_id)
DECIDED = trace(DECISION, _D.meeting_id)


@strawberry.type(description="参会、参加的一方:单位、职务,或二者。只有职务,没有姓名。")
class Participant(Recorded):
    """A unit, a post, or both."""

    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="单位;只写职务的为空。"
    )
    post: str = field(description="职务;只写单位的为空文本。")
    person: strawberry.ID | None = field(description="登记的人员的标识;没有登记的为空。")


@strawberry.type(description="部门意见:一个部门对会议所研究事项的意见。")
class MeetingOpinion(Recorded):
    """What a department says."""

    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="部门。"
    )
    text: str = field(description="意见。")


@strawberry.type(description="议定事项:会议定下由谁在何时之前做什么,同时记为一个问题跟踪办理。")
class MeetingDecision(Recorded):
    """Who is to do what by when."""

    meeting: Annotated["Meeting", strawberry.lazy("xiangmu.api.entities.meetings")] | None = field(
        description="会议;无权查看的为空。"
    )
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="责任单位。"
    )
    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] | None = field(
        description="项目;不关于一个项目的为空。"
    )
    text: str = field(description="议定事项。")
    due: date = field(description="完成期限,当天算在内。")
    issue: Annotated["Issue", strawberry.lazy("xiangmu.api.entities.issues")] | None = field(
        description="所记的问题;办到哪一步见它的状态。"
    )
