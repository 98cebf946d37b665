"""Files, sent and attached through the API."""

from hashlib import sha256
from uuid import uuid4

from sqlalchemy import update

from tests.api.mutations.desk import Desk
from tests.support.city import CITY
from tests.support.office import NOON
from xiangmu.db import tables as t


async def files(desk: Desk, project: str) -> None:
    """One photo of a project, taken off again."""
    content = b"a photo"
    told = {"jurisdiction": CITY, "name": "现场.jpg", "size": 7, "sha256": sha256(content).hexdigest()}
    asked = await desk.session(
        "attachmentUpload", {"requestId": str(uuid4())} | told, "upload { id url received } errors { code }"
    )
    upload = asked["upload"]
    assert (asked["errors"], upload["received"]) == ([], False)
    assert await desk.refusals("projectAttach", project=project, attachments=[upload["id"]]) == [
        ("attachments.0", "REQUIRED")
    ]
    async with desk.office.database.noting() as connection:
        # how bytes are taken in is tried in tests/files
        await connection.execute(update(t.upload).values(received_at=NOON, type="image/jpeg"))
    show = "project { attachments { id name type history { action } } }"
    payload = await desk.give("projectAttach", show, project=project, attachments=[upload["id"]])
    [file] = payload["project"]["attachments"]
    assert file == {
        "id": upload["id"],
        "name": "现场.jpg",
        "type": "image/jpeg",
        "history": [{"action": "project_attach"}],
    }
    given = {"project": project, "attachment": upload["id"], "reason": "附错"}
    assert (await desk.give("projectDetach", show, **given))["project"] == {"attachments": []}
    assert await desk.refusals("projectDetach", **given) == [("attachment", "UNKNOWN_ITEM")]
