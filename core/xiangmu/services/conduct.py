"""What units did: meetings, praise, criticism and verified harm."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id
from xiangmu.plugin.facts import Criticism, Harm, Meeting, Praise
from xiangmu.plugin.schedule import Obligation, ObligationKind
from xiangmu.plugin.vocabulary import ChairRole, CriticismKind, HarmKind, MeetingKind, PraiseSource, Verifier
from xiangmu.services.attaching import ATTACHMENTS, attach, attachment_needs
from xiangmu.services.command import Input, Need
from xiangmu.services.gatherings import (
    Gathering,
    check_gathering,
    check_projects,
    owed,
    record_gathering,
)
from xiangmu.services.meetings import Decision, approved, check_decisions, decide, hold
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

E = TypeVar("E", Praise, Criticism, Harm)


class OfUnit(Input):
    """Base of inputs about what a unit did on a day."""

    jurisdiction: str = Field(title="辖区")
    unit: str = Field(title="责任单位")
    on: date = Field(title="日期")


class MeetingRecord(Gathering):
    """记录一次已经召开的会议, 可写明它履行的调度事项、所据方案和议定事项。"""

    jurisdiction: str = Field(title="辖区")
    unit: str = Field("", title="责任单位", description="重点项目办代全辖区召开的不填")
    on: date = Field(title="日期")
    kind: MeetingKind = Field(title="会议种类")
    chair: ChairRole = Field(title="主持人职务")
    solved: bool = Field(title="是否解决实际问题")
    projects: tuple[UUID, ...] = Field((), title="涉及项目")
    policy: str = Field("", title="文件", description="履行调度事项或有议定事项的填")
    obligation: str = Field("", title="调度事项", description="临时召开的不填")
    proposal: UUID | None = Field(None, title="会议方案", description="须经批准的调度事项必填")
    decisions: tuple[Decision, ...] = Field((), title="议定事项")
    attachments: tuple[UUID, ...] = ATTACHMENTS

    def needs(self) -> Iterable[Need]:
        """All that is named, and the unit's meetings."""
        yield from self.needs_of(self.projects)
        for decision in self.decisions:
            yield from decision.issue(self.policy, self.on).needs()
        if self.proposal:
            yield Need(table=t.meeting_proposal, column="fact_id", content=self.proposal)
        if self.unit:
            unit = unit_id(self.jurisdiction, self.unit)
            yield Need(table=t.meeting, column="unit_id", content=unit)
        yield from attachment_needs(self.attachments)


class PraiseRecord(OfUnit):
    """记录上级媒体或市级主要领导的表扬; 同一事项的几次报道算一次。"""

    source: PraiseSource = Field(title="来源")
    matter: str = Field(title="事项")

    def needs(self) -> Iterable[Need]:
        """The unit's praise."""
        yield Need(table=t.praise, column="unit_id", content=unit_id(self.jurisdiction, self.unit))


class CriticismRecord(OfUnit):
    """记录通报批评或约谈。"""

    kind: CriticismKind = Field(title="形式")
    matter: str = Field(title="事项")

    def needs(self) -> Iterable[Need]:
        """The unit's criticisms."""
        yield Need(table=t.criticism, column="unit_id", content=unit_id(self.jurisdiction, self.unit))


class HarmRecord(OfUnit):
    """记录查证属实的损害; 日期是查证之日。"""

    kind: HarmKind = Field(title="种类")
    verified_by: Verifier = Field(title="查证机关")
    matter: str = Field(title="事项")

    def needs(self) -> Iterable[Need]:
        """The unit's harms."""
        yield Need(table=t.harm, column="unit_id", content=unit_id(self.jurisdiction, self.unit))


