"""What was asked to be exported is kept until its address ends; who asked is kept with it."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select

from xiangmu.access.principals import Principal
from xiangmu.api.exports.requests import Wanted
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.plugin.value import value
from xiangmu.services.addresses import FETCHED_WITHIN
from xiangmu.services.identity.resolution import still

KEPT = FETCHED_WITHIN + timedelta(minutes=1)
PRINCIPAL, WANTED = TypeAdapter(Principal), TypeAdapter(Wanted)


@value
class Stored:
    """An export that may be fetched, and for whom, with the rights that they have now."""

    principal: Principal
    wanted: Wanted


async def keep(database: Database, principal: Principal, wanted: Wanted, now: datetime) -> UUID:
    """Keep what is wanted, and forget what nobody can fetch any longer."""
    columns, request = t.export_request.c, uuid4()
    row = {
        "id": request,
        "principal": PRINCIPAL.dump_json(principal).decode(),
        "wanted": WANTED.dump_json(wanted).decode(),
        "created_at": now,
    }
    async with database.noting() as connection:
        await connection.execute(delete(t.export_request).where(columns.created_at < now - KEPT))
        await connection.execute(insert(t.export_request).values(row))
    return request


async def find(database: Database, request: UUID, now: datetime) -> Stored | None:
    """What is to be exported; None when it is forgotten, or who asked may do nothing any longer."""
    columns = t.export_request.c
    statement = select(columns.principal, columns.wanted).where(columns.id == request)
    async with database.reading() as connection:
        row = (await connection.execute(statement)).one_or_none()
        if row is None:
            return None
        principal = await still(connection, PRINCIPAL.validate_json(row.principal), now)
    return Stored(principal=principal, wanted=WANTED.validate_json(row.wanted)) if principal else None
