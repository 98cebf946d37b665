"""Calendars that people subscribe to, when they were last fetched, and what has been reminded of."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import LIVE, Base, Recorded, indexes, unique_while


class CalendarFeed(Recorded, table=True):
    """A secret address of a calendar, by its hash: of ``unit_id``, or of what the account itself has to do."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        *indexes("calendar_feed", "account_id"),
        unique_while("calendar_feed", LIVE, "secret_hash", name="secret"),
    )

    account_id: UUID
    unit_id: UUID | None
    secret_hash: str


class CalendarUse(Base, table=True):
    """When the feed ``id`` was last fetched, give or take some minutes."""

    __tablename__ = "calendar_use"

    id: UUID = Field(primary_key=True)
    used_at: datetime = Field(sa_type=UtcDateTime)


class Reminder(Base, table=True):
    """What a group has been told of an occurrence, once for each ``kind``; ``unit`` is a key, "" the office's own.

    ``due`` is what was told: a report that is to come again by another day is told anew.
    """

    __tablename__ = "reminder"

    policy: str = Field(primary_key=True)
    obligation: str = Field(primary_key=True)
    occurrence: date = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    due: date = Field(primary_key=True)
    jurisdiction: str
    told_at: datetime = Field(sa_type=UtcDateTime, index=True)