def meeting_record(work: Work, data: MeetingRecord) -> UUID:
    """A meeting that was held: by a unit, or by the office for the whole jurisdiction."""
    work.enter(data.jurisdiction)
    if data.unit:
        work.unit(data.unit, on=data.on)
    work.past(data.on)
    check_gathering(work, data, data.on)
    check_projects(work, data.projects)
    obligation = _fulfils(work, data)
    check_decisions(work, data.decisions, data.policy, data.on)
    proposal = approved(work, data.proposal, obligation)
    work.require()
    meeting = Meeting(
        id=work.fact_id(),
        unit=data.unit,
        kind=data.kind,
        on=data.on,
        chair=data.chair,
        solved=data.solved,
        policy=data.policy or None,
        obligation=data.obligation or None,
    )
    _warn_of_same(work, data, meeting)
    work.append(
        meeting,
        hour=data.hour or None,
        place=data.place or None,
        post=data.post or None,
        matters=data.matters or None,
        proposal_id=data.proposal,
    )
    record_gathering(work, meeting.id, data, data.projects)
    decide(work, meeting.id, data.decisions, data.policy, data.on)
    if proposal:
        hold(work, proposal, meeting.id)
    attach(work, t.meeting, meeting.id, data.attachments)
    work.require()
    return meeting.id


def _fulfils(work: Work, data: MeetingRecord) -> Obligation | None:
    """The obligation that the meeting fulfils, if it names one; it has to be the kind of meeting that is asked for."""
    policy = work.catalog.policies.get(data.policy)
    if data.policy and (policy is None or policy.jurisdiction != data.jurisdiction):
        work.refuse("policy", Code.UNKNOWN_POLICY, f"没有文件 {data.policy}")
    if not data.obligation:
        return None
    if policy is None:
        work.refuse("policy", Code.REQUIRED, "写明调度事项的须填文件")
    obligation = owed(work, policy, data.obligation, data.unit, (ObligationKind.MEETING,))
    if form := obligation.meeting:
        if data.kind is not form.kind:
            work.problem("kind", Code.AGAINST_RULE, "会议种类与这一调度事项不符", obligation.clause)
        if form.chair_role and data.chair is not form.chair_role:
            work.warn("chair", f"文件写明由{form.chair}主持", clause=obligation.clause)
    return obligation


def _warn_of_same(work: Work, data: MeetingRecord, meeting: Meeting) -> None:
    if not data.unit:
        return
    same = (meeting.kind, meeting.on, meeting.chair, meeting.solved)
    for other in work.facts(Meeting, "unit_id", unit_id(data.jurisdiction, data.unit)):
        if (other.kind, other.on, other.chair, other.solved) == same:
            work.warn("on", f"{data.on} 已有一次同样的会议", Code.DUPLICATE)


def praise_record(work: Work, data: PraiseRecord) -> UUID:
    """Praise of a unit."""
    _enter(work, data)
    return _record(
        work, Praise(id=work.fact_id(), unit=data.unit, source=data.source, on=data.on, matter=data.matter)
    )


def criticism_record(work: Work, data: CriticismRecord) -> UUID:
    """Criticism of a unit."""
    _enter(work, data)
    return _record(
        work, Criticism(id=work.fact_id(), unit=data.unit, kind=data.kind, on=data.on, matter=data.matter)
    )


def harm_record(work: Work, data: HarmRecord) -> UUID:
    """Verified harm."""
    _enter(work, data)
    return _record(
        work,
        Harm(
            id=work.fact_id(),
            unit=data.unit,
            kind=data.kind,
            verified_by=data.verified_by,
            on=data.on,
            matter=data.matter,
        ),
    )


def _enter(work: Work, data: OfUnit) -> None:
    work.enter(data.jurisdiction)
    work.unit(data.unit, on=data.on)
    work.past(data.on)


def _record(work: Work, event: E) -> UUID:
    if not event.matter:
        work.problem("matter", Code.REQUIRED, "须写明事项, 同一事项只算一次")
    work.require()
    for other in work.facts(type(event), "unit_id", unit_id(work.scope, event.unit)):
        if (other.on, other.matter, _sort(other)) == (event.on, event.matter, _sort(event)):
            work.refuse("matter", Code.DUPLICATE, f"{event.on} 已记录过这一事项")
    return work.append(event)


def _sort(event: Praise | Criticism | Harm) -> str:
    return event.source if isinstance(event, Praise) else event.kind
