"""Notifications: the channels that the ledger records, and the words for what becomes of a message."""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from xiangmu.plugin.value import value


class ChannelKind(StrEnum):
    """Whose robots a channel uses."""

    WECOM = "WECOM"
    DINGTALK = "DINGTALK"
    FEISHU = "FEISHU"


KIND_TITLES: Mapping[ChannelKind, str] = {
    ChannelKind.WECOM: "企业微信群机器人",
    ChannelKind.DINGTALK: "钉钉群自定义机器人",
    ChannelKind.FEISHU: "飞书群自定义机器人",
}


class Topic(StrEnum):
    """What a message is about; a channel receives the topics that it names."""

    REPORT_DUE = "REPORT_DUE"
    REPORT_RETURNED = "REPORT_RETURNED"
    REPORT_LATE = "REPORT_LATE"
    REPORTS_MISSING = "REPORTS_MISSING"
    """Who has not reported, when a deadline has passed: for the office."""
    LIBRARY_RETURNED = "LIBRARY_RETURNED"
    BULLETIN_PUBLISHED = "BULLETIN_PUBLISHED"
    ISSUE_RAISED = "ISSUE_RAISED"
    ISSUE_ESCALATED = "ISSUE_ESCALATED"
    LETTER_ISSUED = "LETTER_ISSUED"
    DRAFT_OPENED = "DRAFT_OPENED"
    PUBLICATION_APPROVED = "PUBLICATION_APPROVED"
    TEST = "TEST"
    """Reaches only the channel that it was sent to try."""


TOPIC_TITLES: Mapping[Topic, str] = {
    Topic.REPORT_DUE: "报送到期提醒",
    Topic.REPORT_RETURNED: "报送退回",
    Topic.REPORT_LATE: "报送逾期",
    Topic.REPORTS_MISSING: "未报单位名单",
    Topic.LIBRARY_RETURNED: "项目库审核退回",
    Topic.BULLETIN_PUBLISHED: "通报发布",
    Topic.ISSUE_RAISED: "问题交办",
    Topic.ISSUE_ESCALATED: "问题升级",
    Topic.LETTER_ISSUED: "提醒函印发",
    Topic.DRAFT_OPENED: "公布稿征求异议",
    Topic.PUBLICATION_APPROVED: "公布稿批准公布",
    Topic.TEST: "试发",
}


class TextFormat(StrEnum):
    """How a message is written."""

    TEXT = "TEXT"
    MARKDOWN = "MARKDOWN"


class DeliveryState(StrEnum):
    """What became of a message in one channel."""

    PENDING = "PENDING"
    DELIVERED = "DELIVERED"
    DEAD = "DEAD"


class Failure(StrEnum):
    """Why a message did not go through: never more than this is kept of an answer, besides its code."""

    UNREACHABLE = "UNREACHABLE"
    TIMEOUT = "TIMEOUT"
    SERVER_ERROR = "SERVER_ERROR"
    RATE_LIMITED = "RATE_LIMITED"
    UNREADABLE = "UNREADABLE"
    UNKNOWN_CODE = "UNKNOWN_CODE"
    NO_SUCH_ROBOT = "NO_SUCH_ROBOT"
    NOT_TRUSTED = "NOT_TRUSTED"
    CONTENT_REFUSED = "CONTENT_REFUSED"
    REDIRECTED = "REDIRECTED"
    HOST_NOT_ALLOWED = "HOST_NOT_ALLOWED"
    CHANNEL_DISABLED = "CHANNEL_DISABLED"
    NO_ADDRESS = "NO_ADDRESS"


@value
class NotificationChannel:
    """A robot of a jurisdiction, and what it is told: ``topics``, of ``units`` or ("") of all.

    Its address and its signing secret stand in ``channel_address``, under the channel's id.
    """

    id: UUID
    kind: ChannelKind
    title: str
    topics: tuple[Topic, ...]
    units: tuple[str, ...]
    disabled: bool
