"""What the service keeps about requests: not part of the ledger, and nothing of it says who asked for what."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import Base


class TrustedDocument(Base, table=True):
    """The text of operations that clients may ask for by its SHA-256; ``title`` tells people which it is."""

    __tablename__ = "trusted_document"

    hash: str = Field(primary_key=True)
    text: str
    title: str
    registered_at: datetime = Field(sa_type=UtcDateTime)


class BudgetUse(Base, table=True):
    """What was spent under ``key`` in the period that begins ``since`` seconds after 1970, by all processes.

    ``key`` is a principal's opaque id, or the hash of an address.
    """

    __tablename__ = "budget_use"

    key: str = Field(primary_key=True)
    since: int = Field(primary_key=True, sa_type=BigInteger, index=True)
    spent: int = Field(sa_type=BigInteger)
