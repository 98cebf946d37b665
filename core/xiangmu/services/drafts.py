"""Drafts of publications: a result is laid before the units, which may object, then before the leading group."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from xiangmu.db import tables as t
from xiangmu.db.blob import Blob
from xiangmu.db.notices import TOPIC_TITLES, Topic
from xiangmu.db.records import (
    DraftDecision,
    DraftOutcome,
    EnabledPolicy,
    Objection,
    ObjectionAnswer,
    Publication,
    PublicationDraft,
)
from xiangmu.domain.fold import parse_period
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.services.command import Input, Need
from xiangmu.services.outbox import Notice, notify
from xiangmu.services.periods import begun_period
from xiangmu.services.printing import kinds_of
from xiangmu.services.problems import Code
from xiangmu.services.stored import FORMAT
from xiangmu.services.work import Live, Work


class DraftRecord(Input):
    """拟定一个分组一期的公布稿, 送各单位核对。已公布过的, 再拟即为更正, 理由随命令记录。"""

    policy: str = Field(title="文件")
    group: str = Field(title="分组")
    period: str = Field(title="考核期")
    objections_until: AwareDatetime = Field(title="异议截止")
    as_of: date = Field(title="截至")
    known_no: int = Field(title="所据账本号", exclude=True)
    readings: dict[str, Any] = Field(title="口径", exclude=True)
    seen: Blob = Field(title="快照", exclude=True)
    printed: Blob = Field(title="结果", exclude=True)

    def needs(self) -> Iterable[Need]:
        """What was drafted and published for the period, and whether the policy is enabled."""
        for table in (t.publication, t.publication_draft, t.draft_decision):
            yield Need(table=table, column="period", content=self.period)
        yield Need(table=t.enabled_policy, column="policy", content=self.policy)


class DraftDecided(Input):
    """Base of what is decided about a draft."""

    draft: UUID = Field(title="公布稿草稿")

    def needs(self) -> Iterable[Need]:
        """The draft with what was said against it, answered and decided."""
        yield Need(table=t.publication_draft, column="fact_id", content=self.draft)
        for table in (t.objection, t.objection_answer, t.draft_decision):
            yield Need(table=table, column="draft_id", content=self.draft)


class DraftWithdraw(DraftDecided):
    """撤回一份尚未批准的公布稿草稿, 理由随命令记录。"""


class DraftReturn(DraftDecided):
    """领导小组退回一份公布稿草稿, 理由随命令记录。"""


class DraftApprove(DraftDecided):
    """领导小组批准一份公布稿草稿, 即行公布。"""


def draft_record(work: Work, data: DraftRecord) -> UUID:
    """The next draft of the group and period; the one before must have been decided."""
    policy = work.policy(data.policy)
    kinds = kinds_of(work.catalog, data.policy, data.group)
    if not kinds:
        work.refuse("group", Code.UNKNOWN_GROUP, f"{policy.title}没有可公布结果的分组 {data.group}")
    period = begun_period(work, policy, data.period, *kinds)
    if not work.find(EnabledPolicy, "policy", data.policy):
        work.problem("policy", Code.NOT_ENABLED, f"{policy.title}尚未施行")
    if data.objections_until <= work.now:
        work.problem("objections_until", Code.REVERSED, "异议截止须晚于现在, 使各单位来得及核对")
    if work.today <= period.end:
        work.warn("period", f"{period.title}尚未结束")
    drafts = [d for d in work.facts(PublicationDraft, "period", data.period) if _same(d, data)]
    decided = {decision.draft for decision in work.facts(DraftDecision, "period", data.period)}
    for draft in drafts:
        if draft.id not in decided:
            work.problem("period", Code.CONFLICT, f"第{draft.round}稿还没有批准、退回或撤回")
    before = _latest(work, data)
    if before:
        work.reasoned()
    work.require()
    info = work.catalog.city_of(data.policy).info
    drafted = work.append(
        PublicationDraft(
            id=work.new_id(),
            policy=data.policy,
            group=data.group,
            period=data.period,
            number=before.number + 1 if before else 1,
            corrects=before.id if before else None,
            as_of=data.as_of,
            known_no=data.known_no,
            readings=data.readings,
            plugin=info.key,
            plugin_version=info.version,
            format=FORMAT,
            snapshots=data.seen.content,
            snapshots_hash=data.seen.hash,
            results=data.printed.content,
            results_hash=data.printed.hash,
            round=1 + max((draft.round for draft in drafts), default=0),
            drafted_on=work.today,
            drafted_by=work.principal.id,
            objections_until=data.objections_until,
        )
    )
    until = data.objections_until.astimezone(SHANGHAI)
    _tell(work, Topic.DRAFT_OPENED, data, f"已拟稿, 请各单位核对, 异议截至 {until:%Y-%m-%d %H:%M}")
    return drafted


def draft_withdraw(work: Work, data: DraftWithdraw) -> UUID:
    """Taken back by the office, as when an objection is right."""
    work.reasoned()
    return _decide(work, _to_decide(work, data), DraftOutcome.WITHDRAWN)


def draft_return(work: Work, data: DraftReturn) -> UUID:
    """Sent back by the leading group."""
    draft = _to_decide(work, data)
    work.reasoned()
    _by_somebody_else(work, draft)
    return _decide(work, draft, DraftOutcome.RETURNED)


def draft_approve(work: Work, data: DraftApprove) -> UUID:
    """Published as it was drafted, once the units had their time and every objection is answered."""
    draft = _to_decide(work, data)
    _by_somebody_else(work, draft)
    if work.now <= draft.objections_until:
        until = draft.objections_until.astimezone(SHANGHAI)
        work.problem("draft", Code.NOT_ALLOWED, f"异议期到 {until:%Y-%m-%d %H:%M} 为止, 尚未结束")
    _nothing_open(work, draft)
    work.require()
    # nothing can have been published since: a group and period has one undecided draft at most
    publication = Publication(
        id=work.new_id(),
        policy=draft.policy,
        group=draft.group,
        period=draft.period,
        number=draft.number,
        corrects=draft.corrects,
        as_of=draft.as_of,
        known_no=draft.known_no,
        readings=draft.readings,
        plugin=draft.plugin,
        plugin_version=draft.plugin_version,
        format=draft.format,
        snapshots=draft.snapshots,
        snapshots_hash=draft.snapshots_hash,
        results=draft.results,
        results_hash=draft.results_hash,
        published_on=work.today,
    )
    work.append(publication)
    corrected = ", 更正以前公布的" if draft.corrects else ""
    _tell(work, Topic.PUBLICATION_APPROVED, draft, f"已批准公布, 第{draft.number}号{corrected}")
    return _decide(work, draft, DraftOutcome.APPROVED, publication.id)


def _to_decide(work: Work, data: DraftDecided) -> PublicationDraft:
    """The draft; somebody else may have decided it just before."""
    return undecided(work, data.draft, Code.CONFLICT).fact


def undecided(work: Work, draft: UUID, otherwise: Code = Code.CLOSED) -> Live[PublicationDraft]:
    """The draft, while nothing is decided about it. Refuses any other."""
    found = work.find(PublicationDraft, "fact_id", draft)
    if not found:
        work.refuse("draft", Code.NOT_FOUND, f"没有公布稿草稿 {draft}")
    work.about(found[0], "draft")
    for decision in work.facts(DraftDecision, "draft_id", draft):
        work.refuse("draft", otherwise, f"这份草稿已于 {decision.decided_on} 有了决定")
    return found[0]


def _latest(work: Work, data: DraftRecord) -> Publication | None:
    same = (p for p in work.facts(Publication, "period", data.period) if _same(p, data))
    return max(same, key=lambda publication: publication.number, default=None)


def _same(one: Publication | PublicationDraft, data: DraftRecord) -> bool:
    return (one.policy, one.group) == (data.policy, data.group)


def _by_somebody_else(work: Work, draft: PublicationDraft) -> None:
    if work.principal.id == draft.drafted_by:
        work.problem("draft", Code.NOT_ALLOWED, "拟稿的人不能审批自己拟的稿")


def _nothing_open(work: Work, draft: PublicationDraft) -> None:
    answers = {a.objection: a for a in work.facts(ObjectionAnswer, "draft_id", draft.id)}
    for objection in work.facts(Objection, "draft_id", draft.id):
        answer = answers.get(objection.id)
        if answer is None:
            work.problem("draft", Code.NOT_ALLOWED, f"{work.named(objection.unit)} 的异议尚未答复")
        elif answer.upheld:
            work.problem(
                "draft", Code.NOT_ALLOWED, f"{work.named(objection.unit)} 的异议已认可, 须改正后重新拟稿"
            )


def _tell(work: Work, topic: Topic, of: DraftRecord | PublicationDraft, what: str) -> None:
    policy, group = work.catalog.policies.get(of.policy), work.catalog.groups.get((of.policy, of.group))
    # what was drafted may be of a policy that no plugin states any more
    period = parse_period(policy, of.period).title if policy else of.period
    about = (policy.title if policy else of.policy, group.title if group else of.group, period)
    notify(work, Notice(topic=topic, title=TOPIC_TITLES[topic], text=f"{' '.join(about)}考核结果{what}"))


def _decide(
    work: Work, draft: PublicationDraft, outcome: DraftOutcome, publication: UUID | None = None
) -> UUID:
    decision = DraftDecision(
        id=work.new_id(),
        draft=draft.id,
        period=draft.period,
        outcome=outcome,
        decided_on=work.today,
        publication=publication,
    )
    work.append(decision)
    return draft.id
