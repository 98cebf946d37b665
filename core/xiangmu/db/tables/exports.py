"""Exports that were asked for and may be fetched for a while: not part of the ledger."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import Base


class ExportRequest(Base, table=True):
    """What somebody asked for: ``principal`` and ``wanted`` are JSON. The workbook is made when it is fetched."""

    __tablename__ = "export_request"

    id: UUID = Field(primary_key=True)
    principal: str
    wanted: str
    created_at: datetime = Field(sa_type=UtcDateTime, index=True)
