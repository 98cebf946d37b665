"""From settlement to crossing off: settled, confirmed or declined by who raised it, crossed off, reopened, merged."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime, Field

from xiangmu.db import tables as t
from xiangmu.plugin.issues import IssueStatus, IssueStepKind
from xiangmu.services.command import Input, Need
from xiangmu.services.issues.dealing import Dealing
from xiangmu.services.issues.raising import LONGEST
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

K = IssueStepKind


class OfIssue(Input):
    """Base of what is done about an issue."""

    issue: UUID = Field(title="问题")
    text: str = Field(title="内容", max_length=LONGEST)
    at: AwareDatetime | None = Field(
        None, title="时间", description="不填即为现在; 只有重点项目办可以补录, 不早于上一步"
    )

    def needs(self) -> Iterable[Need]:
        """The issue with its steps."""
        yield Need(table=t.issue, column="fact_id", content=self.issue)
        yield Need(table=t.issue_step, column="issue_id", content=self.issue)


class IssueSettle(OfIssue):
    """办结一个问题: 写明怎样解决的。办结不是销号: 其后还有回访和销号。"""


class IssueConfirm(OfIssue):
    """回访: 提出人认可办理结果, 或不认可而退回重办。重点项目办可代记回访结果。"""

    confirmed: bool = Field(title="是否认可")
    text: str = Field("", title="意见", max_length=LONGEST, description="不认可的必填")


class IssueCrossOff(OfIssue):
    """销号: 问题彻底解决, 出台账。文件要求回访的, 须先有提出人的认可。"""

    text: str = Field("", title="说明", max_length=LONGEST)


class IssueReopen(OfIssue):
    """重开一个已经办结或销号的问题: 另起一轮, 时限重新起算。"""


class IssueMerge(OfIssue):
    """把一个问题并入另一个同类问题, 其后只办后者。"""

    into: UUID = Field(title="并入的问题")
    text: str = Field("", title="说明", max_length=LONGEST)

    def needs(self) -> Iterable[Need]:
        """Both issues with their steps."""
        yield from super().needs()
        yield Need(table=t.issue, column="fact_id", content=self.into)
        yield Need(table=t.issue_step, column="issue_id", content=self.into)


def issue_settle(work: Work, data: IssueSettle) -> UUID:
    """The problem is solved, as the responsible unit says."""
    return _move(work, data, K.SETTLED, "须写明怎样解决的")


def issue_confirm(work: Work, data: IssueConfirm) -> UUID:
    """Who raised it accepts the settlement, or has it handled again."""
    dealing = Dealing.of(work, data.issue)
    at = dealing.moment(data.at)
    if dealing.course.status is not IssueStatus.SETTLED:
        work.problem("issue", Code.AGAINST_RULE, "问题办结之后才有回访, 每次办结回访一次")
    if not data.confirmed and not data.text:
        work.problem("text", Code.REQUIRED, "不认可的须写明哪里没有解决")
    work.require()
    dealing.add(K.CONFIRMED if data.confirmed else K.DECLINED, at, text=data.text)
    return dealing.finish()


def issue_cross_off(work: Work, data: IssueCrossOff) -> UUID:
    """The issue leaves the ledger."""
    return _move(work, data, K.CROSSED_OFF)


def issue_reopen(work: Work, data: IssueReopen) -> UUID:
    """A new round begins."""
    dealing = Dealing.of(work, data.issue)
    at = dealing.moment(data.at)
    if dealing.course.status not in (IssueStatus.SETTLED, IssueStatus.CONFIRMED, IssueStatus.CROSSED_OFF):
        work.problem("issue", Code.AGAINST_RULE, "只有已经办结或销号的问题可以重开")
    _say(work, data.text, "须写明为何重开")
    dealing.add(K.REOPENED, at, text=data.text)
    return dealing.finish()


def issue_merge(work: Work, data: IssueMerge) -> UUID:
    """The issue goes on as another one of the same policy."""
    other = Dealing.of(work, data.into, "into")
    dealing = Dealing.of(work, data.issue)
    at = _no_earlier(dealing.moment(data.at), other)
    if data.into == data.issue:
        work.problem("into", Code.AGAINST_RULE, "不能并入自身")
    if other.issue.policy != dealing.issue.policy:
        work.problem("into", Code.AGAINST_RULE, "只能并入同一文件下的问题")
    if not other.course.open:
        work.problem("into", Code.CLOSED, "并入的问题已经销号或并案")
    dealing.still_open()
    work.require()
    dealing.add(K.MERGED, at, text=data.text, other=data.into)
    other.add(K.TOOK_IN, at, text=dealing.issue.text, other=data.issue)
    other.finish()
    return dealing.finish()


def _no_earlier(at: datetime, other: Dealing) -> datetime:
    return max(at, other.steps[-1].at)


def _move(work: Work, data: OfIssue, kind: IssueStepKind, unless_said: str = "") -> UUID:
    dealing = Dealing.of(work, data.issue)
    at = dealing.moment(data.at)
    dealing.may_move(kind)
    _say(work, data.text, unless_said)
    dealing.add(kind, at, text=data.text)
    return dealing.finish()


def _say(work: Work, text: str, unless_said: str) -> None:
    if unless_said and not text:
        work.problem("text", Code.REQUIRED, unless_said)
    work.require()
