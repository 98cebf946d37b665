"""Asking to send a file, and taking it in: first what it is said to be, then its bytes, under an address of its own.

What was taken in belongs to nothing yet; the command that says what it belongs to records it. An upload that was cut
short is sent again under the same address, or under a new one: the request is asked again with its id.
"""

from datetime import datetime
from typing import NoReturn
from uuid import UUID

from sqlalchemy import RowMapping, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.principals import Principal
from xiangmu.access.roles import Permission
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ids import derived_id
from xiangmu.plugin.moments import start_of
from xiangmu.plugin.value import value
from xiangmu.services.addresses import SENT_WITHIN
from xiangmu.services.clock import Clock, business_day
from xiangmu.services.files.looking import Looked
from xiangmu.services.files.names import clean_name, with_ending
from xiangmu.services.files.store import HASH, Content
from xiangmu.services.problems import Code, Problem, Refused
from xiangmu.settings import AttachmentSettings

SENDERS = (Permission.RECORD, Permission.REPORT, Permission.INSPECT, Permission.INSTRUCT)
"""Who may do one of these in a jurisdiction, be it for one unit, may send files to it."""
MOST_OPEN = 100
"""Uploads that one principal may have asked for and not sent."""
MOST_SIGNS = 1000
MEGABYTE = 1024 * 1024


@value
class Asked:
    """What somebody wants to send: ``size`` in bytes, ``sha256`` in lower-case hexadecimal."""

    request_id: UUID
    jurisdiction: str
    name: str
    size: int
    sha256: str


@value
class Upload:
    """An upload that was asked for; ``type`` and ``received_at`` are there once it was taken in."""

    id: UUID
    jurisdiction: str
    name: str
    size: int
    sha256: str
    until: datetime
    received_at: datetime | None
    type: str | None

    @property
    def content(self) -> Content:
        """Where its bytes are kept."""
        return Content(jurisdiction=self.jurisdiction, sha256=self.sha256)


async def ask(
    database: Database, principal: Principal, clock: Clock, limits: AttachmentSettings, asked: Asked
) -> Upload:
    """The upload, to be sent within the hour; the same one when it is asked for again. Raises Refused."""
    _require_sound(principal, limits, asked)
    name, now = clean_name(asked.name), clock()
    async with database.writing() as connection:
        known = select(t.upload).where(t.upload.c.request_id == asked.request_id)
        found = (await connection.execute(known)).mappings().one_or_none()
        if found is None:
            await _require_room(connection, principal, limits, asked, now)
            row = {
                "id": derived_id(now, asked.request_id, 1),
                "request_id": asked.request_id,
                "principal": principal.id,
                "jurisdiction": asked.jurisdiction,
                "name": name,
                "size": asked.size,
                "sha256": asked.sha256,
                "requested_at": now,
                "until": now + SENT_WITHIN,
                "recorded": False,
            }
            await connection.execute(insert(t.upload).values(row))
            return _upload({**row, "received_at": None, "type": None})
        same = (principal.id, asked.jurisdiction, name, asked.size, asked.sha256)
        if same != tuple(found[key] for key in ("principal", "jurisdiction", "name", "size", "sha256")):
            _refuse("requestId", Code.REQUEST_ID_REUSED, f"请求编号 {asked.request_id} 已用于另一内容")
        until = now + SENT_WITHIN
        again = update(t.upload).where(t.upload.c.id == found["id"])
        await connection.execute(again.values(until=until))
        return _upload({**found, "until": until})


async def find(database: Database, upload: UUID) -> Upload | None:
    """The upload with that id."""
    async with database.glancing() as connection:
        found = await connection.execute(select(t.upload).where(t.upload.c.id == upload))
        row = found.mappings().one_or_none()
    return None if row is None else _upload(row)


async def note_received(database: Database, upload: Upload, looked: Looked, now: datetime) -> None:
    """Its bytes are kept, and are what ``looked`` says."""
    taking = looked.taking
    received = update(t.upload).where(t.upload.c.id == upload.id, t.upload.c.received_at.is_(None))
    cells = {
        "received_at": now,
        "type": looked.type,
        "name": with_ending(upload.name, looked.type),
        "taken_at": taking.at,
        "latitude": taking.latitude,
        "longitude": taking.longitude,
    }
    async with database.noting() as connection:
        await connection.execute(received.values(cells))


def _require_sound(principal: Principal, limits: AttachmentSettings, asked: Asked) -> None:
    place = asked.jurisdiction
    if not any(principal.everywhere(may) or place in principal.within(may) for may in SENDERS):
        _refuse("jurisdiction", Code.NOT_ALLOWED, "没有为这个辖区上传附件的权限")
    if not asked.name.strip() or len(asked.name) > MOST_SIGNS:
        _refuse("name", Code.MALFORMED, f"须有文件名, 至多 {MOST_SIGNS} 字")
    if not 0 < asked.size <= limits.largest:
        most = limits.largest / MEGABYTE
        _refuse("size", Code.OUT_OF_RANGE, f"附件须有内容, 至多 {most:g} MB({limits.largest} 字节)")
    if not HASH.fullmatch(asked.sha256):
        _refuse("sha256", Code.MALFORMED, "须为 64 位小写十六进制的 SHA-256")


async def _require_room(
    connection: AsyncConnection,
    principal: Principal,
    limits: AttachmentSettings,
    asked: Asked,
    now: datetime,
) -> None:
    columns = t.upload.c
    if not await connection.scalar(
        select(func.count()).where(
            t.jurisdiction.c.key == asked.jurisdiction, t.jurisdiction.c.ended_no.is_(None)
        )
    ):
        _refuse("jurisdiction", Code.UNKNOWN_JURISDICTION, f"没有安装辖区 {asked.jurisdiction}")
    waiting = columns.received_at.is_(None) & (columns.until > now)
    own = select(func.count()).where(columns.principal == principal.id, waiting)
    if (await connection.scalar(own) or 0) >= MOST_OPEN:
        _refuse("requestId", Code.TOO_MANY_ATTEMPTS, f"还有 {MOST_OPEN} 个附件没有传完, 请先传完")
    today = columns.requested_at >= start_of(business_day(now))
    taken = select(func.coalesce(func.sum(columns.size), 0)).where(
        columns.jurisdiction == asked.jurisdiction, today, waiting | columns.received_at.is_not(None)
    )
    if (await connection.scalar(taken) or 0) + asked.size > limits.per_day:
        most = limits.per_day / MEGABYTE
        _refuse("size", Code.OUT_OF_RANGE, f"本辖区今天上传的附件已达上限 {most:g} MB, 请明天再传")


def _upload(row: RowMapping | dict[str, object]) -> Upload:
    names = ("id", "jurisdiction", "name", "size", "sha256", "until", "received_at", "type")
    return Upload(**{name: row[name] for name in names})  # type: ignore[arg-type]  # a row's cells are anything


def _refuse(path: str, code: Code, message: str) -> NoReturn:
    raise Refused((Problem(path=(path,), code=code, message=message),))
