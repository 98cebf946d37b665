"""From a finding to its end: the unit reports, the office judges, interviews, has it go up."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.inspections import FindingStatus, Verdict
from xiangmu.plugin.vocabulary import FindingStepKind
from xiangmu.services.attaching import ATTACHMENTS, attach, attachment_needs
from xiangmu.services.command import Need
from xiangmu.services.findings.following import LONGEST, UNFIXED, Following, OfFinding
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class FindingReport(OfFinding):
    """整改单位报告整改或自查的结果, 可附照片和文件。"""

    text: str = Field(title="整改情况", max_length=LONGEST)
    on: date = Field(title="报告日期")
    attachments: tuple[UUID, ...] = ATTACHMENTS

    def needs(self) -> Iterable[Need]:
        """The finding, and the files."""
        yield from super().needs()
        yield from attachment_needs(self.attachments)


class FindingJudge(OfFinding):
    """重点项目办认定整改结果: 到位则结案, 不到位或不实则留待约谈、再次提醒或提级。"""

    verdict: Verdict = Field(title="认定")
    text: str = Field("", title="意见", max_length=LONGEST, description="认定不到位或不实的必填")
    on: date = Field(title="认定日期")


class FindingInterview(OfFinding):
    """记录一次约谈。只记职务。"""

    post: str = Field(title="被约谈人的职务")
    text: str = Field(title="约谈内容", max_length=LONGEST)
    on: date = Field(title="约谈日期")


class FindingEscalate(OfFinding):
    """把自行调查处理的问题提级, 由上级部门处理。只有合乎文件所定情形的才能提级。"""


def finding_report(work: Work, data: FindingReport) -> UUID:
    """The unit says what it did; nothing is awaited from it until the office has judged."""
    following = Following.of(work, data)
    _happens(work, data.on, following)
    if not data.text:
        work.problem("text", Code.REQUIRED, "须写明整改情况")
    if following.finding.status is FindingStatus.REPORTED:
        work.problem("finding", Code.CLOSED, "已经报告过, 等待认定")
    if following.overdue:
        work.warn("on", f"已超过期限 {following.finding.due}")
    work.require()
    following.step(FindingStepKind.REPORTED, data.on, text=data.text)
    following.change(status=FindingStatus.REPORTED, due=None)
    attach(work, t.finding, following.finding.id, data.attachments)
    return following.finish()


def finding_judge(work: Work, data: FindingJudge) -> UUID:
    """The rectification is accepted, poor or untrue; without a report it can only be poor, and only once it is late."""
    following = Following.of(work, data)
    _happens(work, data.on, following)
    reported = following.finding.status is FindingStatus.REPORTED
    if not reported and (data.verdict is not Verdict.POOR or not following.overdue):
        work.problem("finding", Code.NOT_ALLOWED, "整改单位还没有报告; 逾期不报的可认定为不到位")
    if data.verdict is not Verdict.ACCEPTED and not data.text:
        work.problem("text", Code.REQUIRED, "须写明哪里不到位或不实", following.rules.interviews)
    work.require()
    closed_on = data.on if data.verdict is Verdict.ACCEPTED else None
    following.step(FindingStepKind(data.verdict), data.on, text=data.text, clause=following.rules.interviews)
    following.change(status=FindingStatus(data.verdict), due=None, closed_on=closed_on)
    return following.finish()


def finding_interview(work: Work, data: FindingInterview) -> UUID:
    """Somebody was talked to: of work done poorly, untruly or not in time."""
    following = Following.of(work, data)
    _happens(work, data.on, following)
    for path, given in (("post", data.post), ("text", data.text)):
        if not given:
            work.problem(path, Code.REQUIRED, "须写明约谈了谁、谈了什么")
    finding, clause = following.finding, following.rules.interviews
    if not (finding.status in UNFIXED or finding.escalated_on or following.overdue):
        message = "整改不到位、不实、逾期或已提级的才约谈"
        work.problem("finding", Code.AGAINST_RULE, message, clause)
    work.require()
    following.step(FindingStepKind.INTERVIEWED, data.on, text=data.text, post=data.post, clause=clause)
    return following.finish()


def finding_escalate(work: Work, data: FindingEscalate) -> UUID:
    """The finding goes up, if the policy's rule says so."""
    following = Following.of(work, data)
    category, clause = following.category, following.rules.escalation
    if following.finding.escalated_on:
        work.problem("finding", Code.CLOSED, f"已于 {following.finding.escalated_on} 提级")
    elif category is None or not category.investigated:
        work.problem("finding", Code.NOT_ALLOWED, "这类问题文件没有规定提级")
    elif not following.owed(by_clock=True):
        message = "首次发现的由属地和部门自行调查处理; 情节特别严重、自行整改不落实或再次发生的才提级"
        work.problem("finding", Code.AGAINST_RULE, message, clause)
    work.require()
    return following.finish(by_clock=True)


def _happens(work: Work, on: date, following: Following) -> None:
    work.past(on)
    if on < following.finding.on:
        work.problem("on", Code.REVERSED, f"日期 {on} 早于发现日期 {following.finding.on}")
