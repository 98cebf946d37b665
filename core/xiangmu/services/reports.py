"""Reports that units hand in, and what the office decides about occurrences: given back, waived, days worked."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from xiangmu.db import tables as t
from xiangmu.db.chain import canonical, sha
from xiangmu.db.kinds import State
from xiangmu.db.notices import Topic
from xiangmu.db.records import EnabledPolicy
from xiangmu.db.reports import OccurrenceWaiver, Report, ReportReturn, WorkdayDecision
from xiangmu.domain.schedule.occurrences import local, owners, slots
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.recurrence import Slot
from xiangmu.plugin.schedule import HANDED_IN, OBLIGATION_TITLES, Obligation
from xiangmu.services.attaching import ATTACHMENTS, attach, attachment_needs
from xiangmu.services.command import Input, Need
from xiangmu.services.outbox import Notice, notify
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

LONGEST = 20_000


class OfOccurrence(Input):
    """Base of inputs about one occurrence."""

    policy: str = Field(title="文件")
    obligation: str = Field(title="调度事项")
    due: date = Field(title="到期日", description="文件所印的日期, 用来指明是哪一次")
    unit: str = Field("", title="责任单位", description="主管办公室自己办的不填")

    def needs(self) -> Iterable[Need]:
        """The readings of the policy."""
        yield Need(table=t.enabled_policy, column="policy", content=self.policy)


class ReportRecord(OfOccurrence):
    """为一次调度事项提交报告。数字取自账本, 提交后不能再改, 退回后才能重报。"""

    text: str = Field("", title="文字", max_length=LONGEST)
    attachments: tuple[UUID, ...] = ATTACHMENTS
    received_at: AwareDatetime | None = Field(
        None, title="收到时间", description="只有重点项目办代为登记纸质或电话报送时填; 不填即现在"
    )
    seen: str = Field("", title="所见数字")
    figures: dict[str, Any] = Field(title="数字", exclude=True)
    known_no: int = Field(title="所据账本号", exclude=True)

    def needs(self) -> Iterable[Need]:
        """What was handed in for the policy on that day before, what was given back, and the files."""
        yield from super().needs()
        yield Need(table=t.report, column="policy", content=self.policy)
        yield Need(table=t.report_return, column="policy", content=self.policy)
        yield from attachment_needs(self.attachments)


class ReportGiveBack(Input):
    """退回一份报告, 写明理由; 重报后两份都在册。"""

    report: UUID = Field(title="报告")
    text: str = Field(title="退回理由", max_length=LONGEST)
    again_by: AwareDatetime | None = Field(None, title="重报期限")

    def needs(self) -> Iterable[Need]:
        """The report, and whether it was given back."""
        yield Need(table=t.report, column="fact_id", content=self.report)
        yield Need(table=t.report_return, column="report_id", content=self.report)


class OccurrenceWaive(OfOccurrence):
    """免去一次调度事项, 写明理由; 单位不填即各单位都免。"""

    text: str = Field(title="理由", max_length=LONGEST)

    def needs(self) -> Iterable[Need]:
        """What was waived."""
        yield from super().needs()
        yield Need(table=t.occurrence_waiver, column="policy", content=self.policy)


class WorkdayDecide(Input):
    """规定某日上班或休息, 优先于国务院办公厅的放假安排; 再次规定即更改。"""

    jurisdiction: str = Field(title="辖区")
    day: date = Field(title="日期")
    works: bool = Field(title="是否上班")
    text: str = Field(title="依据", max_length=LONGEST)

    def needs(self) -> Iterable[Need]:
        """What was decided of the day."""
        yield Need(table=t.workday_decision, column="day", content=self.day)


def report_submit(work: Work, data: ReportRecord) -> UUID:
    """The first report for the occurrence, or the next after the last one was given back."""
    slot = _owed(work, data)
    received_at = work.now
    if data.received_at:
        work.office_only("received_at", "登记收到的时间")
        received_at = data.received_at
        if received_at > work.now:
            work.problem("received_at", Code.IN_FUTURE, "收到的时间晚于现在")
    if slot and local(received_at) < slot.opens:
        opens = f"{slot.opens:%Y-%m-%d %H:%M}"
        work.problem("due", Code.NOT_ALLOWED, f"这一次要到 {opens} 才可以报送")
    if data.seen and data.seen != figures_hash(data.figures):
        work.problem("seen", Code.CONFLICT, "账本里的数字在看过之后变了, 请再看一遍")
    if not data.text and not data.attachments and not data.figures["movements"]:
        work.warn("text", "没有文字、附件, 期间账本里也没有进展", Code.REQUIRED)
    before = [r for r in work.facts(Report, "policy", data.policy) if _same(r, data)]
    returned = {back.report for back in work.facts(ReportReturn, "policy", data.policy)}
    for report in before:
        if report.id not in returned:
            work.problem("due", Code.DUPLICATE, f"第{report.number}次所报尚未退回, 不能再报")
    work.require()
    report_id = work.append(
        Report(
            id=work.new_id(),
            policy=data.policy,
            obligation=data.obligation,
            due=data.due,
            unit=data.unit,
            number=len(before) + 1,
            received_at=received_at,
            text=data.text,
            figures=data.figures,
            known_no=data.known_no,
        )
    )
    attach(work, t.report, report_id, data.attachments)
    work.require()
    return report_id


def report_return(work: Work, data: ReportGiveBack) -> UUID:
    """Give a report back, once."""
    found = work.find(Report, "fact_id", data.report)
    if not found:
        work.refuse("report", Code.NOT_FOUND, f"没有报告 {data.report}")
    work.about(found[0], "report")
    report = found[0].fact
    if work.facts(ReportReturn, "report_id", data.report):
        work.problem("report", Code.CLOSED, "这份报告已经退回")
    _written(work, data.text)
    if data.again_by and data.again_by <= work.now:
        work.problem("again_by", Code.REVERSED, "重报期限须晚于现在")
    work.require()
    work.append(
        ReportReturn(
            id=work.new_id(),
            policy=report.policy,
            report=report.id,
            unit=report.unit,
            again_by=data.again_by,
            text=data.text,
        )
    )
    obligation = work.catalog.obligations.get((report.policy, report.obligation))
    title = obligation.title if obligation else report.obligation
    notify(
        work,
        Notice(
            topic=Topic.REPORT_RETURNED,
            title=f"{title}退回重报",
            text=f"{report.due} 到期的{title}已退回: {data.text}",
            unit=report.unit,
        ),
    )
    return report.id


def occurrence_waive(work: Work, data: OccurrenceWaive) -> UUID:
    """Let one unit, or all, off an occurrence."""
    policy = work.policy(data.policy)
    obligation = _obligation(work, data, policy)
    if data.unit:
        work.unit(data.unit, subject=True)
        _owner(work, data, obligation)
    _slot(work, data, policy, obligation)
    _written(work, data.text)
    for other in work.facts(OccurrenceWaiver, "policy", data.policy):
        if _same(other, data):
            work.problem("due", Code.DUPLICATE, "这一次已经免去")
    work.require()
    return work.append(
        OccurrenceWaiver(
            id=work.new_id(),
            policy=data.policy,
            obligation=data.obligation,
            due=data.due,
            unit=data.unit,
            text=data.text,
        )
    )


def workday_decide(work: Work, data: WorkdayDecide) -> UUID:
    """The office's word on a day; a later word takes its place."""
    work.enter(data.jurisdiction)
    _written(work, data.text)
    work.require()
    before = [
        live for live in work.find(WorkdayDecision, "day", data.day) if live.row["jurisdiction"] == work.scope
    ]
    decision = WorkdayDecision(
        id=before[0].fact.id if before else work.new_id(), day=data.day, works=data.works, text=data.text
    )
    return work.replace(before[0], decision) if before else work.append(decision)


