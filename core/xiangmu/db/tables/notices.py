"""Notifications: channels are on record; where they lead, messages and deliveries matter for the moment only."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import LIVE, Base, Recorded, indexes, unique_while


class NotificationChannel(Recorded, table=True):
    """A robot of a jurisdiction, without its address and secret. Blanks separate ``topics`` and ``units`` (keys).

    Without ``units`` it is told of all.
    """

    __tablename__ = "notification_channel"
    __table_args__ = (
        *indexes("notification_channel"),
        unique_while("notification_channel", LIVE, "jurisdiction", "title"),
    )

    kind: str
    title: str
    topics: str
    units: str
    disabled: bool


class ChannelAddress(Base, table=True):
    """Where the channel ``id`` leads. Whoever knows the ``url`` can write into the group: nobody is shown it.

    Not in backups, so that a restored copy of the ledger writes to nobody. ``paused_until``: the robot asked for rest.
    """

    __tablename__ = "channel_address"

    id: UUID = Field(primary_key=True)
    url: str
    secret: str
    paused_until: datetime | None = Field(sa_type=UtcDateTime)


class Notification(Base, table=True):
    """A message, written in the transaction of command ``no``, or ("no" null) because of the time.

    ``key`` keeps what the time brings about from being said twice. ``channel_id``: for that channel alone.
    ``spread_at``: when deliveries were made of it.
    """

    __tablename__ = "notification"

    id: UUID = Field(primary_key=True)
    jurisdiction: str
    no: int | None = Field(foreign_key="command.no")
    key: str | None = Field(unique=True)
    topic: str
    unit_id: UUID | None
    channel_id: UUID | None
    title: str
    text: str
    format: str
    made_at: datetime = Field(sa_type=UtcDateTime, index=True)
    spread_at: datetime | None = Field(sa_type=UtcDateTime, index=True)


class NotificationDelivery(Base, table=True):
    """One message in one channel. While it is pending, nobody tries before ``next_at``."""

    __tablename__ = "notification_delivery"

    id: UUID = Field(primary_key=True)
    jurisdiction: str = Field(index=True)
    notification_id: UUID = Field(foreign_key="notification.id", index=True)
    channel_id: UUID = Field(index=True)
    made_at: datetime = Field(sa_type=UtcDateTime)
    state: str = Field(index=True)
    attempts: int
    next_at: datetime = Field(sa_type=UtcDateTime)
    failure: str | None
    answer_code: int | None
    delivered_at: datetime | None = Field(sa_type=UtcDateTime)


class ChannelUse(Base, table=True):
    """Something was sent through a channel ``at``: what its limits by the minute are kept by."""

    __tablename__ = "channel_use"

    id: UUID = Field(primary_key=True)
    channel_id: UUID = Field(index=True)
    at: datetime = Field(sa_type=UtcDateTime)
