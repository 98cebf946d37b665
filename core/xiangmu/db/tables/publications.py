"""What was drafted and published, as it was printed, and how a draft became a publication."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import LIVE, Recorded, indexes, unique_while


class Result(Recorded):
    """A group's result in a period, as it was printed.

    ``snapshots`` and ``results`` are compressed canonical JSON, the hashes are of the JSON. The facts are those
    known at ledger number ``known_no``.
    """

    policy: str
    group_key: str
    period: str
    number: int
    corrects: UUID | None
    as_of: date
    known_no: int
    readings: dict[str, Any] = Field(sa_type=JSON)
    plugin: str
    plugin_version: str
    format: int
    snapshots: bytes
    snapshots_hash: str
    results: bytes
    results_hash: str


class Publication(Result, table=True):
    """One numbered publication of a group's result. Number 2 and up correct the one before."""

    __tablename__ = "publication"
    __table_args__ = (
        *indexes("publication"),
        unique_while("publication", LIVE, "jurisdiction", "policy", "group_key", "period", "number"),
    )

    published_on: date


class PublicationDraft(Result, table=True):
    """A result laid before the units until ``objections_until``, then before the leading group.

    ``round`` counts the drafts of a group and period. ``drafted_by`` is the principal, who cannot approve it.
    """

    __tablename__ = "publication_draft"
    __table_args__ = (
        *indexes("publication_draft"),
        unique_while("publication_draft", LIVE, "jurisdiction", "policy", "group_key", "period", "round"),
    )

    round: int
    drafted_on: date
    drafted_by: str
    objections_until: datetime = Field(sa_type=UtcDateTime)


class Objection(Recorded, table=True):
    """What a unit says against a draft: of one item of its card, or ("") of the whole."""

    __tablename__ = "objection"
    __table_args__ = (*indexes("objection", "draft_id"),)

    draft_id: UUID
    unit_id: UUID
    item: str
    text: str


class ObjectionAnswer(Recorded, table=True):
    """What the office answered. An objection that is ``upheld`` keeps the draft from being approved."""

    __tablename__ = "objection_answer"
    __table_args__ = (
        *indexes("objection_answer", "objection_id"),
        unique_while("objection_answer", LIVE, "objection_id"),
    )

    objection_id: UUID
    draft_id: UUID
    upheld: bool
    text: str


class DraftDecision(Recorded, table=True):
    """What became of a draft: approved as ``publication_id``, returned by the leading group, or withdrawn."""

    __tablename__ = "draft_decision"
    __table_args__ = (
        *indexes("draft_decision", "draft_id"),
        unique_while("draft_decision", LIVE, "draft_id"),
    )

    draft_id: UUID
    period: str
    outcome: str
    decided_on: date
    publication_id: UUID | None
