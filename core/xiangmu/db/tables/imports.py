"""Imports of workbooks on their way: not part of the ledger, which holds the commands that they came to."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import Base


class ImportRun(Base, table=True):
    """A file that somebody imports: what was asked, how far it is, what would change.

    ``preview`` is compressed; it holds what differs, never a ballot. ``beat_at`` moves on while a process works on it.
    ``head_no`` is what the ledger held when the preview was made, ``first_no`` to ``last_no`` what it recorded.
    """

    __tablename__ = "import_run"

    id: UUID = Field(primary_key=True)
    request_id: UUID = Field(unique=True)
    principal: str = Field(index=True)
    jurisdiction: str = Field(index=True)
    form: str
    policy: str
    upload_id: UUID
    file: str
    sha256: str
    money: str
    """What the user said of the unit of money; "" for nothing."""
    sheets: str
    """The sheets that are wanted, as JSON; "" for all."""
    survey_id: UUID | None
    effective: date
    reason: str
    created_at: datetime = Field(sa_type=UtcDateTime, index=True)
    beat_at: datetime = Field(sa_type=UtcDateTime)
    state: str
    done: int
    total: int
    code: str
    message: str
    preview: bytes | None = Field(default=None, sa_type=LargeBinary)
    head_no: int
    first_no: int | None
    last_no: int | None
