"""Until an issue is settled: accepted, assigned, answered, worked on, instructed on, escalated, given more time."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.issues import IssueStepKind
from xiangmu.plugin.supervision import Trigger
from xiangmu.services.command import Need
from xiangmu.services.issues.closing import OfIssue
from xiangmu.services.issues.dealing import Dealing
from xiangmu.services.issues.raising import LONGEST
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

K = IssueStepKind


class IssueAction(StrEnum):
    """What was done about an issue."""

    ANSWER = "ANSWER"
    MEASURES = "MEASURES"
    PROGRESS = "PROGRESS"


STEP_OF = {
    IssueAction.ANSWER: K.ANSWERED,
    IssueAction.MEASURES: K.MEASURES,
    IssueAction.PROGRESS: K.PROGRESS,
}


class IssueAccept(OfIssue):
    """受理一个问题: 办理的时限由此起算。"""

    text: str = Field("", title="说明", max_length=LONGEST)


class IssueAssign(OfIssue):
    """交办一个问题: 确定责任单位、责任人和办结期限; 再次交办即改派。"""

    unit: str = Field(title="责任单位")
    post: str = Field("", title="责任人的职务", description="文件要求明确责任人的必填; 姓名另行登记为人员")
    person: UUID | None = Field(None, title="人员", description="登记人员所得的标识, 可不填")
    due: date | None = Field(None, title="办结期限", description="含当日; 已有期限的, 变更请用变更期限")
    text: str = Field("", title="交办意见", max_length=LONGEST)

    def needs(self) -> Iterable[Need]:
        """The issue with its steps, and the person."""
        yield from super().needs()
        if self.person:
            yield Need(table=t.person, column="id", content=self.person)


class IssueAct(OfIssue):
    """记录对一个问题做了什么: 回应提出人, 拿出措施, 或报告进展。"""

    action: IssueAction = Field(title="做了什么")


class IssueInstruct(OfIssue):
    """记录领导对一个问题的批示, 只记职务。领导本人就其包联的项目作批示, 重点项目办可代记。"""

    post: str = Field(title="批示领导的职务")


class IssueEscalate(OfIssue):
    """把一个问题提级: 超出职责的由责任单位上报, 或重点项目办说明理由提级。"""

    rule: str = Field("", title="提级规则", description="按文件哪一条规定提级; 不填则须填层级")
    level: str = Field("", title="办理层级", description="提到哪一级; 按规定提级的不填")
    checkpoint: str = Field("", title="逾期的时限", description="因逾期提级的填")


class IssueExtend(OfIssue):
    """变更一个问题的办结期限, 写明理由; 原期限留在记录里。"""

    due: date = Field(title="新的办结期限", description="含当日")


def issue_accept(work: Work, data: IssueAccept) -> UUID:
    """Limits begin to run."""
    dealing = Dealing.of(work, data.issue)
    at = dealing.moment(data.at)
    dealing.may_move(K.ACCEPTED)
    work.require()
    dealing.add(K.ACCEPTED, at, text=data.text)
    return dealing.finish()


def issue_assign(work: Work, data: IssueAssign) -> UUID:
    """Somebody answers for it from here on."""
    dealing = Dealing.of(work, data.issue)
    at = dealing.moment(data.at)
    dealing.still_open()
    work.unit(data.unit)
    category = dealing.rules.category(dealing.issue.category)
    planned = category.planned if category else ""
    if not data.post and (clause := planned or dealing.rules.named):
        work.problem("post", Code.REQUIRED, "文件要求明确责任人, 须填其职务", clause)
    if planned and not (data.due or dealing.course.due):
        work.problem("due", Code.REQUIRED, "文件要求倒排工期, 须填办结期限", planned)
    if data.due and dealing.course.due and data.due != dealing.course.due:
        work.problem("due", Code.TAKEN, f"办结期限已定为 {dealing.course.due}, 变更须另写明理由")
    _check_person(work, data.person)
    work.require()
    dealing.add(
        K.ASSIGNED, at, text=data.text, unit=data.unit, post=data.post, person=data.person, due=data.due
    )
    return dealing.finish()


def issue_act(work: Work, data: IssueAct) -> UUID:
    """Something was done."""
    dealing = Dealing.of(work, data.issue)
    at = dealing.moment(data.at)
    dealing.still_open()
    _say(work, data.text, "须写明做了什么")
    dealing.add(STEP_OF[data.action], at, text=data.text)
    return dealing.finish()


def issue_instruct(work: Work, data: IssueInstruct) -> UUID:
    """A leader said what is to be done."""
    dealing = Dealing.of(work, data.issue)
    at = dealing.moment(data.at)
    dealing.still_open()
    if not data.post:
        work.problem("post", Code.REQUIRED, "须填批示领导的职务")
    _say(work, data.text, "须写明批示内容")
    dealing.add(K.INSTRUCTED, at, text=f"{data.post}: {data.text}")
    return dealing.finish()


def issue_escalate(work: Work, data: IssueEscalate) -> UUID:
    """It goes up: by a rule that holds, because it is beyond the unit's remit, or by hand with a reason."""
    dealing = Dealing.of(work, data.issue)
    at = dealing.moment(data.at)
    dealing.still_open()
    work.require()
    due = next(
        (one for one in dealing.owed() if (one.rule.key, one.checkpoint) == (data.rule, data.checkpoint)),
        None,
    )
    if due:
        dealing.escalate(due, at)
        return dealing.finish()
    clause = _clause(work, dealing, data)
    level = data.level or _level_by(dealing, data.rule)
    heights = {one.key: height for height, one in enumerate(dealing.rules.levels)}
    if level not in heights:
        work.problem("level", Code.UNKNOWN_ITEM, f"{dealing.policy.title}没有办理层级 {level}")
    elif heights[level] <= heights[dealing.course.level]:
        work.problem("level", Code.REVERSED, f"问题已在{dealing.rules.level(dealing.course.level).title}")
    _say(work, data.text, "须写明为何提级")
    dealing.add(K.ESCALATED, at, level=level, rule=data.rule, clause=clause, text=data.text)
    return dealing.finish()


