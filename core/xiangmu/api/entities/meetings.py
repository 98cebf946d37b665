"""Meetings (会议) as they were held, and as they were proposed (会议方案)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from xiangmu.api.entities.attachments import Attachment, attachments_of
from xiangmu.api.entities.differing import MeetingDifference, differences
from xiangmu.api.entities.enums import ChairRole, MeetingKind, ProposalStatus
from xiangmu.api.entities.facts import Recorded, UnitFact, live, recorded, unit_fact
from xiangmu.api.entities.gatherings import (
    DECIDED,
    DECISIONS,
    OPINIONS,
    PARTICIPANTS,
    SAID,
    TAKING_PART,
    MeetingDecision,
    MeetingOpinion,
    Participant,
)
from xiangmu.api.entities.history import Trace
from xiangmu.api.entities.prefixes import PROJECT
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Computed, Direction, Many, One, Order, Through
from xiangmu.api.reader.filters import days, one_of, truth
from xiangmu.api.reader.ids import typed_id
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.projects import Project

_MET = t.meeting.c
_M = t.meeting_proposal.c
_BETWEEN = t.meeting_project.c
_BY_DAY = (("ON", Direction.DESC),)
_LOOKED_AT = Many(
    to="Project",
    on=_BETWEEN.meeting_id,
    through=Through(to=_BETWEEN.project_id, where=live(t.meeting_project)),
)
_PROJECTS = Trace(
    name="MeetingProject",
    prefix="mpr",
    table=t.meeting_project,
    fields={"project": Column(column=_BETWEEN.project_id, codec=typed_id(PROJECT, _BETWEEN.project_id))},
    owner=_BETWEEN.meeting_id,
)

MEETING = unit_fact(
    "Meeting",
    "会议",
    "mtg",
    t.meeting,
    {
        "kind": Column(column=_MET.kind, codec=member(MeetingKind)),
        "on": Column(column=_MET.occurred_on),
        "hour": Column(column=_MET.hour),
        "place": Column(column=_MET.place),
        "chair": Column(column=_MET.chair, codec=member(ChairRole)),
        "post": Column(column=_MET.post),
        "solved": Column(column=_MET.solved),
        "policy": Column(column=_MET.policy),
        "obligation": Column(column=_MET.obligation),
        "matters": Column(column=_MET.matters),
        "proposal": One(to="MeetingProposal", on=_MET.proposal_id),
        "participants": PARTICIPANTS,
        "opinions": OPINIONS,
        "decisions": DECISIONS,
        "projects": _LOOKED_AT,
        "attachments": attachments_of(t.meeting),
    },
    filters={
        "kind": one_of(MeetingKind, _MET.kind, "会议的种类"),
        "on": days(_MET.occurred_on, "日期。"),
        "chair": one_of(ChairRole, _MET.chair, "由谁主持"),
        "solved": truth(_MET.solved, "是否解决了问题。"),
        "policy": one_of(str, _MET.policy, "文件的键"),
        "obligation": one_of(str, _MET.obligation, "调度事项的键"),
    },
    orders={"ON": Order(by=_MET.occurred_on, description="日期")},
    order=_BY_DAY,
    parts=(_PROJECTS, TAKING_PART, SAID, DECIDED),
)

MEETING_PROPOSAL = recorded(
    "MeetingProposal",
    "会议方案",
    "mpl",
    t.meeting_proposal,
    {
        "policy": Column(column=_M.policy),
        "obligation": Column(column=_M.obligation),
        "on": Column(column=_M.occurred_on),
        "hour": Column(column=_M.hour),
        "place": Column(column=_M.place),
        "post": Column(column=_M.post),
        "matters": Column(column=_M.matters),
        "status": Column(column=_M.status, codec=member(ProposalStatus)),
        "words": Column(column=_M.words),
        "meeting": One(to="Meeting", on=_M.meeting_id),
        "participants": PARTICIPANTS,
        "opinions": OPINIONS,
        "projects": _LOOKED_AT,
        "differences": Computed(
            type="[MeetingDifference!]!", most=7, needs=(_M.fact_id, _M.meeting_id), fill=differences
        ),
    },
    filters={
        "policy": one_of(str, _M.policy, "文件的键"),
        "obligation": one_of(str, _M.obligation, "调度事项的键"),
        "status": one_of(ProposalStatus, _M.status, "到了哪一步"),
        "on": days(_M.occurred_on, "日期。"),
    },
    orders={"ON": Order(by=_M.occurred_on, description="日期")},
    order=_BY_DAY,
    parts=(_PROJECTS, TAKING_PART, SAID),
)


@strawberry.type(description="会议:责任单位或重点项目办为推进项目召开的会议。")
class Meeting(UnitFact):
    """A meeting that was held; no unit for the office's own."""

    kind: MeetingKind = field(description="会议的种类。")
    on: date = field(description="日期。")
    hour: str | None = field(description="几点开始,如 09:30;没有记的为空。")
    place: str | None = field(description="地点;没有记的为空。")
    chair: ChairRole = field(description="由谁主持。")
    post: str | None = field(description="主持人的职务;没有记的为空。")
    solved: bool = field(description="是否解决了问题。")
    policy: str | None = field(description="文件的键;不按文件召开的为空。")
    obligation: str | None = field(description="所履行的调度事项的键;临时召开的为空。")
    matters: str | None = field(description="研究解决的事项;没有记的为空。")
    proposal: Annotated["MeetingProposal", strawberry.lazy("xiangmu.api.entities.meetings")] | None = field(
        description="所据的会议方案;没有的、无权查看的为空。"
    )
    participants: list[Participant] = field(description="参会单位和人员。")
    opinions: list[MeetingOpinion] = field(description="部门意见。")
    decisions: list[MeetingDecision] = field(description="议定事项。")
    projects: list[Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")]] = field(
        description="涉及的项目。"
    )
    attachments: list[Attachment] = field(description="附件。")


@strawberry.type(description="会议方案:提出、批准或退回、召开。召开的会议另记,与方案不同之处见 differences。")
class MeetingProposal(Recorded):
    """A meeting as it is to be held."""

    policy: str = field(description="文件的键。")
    obligation: str = field(description="调度事项的键。")
    on: date = field(description="日期。")
    hour: str = field(description="几点开始,如 09:30。")
    place: str = field(description="地点。")
    post: str = field(description="主持人的职务。")
    matters: str = field(description="研究解决的事项。")
    status: ProposalStatus = field(description="到了哪一步。")
    words: str = field(description="批准人的批示,或退回的理由。")
    meeting: Meeting | None = field(description="召开的会议;尚未召开的为空。")
    participants: list[Participant] = field(description="参会单位和人员。")
    opinions: list[MeetingOpinion] = field(description="部门的会审意见。")
    projects: list[Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")]] = field(
        description="协调推进的项目。"
    )
    differences: list[MeetingDifference] = field(description="召开的会议与方案不同之处;尚未召开的没有。")
