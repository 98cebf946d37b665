"""What was published, as it was printed."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from xiangmu.db.tables.base import Recorded, indexes, unique_while


class Publication(Recorded, table=True):
    """One numbered publication of a group's result. Number 2 and up correct the one before.

    ``snapshots`` and ``results`` are compressed canonical JSON, the hashes are of the JSON. The facts are those
    known at ledger number ``known_no``.
    """

    __tablename__ = "publication"
    __table_args__ = (
        *indexes("publication"),
        unique_while(
            "publication", "ended_no IS NULL", "jurisdiction", "policy", "group_key", "period", "number"
        ),
    )

    policy: str
    group_key: str
    period: str
    number: int
    corrects: UUID | None
    as_of: date
    known_no: int
    published_on: date
    readings: dict[str, Any] = Field(sa_type=JSON)
    plugin: str
    plugin_version: str
    format: int
    snapshots: bytes
    snapshots_hash: str
    results: bytes
    results_hash: str
