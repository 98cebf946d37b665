"""Reminder letters (提醒函): point to point, with a deadline and a target, and frozen once issued."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.inspections import ReminderLetter
from xiangmu.db.notices import Topic
from xiangmu.plugin.inspections import FindingStatus
from xiangmu.plugin.vocabulary import FindingStepKind
from xiangmu.services.command import Need
from xiangmu.services.findings.following import LONGEST, Following, OfFinding
from xiangmu.services.findings.page import Letter, page
from xiangmu.services.issues.dealing import workdays_of
from xiangmu.services.outbox import Notice, notify
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

MOST_WORKDAYS = 250


class LetterIssue(OfFinding):
    """就一个突出问题向责任单位制发提醒函。须有整改时限和目标要求; 文件没有规定天数, 不代为设定。印发后不再改动。"""

    number: str = Field(title="文号", max_length=100, description="如 灵重项办函〔2020〕3号")
    on: date = Field(title="印发日期")
    due: date | None = Field(None, title="整改期限", description="含当日; 与工作日数填一项")
    workdays: int | None = Field(
        None, title="工作日数", ge=1, le=MOST_WORKDAYS, description="自印发次日起算; 与整改期限填一项"
    )
    problem: str = Field("", title="问题", max_length=LONGEST, description="不填则用所记的问题")
    target: str = Field(title="目标要求", max_length=LONGEST)
    sender: str = Field(title="发函单位", max_length=100, description="印在落款处")

    def needs(self) -> Iterable[Need]:
        """The finding, its project, and a letter of that number."""
        yield from super().needs()
        yield Need(table=t.reminder_letter, column="number", content=self.number)


def letter_issue(work: Work, data: LetterIssue) -> UUID:
    """The letter is issued, and the unit has until its deadline to report."""
    following = Following.of(work, data)
    finding, clause = following.finding, following.rules.letters
    work.past(data.on)
    if data.on < finding.on:
        work.problem("on", Code.REVERSED, f"印发日期 {data.on} 早于发现日期 {finding.on}")
    if finding.status is FindingStatus.REPORTED:
        work.problem("finding", Code.NOT_ALLOWED, "整改单位已经报告, 请先认定")
    for path, given in (("number", data.number), ("target", data.target), ("sender", data.sender)):
        if not given:
            work.problem(path, Code.REQUIRED, "提醒函须有文号、目标要求和落款", clause)
    for other in work.find(ReminderLetter, "number", data.number):
        if other.row["jurisdiction"] == work.scope:
            work.problem("number", Code.TAKEN, f"文号 {data.number} 已于 {other.fact.on} 用过")
    due = _due(work, data, clause)
    work.require()
    unit = work.unit_row(finding.unit)
    category = following.category
    letter = Letter(
        number=data.number,
        to=unit["title"] if unit else finding.unit,
        category=category.title if category else finding.category,
        problem=data.problem or finding.text,
        target=data.target,
        due=due,
        policy=work.catalog.policies[finding.policy].title,
        investigated=bool(category and category.investigated and not finding.escalated_on),
        sender=data.sender,
        on=data.on,
    )
    issued = ReminderLetter(
        id=work.new_id(),
        finding=finding.id,
        project=finding.project,
        unit=finding.unit,
        number=data.number,
        on=data.on,
        due=due,
        problem=letter.problem,
        target=data.target,
        page=page(letter),
    )
    work.append(issued)
    notify(
        work,
        Notice(
            topic=Topic.LETTER_ISSUED,
            title=f"提醒函 {data.number}",
            text=f"就{letter.category}向{letter.to}印发提醒函, 须于 {due} 前(含当日)整改到位并报告: {data.target}",
            unit=finding.unit,
        ),
    )
    following.step(FindingStepKind.REMINDED, data.on, text=data.number, due=due, clause=clause)
    following.change(status=FindingStatus.REMINDED, due=due)
    following.finish()
    return issued.id


def _due(work: Work, data: LetterIssue, clause: str) -> date:
    """The deadline. Notes what is wrong with it."""
    if (data.due is None) == (data.workdays is None):
        message = "整改期限和工作日数须填且只填一项; 文件没有规定天数"
        work.problem("due", Code.REQUIRED, message, clause)
        return data.on
    calendar = workdays_of(work, work.scope)
    if data.workdays is not None:
        return calendar.after(data.on, data.workdays)
    due = data.due or data.on
    if due < data.on:
        work.problem("due", Code.REVERSED, f"整改期限 {due} 早于印发日期 {data.on}")
    elif not calendar.works(due):
        work.warn("due", f"整改期限 {due} 是休息日({calendar.called(due)})")
    return due