def _owed(work: Work, data: OfOccurrence) -> Slot | None:
    """The slot that the unit hands something in for; notes what is wrong."""
    policy = work.policy(data.policy)
    obligation = _obligation(work, data, policy)
    if obligation.kind not in HANDED_IN:
        kind = OBLIGATION_TITLES[obligation.kind]
        work.problem("obligation", Code.NOT_ALLOWED, f"{obligation.title}是{kind}, 不由报告完成")
    if data.unit:
        work.unit(data.unit, subject=True)
    elif work.authority.state is not State.CONFIRMED:
        work.problem("unit", Code.NOT_ALLOWED, "主管办公室自己办的, 只有重点项目办可以报")
    _owner(work, data, obligation)
    return _slot(work, data, policy, obligation)


def _obligation(work: Work, data: OfOccurrence, policy: Policy) -> Obligation:
    found = work.catalog.obligations.get((data.policy, data.obligation))
    if found is None:
        work.refuse("obligation", Code.UNKNOWN_ITEM, f"{policy.title}没有调度事项 {data.obligation}")
    return found


def _owner(work: Work, data: OfOccurrence, obligation: Obligation) -> None:
    if data.unit not in owners(work.catalog, obligation):
        whose = f"不由 {work.named(data.unit)} 办" if data.unit else "由各单位分别办, 须写明单位"
        work.problem("unit", Code.UNKNOWN_UNIT, f"{obligation.title}{whose}")


def _slot(work: Work, data: OfOccurrence, policy: Policy, obligation: Obligation) -> Slot | None:
    """The slot printed as due that day, under the readings of the day."""
    enabled = [e for e in work.facts(EnabledPolicy, "policy", data.policy) if e.since <= data.due]
    said: dict[str, Any] = max(enabled, key=lambda e: e.since).readings if enabled else {}
    readings = policy.readings.model_validate(said)
    found = next(slots(policy, readings, obligation, data.due, data.due), None)
    if found is None:
        work.problem("due", Code.NOT_FOUND, f"{obligation.title}没有在 {data.due} 到期的一次")
    return found


def figures_hash(figures: dict[str, Any]) -> str:
    """What is equal for equal figures."""
    return sha(canonical(figures))


def _written(work: Work, text: str) -> None:
    if not text:
        work.problem("text", Code.REQUIRED, "须写明理由")


def _same(one: Report | OccurrenceWaiver, data: OfOccurrence) -> bool:
    asked = (data.policy, data.obligation, data.due, data.unit)
    return (one.policy, one.obligation, one.due, one.unit) == asked
