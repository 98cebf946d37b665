"""Files for commands to carry, as if they had been sent: what is known of them is there, their bytes are not."""

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from tests.support.office import NOON
from xiangmu.access.principals import SYSTEM, Principal
from xiangmu.db import tables as t
from xiangmu.db.engine import Database


async def received_upload(
    database: Database, principal: Principal = SYSTEM, jurisdiction: str = "testville", **given: Any
) -> UUID:
    """The id of a photo that ``principal`` has sent for the jurisdiction; ``given`` are other cells."""
    upload = UUID(str(given.get("id") or uuid4()))
    cells = {
        "id": upload,
        "request_id": uuid4(),
        "principal": principal.id,
        "jurisdiction": jurisdiction,
        "name": "现场.jpg",
        "size": 3,
        "sha256": sha256(upload.bytes).hexdigest(),
        "requested_at": NOON,
        "until": NOON + timedelta(hours=1),
        "received_at": NOON,
        "type": "image/jpeg",
        "taken_at": None,
        "latitude": None,
        "longitude": None,
        "recorded": False,
    }
    async with database.noting() as connection:
        await connection.execute(insert(t.upload).values(cells | given))
    return upload
