"""Bulletins: drafts and what was published, as it was printed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import LIVE, Recorded, indexes, unique_while


class Printout(Recorded):
    """What was worked out for an occurrence.

    ``gathered`` is what it rests on, ``content`` what is printed: compressed canonical JSON, with hashes of the JSON.
    """

    policy: str
    obligation: str
    due: date
    corrects: UUID | None
    at: datetime = Field(sa_type=UtcDateTime)
    known_no: int
    readings: dict[str, Any] = Field(sa_type=JSON)
    plugin: str
    plugin_version: str
    format: int
    gathered: bytes
    gathered_hash: str
    content: bytes
    content_hash: str


class BulletinDraft(Printout, table=True):
    """The ``round``-th draft of an occurrence."""

    __tablename__ = "bulletin_draft"
    __table_args__ = (
        *indexes("bulletin_draft", "policy"),
        unique_while("bulletin_draft", LIVE, "policy", "obligation", "due", "round"),
    )

    round: int
    drafted_by: str


class Bulletin(Printout, table=True):
    """A published bulletin, numbered within its policy and year. One that corrects another is a new one."""

    __tablename__ = "bulletin"
    __table_args__ = (
        *indexes("bulletin", "policy", "draft_id"),
        unique_while("bulletin", LIVE, "policy", "year", "number"),
    )

    draft_id: UUID
    year: int
    number: int
    published_at: datetime = Field(sa_type=UtcDateTime)
