"""Meetings that are proposed and approved before they are held (调度会议方案), and what meetings decide."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.dispatching import MeetingDecision, MeetingProposal, ProposalStatus
from xiangmu.plugin.issues import Gravity, IssueSource
from xiangmu.plugin.schedule import Obligation, ObligationKind
from xiangmu.services.command import VERSION, Input, Need
from xiangmu.services.gatherings import (
    LONGEST,
    OF_MEETING,
    Gathering,
    Part,
    check_gathering,
    check_projects,
    clear,
    hanging_on,
    known_unit,
    owed,
    record_gathering,
)
from xiangmu.services.issues.raising import IssueRaise, raise_issue
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

S = ProposalStatus
TOLD = {
    S.PROPOSED: "方案尚未批准",
    S.RETURNED: "方案已被退回, 须修改后重报",
    S.HELD: "方案的会议已经召开",
}


class Decision(Part):
    """会议议定的一件事: 谁、何时之前、做什么; 随会议记为一个问题, 跟踪办理。"""

    unit: str = Field(title="责任单位")
    text: str = Field(title="议定事项", max_length=LONGEST)
    due: date = Field(title="完成期限", description="含当日")
    project: UUID | None = Field(None, title="项目")
    category: str = Field("other", title="问题类别", description="文件的问题类别; 不填即为其他")
    gravity: Gravity = Field(Gravity.ORDINARY, title="轻重")

    def issue(self, policy: str, on: date) -> IssueRaise:
        """The problem that it becomes."""
        return IssueRaise(
            policy=policy,
            category=self.category,
            project=self.project,
            unit=self.unit,
            on=on,
            text=self.text,
            gravity=self.gravity,
            due=self.due,
            source=IssueSource.MEETING,
        )


class MeetingPropose(Gathering):
    """提出调度会议方案: 时间、地点、参会人员、项目、研究事项和部门意见; 退回的改后重报。"""

    policy: str = Field(title="文件")
    obligation: str = Field(title="调度事项")
    on: date = Field(title="日期")
    projects: tuple[UUID, ...] = Field((), title="项目")
    proposal: UUID | None = Field(None, title="重报的方案", description="退回后修改重报的填")
    version: int | None = VERSION

    def needs(self) -> Iterable[Need]:
        """What is named, and the proposal that was returned."""
        yield from self.needs_of(self.projects)
        if self.proposal:
            yield Need(table=t.meeting_proposal, column="fact_id", content=self.proposal)
            yield from hanging_on(self.proposal, OF_MEETING)


class OfProposal(Input):
    """Base of what is decided about a proposal."""

    proposal: UUID = Field(title="会议方案")
    version: int | None = VERSION

    def needs(self) -> Iterable[Need]:
        """The proposal."""
        yield Need(table=t.meeting_proposal, column="fact_id", content=self.proposal)


class MeetingApprove(OfProposal):
    """批准会议方案, 其后可以召开。提出的人不能批准。"""

    words: str = Field("", title="批示", max_length=LONGEST)


class MeetingReturn(OfProposal):
    """退回会议方案, 写明理由; 修改后可以重报。"""

    words: str = Field(title="理由", max_length=LONGEST)


def meeting_propose(work: Work, data: MeetingPropose) -> UUID:
    """A proposal, or a new one in place of what was returned."""
    policy = work.policy(data.policy)
    obligation = owed(work, policy, data.obligation, "", (ObligationKind.MEETING,))
    clause = clause_of(obligation)
    for field, what in (("hour", "时间"), ("place", "地点"), ("matters", "研究解决的事项")):
        if not getattr(data, field):
            work.problem(field, Code.REQUIRED, f"方案须写明{what}", clause)
    for field, what in (("participants", "参会人员"), ("projects", "协调推进的项目")):
        if not getattr(data, field):
            work.problem(field, Code.REQUIRED, f"方案须列出{what}", clause)
    if data.on < work.today:
        work.warn("on", f"日期 {data.on} 已经过去")
    check_gathering(work, data, data.on)
    check_projects(work, data.projects)
    before = _proposal(work, data.proposal, data.version) if data.proposal else None
    if before and (before.fact.policy, before.fact.obligation) != (data.policy, data.obligation):
        work.problem("proposal", Code.NOT_ALLOWED, "重报的方案须是同一调度事项的")
    if before and before.fact.status is not S.RETURNED:
        work.problem("proposal", Code.CLOSED, "只有退回的方案可以重报")
    work.require()
    proposal = MeetingProposal(
        id=before.fact.id if before else work.new_id(),
        policy=data.policy,
        obligation=data.obligation,
        on=data.on,
        hour=data.hour,
        place=data.place,
        post=data.post or _chair(obligation),
        matters=data.matters,
        status=S.PROPOSED,
        proposed_by=work.principal.id,
    )
    if before:
        clear(work, proposal.id, OF_MEETING)
        work.replace(before, proposal)
    else:
        work.append(proposal)
    record_gathering(work, proposal.id, data, data.projects)
    return proposal.id


def meeting_approve(work: Work, data: MeetingApprove) -> UUID:
    """It may be held. Whoever proposed it cannot approve it."""
    live = _proposal(work, data.proposal, data.version)
    if live.fact.proposed_by == work.principal.id:
        work.problem("proposal", Code.NOT_ALLOWED, "提出方案的人不能批准")
    return _decide(work, live, S.APPROVED, data.words)


def meeting_return(work: Work, data: MeetingReturn) -> UUID:
    """It has to be changed."""
    live = _proposal(work, data.proposal, data.version)
    if not data.words:
        work.problem("words", Code.REQUIRED, "须写明退回的理由")
    return _decide(work, live, S.RETURNED, data.words)


def approved(
    work: Work, proposal: UUID | None, obligation: Obligation | None
) -> Live[MeetingProposal] | None:
    """The proposal as which a meeting of the obligation is held; notes an error where it may not be held."""
    if proposal is None:
        if obligation and obligation.meeting and obligation.meeting.approved:
            message = f"“{obligation.title}”须先提出方案并经批准, 未经批准的不能记为已召开"
            work.problem("proposal", Code.AGAINST_RULE, message, clause_of(obligation))
        return None
    found = work.find(MeetingProposal, "fact_id", proposal)
    if not found or found[0].row["jurisdiction"] != work.scope:
        work.refuse("proposal", Code.NOT_FOUND, f"没有会议方案 {proposal}")
    live = found[0]
    if obligation is None or (live.fact.policy, live.fact.obligation) != (obligation.policy, obligation.key):
        work.problem("proposal", Code.NOT_ALLOWED, "方案不是这一调度事项的")
    elif live.fact.status is not S.APPROVED:
        message = f"{TOLD[live.fact.status]}, 不能记为已召开"
        work.problem("proposal", Code.AGAINST_RULE, message, clause_of(obligation))
    return live


def hold(work: Work, live: Live[MeetingProposal], meeting: UUID) -> None:
    """The proposal was held as ``meeting``."""
    work.replace(live, replace(live.fact, status=S.HELD, meeting=meeting))


def release(work: Work, meeting: UUID) -> None:
    """What was held as ``meeting`` is approved still, and not held: the meeting is rejected or told anew."""
    for live in work.find(MeetingProposal, "meeting_id", meeting):
        work.replace(live, replace(live.fact, status=S.APPROVED, meeting=None))


def check_decisions(work: Work, decisions: Sequence[Decision], policy: str, on: date) -> None:
    """Note what is wrong with them."""
    if decisions and not policy:
        work.problem("policy", Code.REQUIRED, "有议定事项的须填文件: 议定事项按文件跟踪")
    for place, one in enumerate(decisions):
        path = f"decisions.{place}"
        known_unit(work, one.unit, f"{path}.unit", on)
        if not one.text:
            work.problem(f"{path}.text", Code.REQUIRED, "须写明议定事项")
        if one.due < on:
            work.problem(f"{path}.due", Code.REVERSED, f"完成期限 {one.due} 早于会议日期 {on}")
        if one.project and not work.rows.named(t.project, "id", one.project):
            work.problem(f"{path}.project", Code.NOT_FOUND, f"没有项目 {one.project}")


def decide(work: Work, meeting: UUID, decisions: Sequence[Decision], policy: str, on: date) -> None:
    """Put decisions on record, each with the problem that it becomes; what stands already is left as it is."""
    on_record = work.find(MeetingDecision, "meeting_id", meeting) if work.correcting else []
    before = {(live.fact.unit, live.fact.due, live.fact.text, live.fact.project): live for live in on_record}
    within = work.within
    for place, one in enumerate(decisions):
        if before.pop((one.unit, one.due, one.text, one.project), None):
            continue
        decision = work.new_id()
        work.within = (*within, "decisions", str(place))
        issue = None if work.imagines else raise_issue(work, one.issue(policy, on), source_id=decision)
        work.append(
            MeetingDecision(
                id=decision,
                meeting=meeting,
                unit=one.unit,
                project=one.project,
                due=one.due,
                text=one.text,
                issue=issue,
            )
        )
    work.within = within
    for gone in before.values():
        work.end(gone)


def clause_of(obligation: Obligation) -> str:
    """The clause that asks for the form of a meeting."""
    return (obligation.meeting.clause if obligation.meeting else "") or obligation.clause


def _chair(obligation: Obligation) -> str:
    return obligation.meeting.chair if obligation.meeting else ""


def _proposal(work: Work, proposal: UUID, version: int | None) -> Live[MeetingProposal]:
    found = work.find(MeetingProposal, "fact_id", proposal)
    if not found:
        work.refuse("proposal", Code.NOT_FOUND, f"没有会议方案 {proposal}")
    work.about(found[0], "proposal")
    work.unchanged(found[0], version)
    return found[0]


def _decide(work: Work, live: Live[MeetingProposal], status: ProposalStatus, words: str) -> UUID:
    if live.fact.status is not S.PROPOSED:
        work.problem("proposal", Code.CLOSED, "方案不在待批状态")
    work.require()
    return work.replace(live, replace(live.fact, status=status, words=words))
