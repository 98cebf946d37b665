"""Channels of notifications: robots of group chats. Addresses and signing secrets are entered and never shown again."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.notices import KIND_TITLES, ChannelKind, DeliveryState, NotificationChannel, Topic
from xiangmu.plugin.moments import in_words
from xiangmu.services.command import VERSION, Input, Need
from xiangmu.services.notices.robots.vendors import VENDORS, is_own, origin_of
from xiangmu.services.outbox import Notice, notify
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

LONGEST_TITLE = 50
ADDRESS: Any = Field(
    title="机器人地址",
    description="机器人的 Webhook 地址; 保存后不再显示, 也不进台账",
    exclude=True,
    repr=False,
)
SECRET: Any = Field(
    "",
    title="加签密钥",
    description="钉钉、飞书机器人启用加签时填写; 保存后不再显示, 也不进台账",
    exclude=True,
    repr=False,
)
TOPICS: Any = Field(title="主题", description="接收哪些主题的通知")
UNITS: Any = Field(
    (), title="单位", description="单位的键; 只接收关于这些单位的通知和不分单位的通知, 不填则全部接收"
)


class ChannelAdd(Input):
    """增加一个通知渠道:企业微信、钉钉或飞书的群机器人。"""

    jurisdiction: str = Field(title="辖区")
    kind: ChannelKind = Field(title="种类")
    title: str = Field(title="名称", description="辖区内唯一")
    url: str = ADDRESS
    secret: str = SECRET
    topics: tuple[Topic, ...] = TOPICS
    units: tuple[str, ...] = UNITS

    def needs(self) -> Iterable[Need]:
        """Which channels are called so."""
        yield Need(table=t.notification_channel, column="title", content=self.title)


class OfChannel(Input):
    """Base of what is done with a channel."""

    channel: UUID = Field(title="通知渠道")

    def needs(self) -> Iterable[Need]:
        """The channel, and where it leads."""
        yield Need(table=t.notification_channel, column="fact_id", content=self.channel)
        yield Need(table=t.channel_address, column="id", content=self.channel)


class ChannelChange(OfChannel):
    """更改一个通知渠道的名称, 以及它接收哪些主题、哪些单位的通知。"""

    title: str = Field(title="名称", description="辖区内唯一")
    topics: tuple[Topic, ...] = TOPICS
    units: tuple[str, ...] = UNITS
    version: int | None = VERSION

    def needs(self) -> Iterable[Need]:
        """Also which channels are called so."""
        yield from super().needs()
        yield Need(table=t.notification_channel, column="title", content=self.title)


class ChannelAddressSet(OfChannel):
    """更换一个通知渠道的地址和加签密钥;原来的当即作废。"""

    url: str = ADDRESS
    secret: str = SECRET


class ChannelDisable(OfChannel):
    """停用一个通知渠道;尚未送出的通知不再送。"""


class ChannelEnable(OfChannel):
    """重新启用一个通知渠道。"""


class ChannelTest(OfChannel):
    """向一个通知渠道试发一条消息;结果见它的投递记录。"""


class DeliveryRetry(Input):
    """把一条没有送成的通知再送一次。"""

    delivery: UUID = Field(title="投递")

    def needs(self) -> Iterable[Need]:
        """The delivery."""
        yield Need(table=t.notification_delivery, column="id", content=self.delivery)


def channel_add(work: Work, data: ChannelAdd) -> UUID:
    """Record the channel; its address goes where the ledger does not reach."""
    work.enter(data.jurisdiction)
    _check_received(work, data)
    _check_address(work, data.kind, data.url, data.secret)
    work.require()
    channel = work.append(
        NotificationChannel(
            id=work.new_id(),
            kind=data.kind,
            title=data.title,
            topics=tuple(sorted(set(data.topics))),
            units=tuple(sorted(set(data.units))),
            disabled=False,
        )
    )
    address = {"id": channel, "url": data.url, "secret": data.secret, "paused_until": None}
    work.put(t.channel_address, address)
    return channel


def channel_change(work: Work, data: ChannelChange) -> UUID:
    """Record it anew."""
    live = _channel(work, data)
    work.unchanged(live, data.version)
    _check_received(work, data, live.fact.id)
    work.require()
    changed = replace(
        live.fact,
        title=data.title,
        topics=tuple(sorted(set(data.topics))),
        units=tuple(sorted(set(data.units))),
    )
    return work.replace(live, changed)


def channel_address_set(work: Work, data: ChannelAddressSet) -> UUID:
    """Forget where it led. On record is that somebody did so, and when."""
    live = _channel(work, data)
    _check_address(work, live.fact.kind, data.url, data.secret)
    work.require()
    address = {"url": data.url, "secret": data.secret, "paused_until": None}
    if found := work.rows.find(t.channel_address, "id", data.channel):
        work.change(t.channel_address, found[0], **address)
    else:
        # a restored ledger has the channel without its address
        work.put(t.channel_address, {"id": data.channel, **address})
    return data.channel


def channel_disable(work: Work, data: ChannelDisable) -> UUID:
    """Nothing is sent through it any more."""
    return _switch(work, data, disabled=True)


def channel_enable(work: Work, data: ChannelEnable) -> UUID:
    """It is told again of what happens from now on."""
    return _switch(work, data, disabled=False)


def channel_test(work: Work, data: ChannelTest) -> UUID:
    """A message for it alone, on the way of all others."""
    channel = _channel(work, data).fact
    if channel.disabled:
        work.refuse("channel", Code.NOT_ALLOWED, "通知渠道已停用")
    if not work.rows.find(t.channel_address, "id", data.channel):
        work.refuse("channel", Code.NOT_ALLOWED, "没有机器人地址, 请先填写")
    text = f"通知渠道“{channel.title}”可以收到通知。{in_words(work.now)}"
    notify(work, Notice(topic=Topic.TEST, title="通知渠道试发", text=text), channel=data.channel)
    return data.channel


def delivery_retry(work: Work, data: DeliveryRetry) -> UUID:
    """Let a dead delivery begin anew."""
    found = work.rows.named(t.notification_delivery, "id", data.delivery)
    if not found:
        work.refuse("delivery", Code.NOT_FOUND, f"没有投递 {data.delivery}")
    row = found[0]
    work.extend(row["jurisdiction"], "delivery")
    if row["state"] != DeliveryState.DEAD:
        work.refuse("delivery", Code.NOT_ALLOWED, "只有没有送成、不再重试的才能再送")
    work.change(
        t.notification_delivery,
        row,
        state=DeliveryState.PENDING.value,
        attempts=0,
        next_at=work.now,
        failure=None,
        answer_code=None,
    )
    return data.delivery


def _channel(work: Work, data: OfChannel) -> Live[NotificationChannel]:
    found = work.find(NotificationChannel, "fact_id", data.channel)
    if not found:
        work.refuse("channel", Code.NOT_FOUND, f"没有通知渠道 {data.channel}")
    work.about(found[0], "channel")
    return found[0]


def _switch(work: Work, data: OfChannel, *, disabled: bool) -> UUID:
    live = _channel(work, data)
    if live.fact.disabled == disabled:
        work.refuse("channel", Code.NOT_ALLOWED, "通知渠道已停用" if disabled else "通知渠道没有停用")
    return work.replace(live, replace(live.fact, disabled=disabled))


def _check_received(work: Work, data: ChannelAdd | ChannelChange, own: UUID | None = None) -> None:
    if not 1 <= len(data.title) <= LONGEST_TITLE:
        work.problem("title", Code.OUT_OF_RANGE, f"名称须为 1 至 {LONGEST_TITLE} 个字")
    for called_so in work.find(NotificationChannel, "title", data.title):
        if called_so.row["jurisdiction"] == work.scope and called_so.fact.id != own:
            work.problem("title", Code.TAKEN, "已有同名的通知渠道")
    if not data.topics:
        work.problem("topics", Code.REQUIRED, "至少接收一个主题")
    for place, unit in enumerate(data.units):
        work.unit(unit, f"units.{place}")


def _check_address(work: Work, kind: ChannelKind, url: str, secret: str) -> None:
    """What is said of an address never repeats any of it."""
    if not origin_of(url) or any(sign.isspace() for sign in url):
        work.problem("url", Code.MALFORMED, "须为机器人的 https 地址, 不含账号和空白")
    elif not is_own(kind, url):
        work.warn("url", f"不是{KIND_TITLES[kind]}的地址; 除非部署时另行允许, 通知送不出去")
    if secret and not VENDORS[kind].signs:
        work.problem("secret", Code.NOT_ALLOWED, f"{KIND_TITLES[kind]}没有加签密钥, 请留空")
