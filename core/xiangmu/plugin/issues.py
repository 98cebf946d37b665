"""Problems (问题) in the words of the field, and the steps that each of them goes through: plain values."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from xiangmu.plugin.value import value


class IssueStatus(StrEnum):
    """How far an issue has come, in order; a merged one goes on as another."""

    RAISED = "RAISED"
    ACCEPTED = "ACCEPTED"
    ASSIGNED = "ASSIGNED"
    HANDLING = "HANDLING"
    SETTLED = "SETTLED"
    CONFIRMED = "CONFIRMED"
    CROSSED_OFF = "CROSSED_OFF"
    MERGED = "MERGED"


ISSUE_STATUS_TITLES = {
    IssueStatus.RAISED: "待受理",
    IssueStatus.ACCEPTED: "已受理",
    IssueStatus.ASSIGNED: "已交办",
    IssueStatus.HANDLING: "办理中",
    IssueStatus.SETTLED: "已办结",
    IssueStatus.CONFIRMED: "已回访确认",
    IssueStatus.CROSSED_OFF: "已销号",
    IssueStatus.MERGED: "已并案",
}


class IssueStepKind(StrEnum):
    """What is done about an issue."""

    RAISED = "RAISED"
    ACCEPTED = "ACCEPTED"
    ASSIGNED = "ASSIGNED"
    ANSWERED = "ANSWERED"
    MEASURES = "MEASURES"
    PROGRESS = "PROGRESS"
    INSTRUCTED = "INSTRUCTED"
    ESCALATED = "ESCALATED"
    EXTENDED = "EXTENDED"
    SETTLED = "SETTLED"
    CONFIRMED = "CONFIRMED"
    DECLINED = "DECLINED"
    CROSSED_OFF = "CROSSED_OFF"
    REOPENED = "REOPENED"
    MERGED = "MERGED"
    TOOK_IN = "TOOK_IN"


ISSUE_STEP_TITLES = {
    IssueStepKind.RAISED: "提出",
    IssueStepKind.ACCEPTED: "受理",
    IssueStepKind.ASSIGNED: "交办",
    IssueStepKind.ANSWERED: "回应",
    IssueStepKind.MEASURES: "拿出措施",
    IssueStepKind.PROGRESS: "报告进展",
    IssueStepKind.INSTRUCTED: "领导批示",
    IssueStepKind.ESCALATED: "提级",
    IssueStepKind.EXTENDED: "变更办结期限",
    IssueStepKind.SETTLED: "办结",
    IssueStepKind.CONFIRMED: "回访认可",
    IssueStepKind.DECLINED: "回访不认可",
    IssueStepKind.CROSSED_OFF: "销号",
    IssueStepKind.REOPENED: "重开",
    IssueStepKind.MERGED: "并入另一问题",
    IssueStepKind.TOOK_IN: "并入了另一问题",
}


class Gravity(StrEnum):
    """How grave an issue is; the last one is what documents call 特别重大、特别复杂 or 情节特别严重."""

    ORDINARY = "ORDINARY"
    MAJOR = "MAJOR"
    EXCEPTIONAL = "EXCEPTIONAL"


GRAVITY_TITLES = {Gravity.ORDINARY: "一般", Gravity.MAJOR: "重大", Gravity.EXCEPTIONAL: "特别重大"}


class IssueSource(StrEnum):
    """Where an issue came from."""

    REPORT = "REPORT"
    ENTERPRISE = "ENTERPRISE"
    MEETING = "MEETING"
    INSPECTION = "INSPECTION"
    VISIT = "VISIT"
    OTHER = "OTHER"


ISSUE_SOURCE_TITLES = {
    IssueSource.REPORT: "单位报送",
    IssueSource.ENTERPRISE: "企业反映",
    IssueSource.MEETING: "会议议定",
    IssueSource.INSPECTION: "督查核查",
    IssueSource.VISIT: "走访调研",
    IssueSource.OTHER: "其他",
}


@value
class IssueStep:
    """The ``place``-th thing done about ``issue``, at the moment ``at``; what the kind does not need is empty.

    ``unit``, ``post`` and ``person`` answer for it from here on; ``level`` carries it from here on; ``due`` is the
    day by which it is to be settled. ``rule``, ``checkpoint`` and ``clause`` say why it was escalated. ``other`` is
    the issue that it was merged into, took in, or repeats.
    """

    id: UUID
    issue: UUID
    place: int
    kind: IssueStepKind
    at: datetime
    text: str = ""
    unit: str = ""
    post: str = ""
    person: UUID | None = None
    level: str = ""
    due: date | None = None
    rule: str = ""
    checkpoint: str = ""
    clause: str = ""
    other: UUID | None = None
