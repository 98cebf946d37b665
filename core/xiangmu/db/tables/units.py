"""Jurisdictions, their units, and the policies that apply in them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from xiangmu.db.tables.base import LIVE, Recorded, indexes, unique_while


class Jurisdiction(Recorded, table=True):
    """A government that the program is installed for; ``parent`` is the key of the one above, or ""."""

    __tablename__ = "jurisdiction"
    __table_args__ = (*indexes("jurisdiction"), unique_while("jurisdiction", LIVE, "key"))

    key: str
    title: str
    division_code: str
    parent: str


class Unit(Recorded, table=True):
    """A responsible unit. ``fact_id`` follows from jurisdiction and key."""

    __tablename__ = "unit"
    __table_args__ = (*indexes("unit"), unique_while("unit", LIVE, "jurisdiction", "key"))

    key: str
    title: str
    kind: str
    division_code: str
    since: date | None
    until: date | None


class UnitAlias(Recorded, table=True):
    """Another name of a unit; ``folded`` is the name as it is matched (A6)."""

    __tablename__ = "unit_alias"
    __table_args__ = (
        *indexes("unit_alias"),
        unique_while("unit_alias", LIVE, "jurisdiction", "folded"),
    )

    unit_id: UUID
    alias: str
    folded: str


class EnabledPolicy(Recorded, table=True):
    """A policy applies in its jurisdiction from ``since`` on, read as ``readings`` say."""

    __tablename__ = "enabled_policy"
    __table_args__ = (
        *indexes("enabled_policy"),
        unique_while("enabled_policy", LIVE, "jurisdiction", "policy", "since"),
    )

    policy: str
    since: date
    until: date | None
    readings: dict[str, Any] = Field(sa_type=JSON)
