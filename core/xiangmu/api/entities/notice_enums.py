"""Enumerations of notifications with the Chinese descriptions that the schema needs; types import them from here."""

from xiangmu.api.enums import describe
from xiangmu.db.notices import (
    KIND_TITLES,
    TOPIC_TITLES,
    ChannelKind,
    DeliveryState,
    Failure,
    TextFormat,
    Topic,
)

__all__ = ["ChannelKind", "DeliveryState", "Failure", "TextFormat", "Topic"]

describe(ChannelKind, "通知渠道的种类。", KIND_TITLES)
describe(Topic, "通知的主题。", TOPIC_TITLES, name="NotificationTopic")
describe(
    TextFormat,
    "通知的写法。",
    {TextFormat.TEXT: "纯文本", TextFormat.MARKDOWN: "Markdown 标记文本"},
    name="NotificationFormat",
)
describe(
    DeliveryState,
    "一次投递到了哪一步。",
    {
        DeliveryState.PENDING: "待送,或等着再试",
        DeliveryState.DELIVERED: "已送到",
        DeliveryState.DEAD: "没有送成,不再重试;可用 deliveryRetry 再送",
    },
)
describe(
    Failure,
    "没有送到的原因。",
    {
        Failure.UNREACHABLE: "连不上",
        Failure.TIMEOUT: "对方迟迟没有回答",
        Failure.SERVER_ERROR: "对方的服务出错或繁忙",
        Failure.RATE_LIMITED: "对方说发得太密",
        Failure.UNREADABLE: "对方的回答读不懂",
        Failure.UNKNOWN_CODE: "对方给出不认识的错误码",
        Failure.NO_SUCH_ROBOT: "机器人不存在、已停用,或群已解散",
        Failure.NOT_TRUSTED: "签名、关键词或来源地址没有通过机器人的安全设置",
        Failure.CONTENT_REFUSED: "对方不收这样的内容",
        Failure.REDIRECTED: "地址要求跳转,不予跟随",
        Failure.HOST_NOT_ALLOWED: "不是三家机器人的地址,部署时也没有另行允许",
        Failure.CHANNEL_DISABLED: "渠道已停用",
        Failure.NO_ADDRESS: "渠道没有地址,须重新填写",
    },
    name="DeliveryFailure",
)
