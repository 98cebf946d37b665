"""Files (附件): what is known of each, what it belongs to, and what is on its way. Their bytes are kept elsewhere."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import LIVE, Base, Recorded, indexes, unique_while


class Attachment(Recorded, table=True):
    """A file. ``size`` is in bytes, places are in millionths of a degree (WGS 84), from the picture itself."""

    __tablename__ = "attachment"
    __table_args__ = (*indexes("attachment", "sha256"),)

    name: str
    type: str
    size: int = Field(sa_type=BigInteger)
    sha256: str
    taken_at: datetime | None = Field(sa_type=UtcDateTime)
    latitude: int | None
    longitude: int | None


class AttachmentLink(Recorded, table=True):
    """A file belongs to something: the row of the table ``owner_kind`` with the identity ``owner_id``."""

    __tablename__ = "attachment_link"
    __table_args__ = (
        *indexes("attachment_link", "attachment_id", "owner_id"),
        unique_while("attachment_link", LIVE, "owner_kind", "owner_id", "attachment_id"),
    )

    owner_kind: str
    owner_id: UUID
    attachment_id: UUID


class Upload(Base, table=True):
    """A file that somebody said they would send; ``id`` is what it will have as an attachment.

    What is known from its content is there once it is received; ``recorded`` once it belongs to something.
    """

    __tablename__ = "upload"

    id: UUID = Field(primary_key=True)
    request_id: UUID = Field(unique=True)
    principal: str = Field(index=True)
    jurisdiction: str = Field(index=True)
    name: str
    size: int = Field(sa_type=BigInteger)
    sha256: str = Field(index=True)
    requested_at: datetime = Field(sa_type=UtcDateTime, index=True)
    until: datetime = Field(sa_type=UtcDateTime)
    received_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    type: str | None = None
    taken_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    latitude: int | None = None
    longitude: int | None = None
    recorded: bool = False


class SigningKey(Base, table=True):
    """The secret that this installation's short-lived addresses are signed with; there is one."""

    __tablename__ = "signing_key"

    id: int = Field(primary_key=True)
    secret: str
