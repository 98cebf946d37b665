"""Channels of notifications (通知渠道), messages (通知) and what became of them (投递). No address, no secret."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import strawberry
from sqlalchemy import select
from strawberry import field

from xiangmu.api.entities import hints
from xiangmu.api.entities.codecs import INSTANT
from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.entities.hints import MutationName, viewer_can
from xiangmu.api.entities.notice_enums import ChannelKind, DeliveryState, Failure, TextFormat, Topic
from xiangmu.api.reader.codecs import Codec, member, members
from xiangmu.api.reader.documents import words
from xiangmu.api.reader.entity import Column, Computed, Direction, Entity, Environment, Id, Many, One, Order
from xiangmu.api.reader.expressions import among, bytewise
from xiangmu.api.reader.filters import ids, one_of, truth
from xiangmu.api.reader.types import Node
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.units import Jurisdiction, Unit

CHANNEL_PREFIX, DELIVERY_PREFIX = "chn", "dlv"
SHOWN = 4
"""Characters of an address that tell people which one it is …"""
LONG_ENOUGH = 16
"""… where it has so many that the others stay unknown."""
_C, _N, _D, _J = (
    table.c for table in (t.notification_channel, t.notification, t.notification_delivery, t.jurisdiction)
)
_ADDRESS = t.channel_address.c
_WORDS = Codec(leaf="[String!]", read=str.split, show=words)


def _hint(url: str) -> str:
    """The host and the end of what makes an address secret."""
    parts = urlsplit(url)
    end = url[-SHOWN:] if len(parts.path + parts.query) >= LONG_ENOUGH else ""
    return f"{parts.hostname} …{end}"


async def _addresses(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[str | None]:
    return [_hint(found[0]) if found else None for found in await _found(environment, needs)]


async def _signed(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[bool]:
    return [bool(found and found[1]) for found in await _found(environment, needs)]


async def _found(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[tuple[str, str] | None]:
    """Address and secret: neither leaves this module."""
    channels = [channel for (channel,) in needs]
    asked = select(_ADDRESS.id, _ADDRESS.url, _ADDRESS.secret).where(among(_ADDRESS.id, channels))
    found = {row.id: (row.url, row.secret) for row in await environment.execute(asked)}
    return [found.get(channel) for channel in channels]


CHANNEL = recorded(
    "NotificationChannel",
    "通知渠道",
    CHANNEL_PREFIX,
    t.notification_channel,
    {
        "jurisdiction": One(to="Jurisdiction", on=_C.jurisdiction, by=_J.key),
        "kind": Column(column=_C.kind, codec=member(ChannelKind)),
        "title": Column(column=_C.title),
        "topics": Column(column=_C.topics, codec=members(Topic)),
        "units": Column(column=_C.units, codec=_WORDS),
        "disabled": Column(column=_C.disabled),
        "address": Computed(type="String", needs=(_C.fact_id,), fill=_addresses),
        "signed": Computed(type="Boolean!", needs=(_C.fact_id,), fill=_signed),
        "deliveries": Many(to="NotificationDelivery", on=_D.channel_id),
    },
    filters={
        "kind": one_of(ChannelKind, _C.kind, "种类"),
        "disabled": truth(_C.disabled.is_(True), "是否已停用。"),
    },
    orders={"TITLE": Order(by=bytewise(_C.title), description="名称")},
    order=(("TITLE", Direction.ASC),),
)

NOTIFICATION = Entity(
    name="Notification",
    title="通知",
    table=t.notification,
    fields={
        "id": Id(prefix="ntf", column=_N.id),
        "topic": Column(column=_N.topic, codec=member(Topic)),
        "unit": One(to="Unit", on=_N.unit_id),
        "title": Column(column=_N.title),
        "text": Column(column=_N.text),
        "format": Column(column=_N.format, codec=member(TextFormat)),
        "madeAt": Column(column=_N.made_at, codec=INSTANT),
        "no": Column(column=_N.no),
    },
    orders={"MADE_AT": Order(by=_N.made_at, description="何时产生")},
    order=(("MADE_AT", Direction.DESC),),
)

DELIVERY = Entity(
    name="NotificationDelivery",
    title="投递",
    table=t.notification_delivery,
    fields={
        "id": Id(prefix=DELIVERY_PREFIX, column=_D.id),
        "notification": One(to="Notification", on=_D.notification_id),
        "channel": One(to="NotificationChannel", on=_D.channel_id),
        "state": Column(column=_D.state, codec=member(DeliveryState)),
        "attempts": Column(column=_D.attempts),
        "nextAt": Column(column=_D.next_at, codec=INSTANT),
        "failure": Column(column=_D.failure, codec=member(Failure)),
        "answerCode": Column(column=_D.answer_code),
        "deliveredAt": Column(column=_D.delivered_at, codec=INSTANT),
        "viewerCan": viewer_can(t.notification_delivery),
    },
    filters={
        "jurisdiction": one_of(str, _D.jurisdiction, "辖区的键"),
        "channel": ids(CHANNEL_PREFIX, _D.channel_id, "通知渠道"),
        "state": one_of(DeliveryState, _D.state, "状态"),
    },
    orders={"MADE_AT": Order(by=_D.made_at, description="通知何时产生")},
    order=(("MADE_AT", Direction.DESC),),
)


@strawberry.type(description="通知:由一条命令或到期的事项引起,要告诉群里的一句话。保留九十天。")
class Notification(Node):
    """A message."""

    topic: Topic = field(description="主题。")
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="关于哪个单位;不分单位的为空。"
    )
    title: str = field(description="标题。")
    text: str = field(description="内容;超过机器人字节上限的,送出时截短。")
    format: TextFormat = field(description="写法。")
    made_at: datetime = field(description="何时产生。")
    no: int | None = field(description="引起它的台账序号;到期的事项引起的为空。")


@strawberry.type(description="投递:一条通知送往一个渠道的经过。至少送一次,偶尔会重复。")
class NotificationDelivery(Node):
    """What became of a message in a channel."""

    notification: Notification | None = field(description="通知。")
    channel: Annotated["NotificationChannel", strawberry.lazy(__name__)] | None = field(
        description="通知渠道。"
    )
    state: DeliveryState = field(description="状态。")
    attempts: int = field(description="试过几次。")
    next_at: datetime = field(description="待送的,不早于这一刻再试。")
    failure: Failure | None = field(description="最近一次没有送到的原因;送到的为空。")
    answer_code: int | None = field(description="最近一次没有送到时,对方给出的错误码或 HTTP 状态码。")
    delivered_at: datetime | None = field(description="何时送到;没有送到的为空。")
    viewer_can: list[MutationName] = field(description=hints.TOLD)


@strawberry.type(description="通知渠道:企业微信、钉钉或飞书的群机器人。地址和加签密钥填写以后不再显示。")
class NotificationChannel(Recorded):
    """A robot of a jurisdiction."""

    jurisdiction: Annotated["Jurisdiction", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="所属辖区。"
    )
    kind: ChannelKind = field(description="种类。")
    title: str = field(description="名称。")
    topics: list[Topic] = field(description="接收的主题。")
    units: list[str] = field(description="只接收关于这些单位(键)和不分单位的通知;空为全部接收。")
    disabled: bool = field(description="是否已停用。")
    address: str | None = field(description="地址的主机和末四位,供辨认;从备份恢复之后为空,须重新填写。")
    signed: bool = field(description="是否填了加签密钥。")
    deliveries: list[NotificationDelivery] = field(description="最近的投递。")