def issue_extend(work: Work, data: IssueExtend) -> UUID:
    """Another day by which to settle it; what was late stays on record as late."""
    dealing = Dealing.of(work, data.issue)
    at = dealing.moment(data.at)
    dealing.still_open()
    before = dealing.standing().due
    if data.due < dealing.issue.raised_on:
        work.problem("due", Code.REVERSED, f"早于提出日期 {dealing.issue.raised_on}")
    elif data.due == before:
        work.problem("due", Code.DUPLICATE, f"办结期限已是 {before}")
    _say(work, data.text, "须写明变更期限的理由")
    told = f"原定 {before}: {data.text}" if before else data.text
    dealing.add(K.EXTENDED, at, due=data.due, text=told)
    return dealing.finish()


def _clause(work: Work, dealing: Dealing, data: IssueEscalate) -> str:
    """The clause of a rule by which one may escalate by hand."""
    if not data.rule:
        return ""
    rule = dealing.rules.rule(data.rule)
    if rule is None:
        work.problem("rule", Code.UNKNOWN_ITEM, f"{dealing.policy.title}没有提级规则 {data.rule}")
    elif Trigger.BEYOND_REMIT not in rule.when:
        work.problem("rule", Code.AGAINST_RULE, f"“{rule.title}”的条件现在不成立, 或已按它提级", rule.clause)
    return rule.clause if rule else ""


def _level_by(dealing: Dealing, key: str) -> str:
    rule = dealing.rules.rule(key)
    levels = dealing.rules.levels
    above = dealing.rules.height(dealing.course.level) + 1
    return (rule.to if rule else "") or levels[min(above, len(levels) - 1)].key


def _check_person(work: Work, person: UUID | None) -> None:
    if person is None:
        return
    found = work.rows.find(t.person, "id", person)
    if not found or found[0]["jurisdiction"] != work.scope:
        work.problem("person", Code.NOT_FOUND, f"没有人员 {person}")
    elif found[0]["erased_no"]:
        work.problem("person", Code.NOT_ALLOWED, "此人的资料已经抹去")


def _say(work: Work, text: str, unless_said: str) -> None:
    if not text:
        work.problem("text", Code.REQUIRED, unless_said)
    work.require()
