"""What others try: every one of them is told so, and nothing of it is kept."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.files.making import exif, image, office
from tests.files.sending import (
    INSPECTOR,
    LEADER,
    NOBODY,
    OFFICE,
    OTHER_REPORTER,
    REPORTER,
    VIEWER,
    Sender,
    problems,
    who,
)
from tests.files.test_looking import HTML, SVG
from tests.support.office import Office
from xiangmu.access.principals import Principal
from xiangmu.access.roles import Role
from xiangmu.services.addresses import Fetched, file_address
from xiangmu.services.files.local import LocalStore, disk
from xiangmu.services.files.store import Content
from xiangmu.services.signing import Seal, Sealing
from xiangmu.web import files

pytestmark = pytest.mark.anyio
PHOTO = image(told=exif())


def kept(folder: Path) -> list[Path]:
    """All that is on the disk, whether complete or not."""
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (PHOTO[:-1] + b"\0", 422),
        (PHOTO + b"\0", 422),
        (PHOTO[:-1], 422),
        (b"", 422),
    ],
    ids=["another hash", "longer", "shorter", "nothing"],
)
async def test_only_what_was_announced_is_taken_in(
    sender: Sender, folder: Path, sent: bytes, status: int
) -> None:
    response = await sender.put(await sender.address(PHOTO), sent)
    assert (response.status_code, kept(folder)) == (status, [])


async def test_a_longer_body_is_cut_off_where_it_becomes_too_long(sender: Sender, folder: Path) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield bytes(1000)

    response = await sender.put(await sender.address(PHOTO), endless())  # type: ignore[arg-type]  # httpx streams it
    assert (response.status_code, kept(folder)) == (422, [])
    # the test's transport hands over everything at once; what counts is that nothing was kept of it
    assert taken <= 1000


@pytest.mark.parametrize(
    "content", [HTML, SVG, office(parts={"word/vbaProject.bin": b"x"})], ids=["html", "svg", "vba"]
)
async def test_a_name_does_not_make_a_picture(sender: Sender, folder: Path, content: bytes) -> None:
    response = await sender.put(await sender.address(content, name="照片.jpg"), content)
    assert (response.status_code, kept(folder)) == (415, [])


async def test_a_polyglot_is_given_out_as_the_picture_that_it_is(sender: Sender, office: Office) -> None:
    content = PHOTO + HTML
    file = await sender.attached(content, await office.project(), name="x.html")
    assert (file["name"], file["type"]) == ("x.html.jpg", "image/jpeg")
    fetched = await sender.http.get(file["url"])
    assert fetched.headers["content-type"] == "image/jpeg"
    assert fetched.headers["x-content-type-options"] == "nosniff"
    sender.principal = LEADER
    [seen] = (await sender.ask("{ projects { nodes { attachments { url } } } }"))["projects"]["nodes"]
    assert b"script" not in (await sender.http.get(seen["attachments"][0]["url"])).content


@pytest.mark.parametrize(
    "token",
    ["", "x", "a.1.b", "0" * 32 + ".99999999999." + "A" * 43, "../../etc/passwd", "图", "a" * 5000],
)
async def test_made_up_addresses_lead_nowhere(sender: Sender, folder: Path, token: str) -> None:
    for response in (
        await sender.http.put("/uploads", params={"token": token}, content=PHOTO),
        await sender.http.get("/files", params={"token": token}),
        await sender.http.get("/files"),
    ):
        assert response.status_code == 404
    assert kept(folder) == []


async def test_an_address_is_worth_nothing_for_another_purpose_or_file(
    sender: Sender, office: Office
) -> None:
    project = await office.project()
    upload = await sender.address(PHOTO)
    file = (await sender.attached(PHOTO, project))["url"]
    assert (await sender.http.get(upload.replace("/uploads", "/files"))).status_code == 404
    assert (await sender.http.put(file.replace("/files", "/uploads"), content=PHOTO)).status_code == 404
    whole = file.replace("-w.", "-p.") if "-w." in file else file.replace("-p.", "-w.")
    assert (await sender.http.get(whole)).status_code == 404
    office.pass_time(minutes=11)
    assert (await sender.http.get(file)).status_code == 404
    assert (await sender.http.post(file)).status_code == 405


async def test_another_installation_signs_otherwise(sender: Sender, office: Office) -> None:
    await sender.attached(PHOTO, await office.project())
    seal = await Sealing(office.database).seal()
    assert seal == await Sealing(office.database).seal()
    forged = file_address(Seal(secret=bytes(32)), Fetched(file=uuid4(), whole=True), office.now)
    assert (await sender.http.get(forged)).status_code == 404


async def test_what_another_sent_cannot_be_used(sender: Sender, office: Office) -> None:
    project = await office.project()
    sender.principal = REPORTER
    own = await sender.send(PHOTO)
    for principal in (OTHER_REPORTER, OFFICE, INSPECTOR):
        sender.principal = principal
        payload = await sender.attach(project, own)
        assert payload["errors"]
        assert payload["project"] is None
    assert problems(payload) == [("project", "NOT_ALLOWED")]
    sender.principal = OFFICE
    assert problems(await sender.attach(project, own)) == [("attachments.0", "NOT_FOUND")]
    unsent = await sender.announce(PHOTO)
    payload = await sender.attach(project, unsent["upload"]["id"])
    assert problems(payload) == [("attachments.0", "REQUIRED")]
    sender.principal = REPORTER
    assert (await sender.attach(project, own))["errors"] == []
    again = await sender.attach(project, own, requestId=str(uuid4()))
    assert problems(again) == [("attachments.0", "DUPLICATE")]


@pytest.mark.parametrize(
    "principal", [VIEWER, NOBODY, who(Role.PLATFORM_ADMIN, place="")], ids=["viewer", "nobody", "admin"]
)
async def test_who_records_nothing_sends_nothing(sender: Sender, principal: Principal) -> None:
    sender.principal = principal
    told = await sender.announce(PHOTO)
    assert problems(told) == [("jurisdiction", "NOT_ALLOWED")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"jurisdiction": "elsewhere"}, "jurisdiction"),
        ({"name": " "}, "name"),
        ({"name": "长" * 1001}, "name"),
        ({"size": 0}, "size"),
        ({"size": -1}, "size"),
        ({"size": 20 * 1024 * 1024 + 1}, "size"),
        ({"sha256": "A" * 64}, "sha256"),
        ({"sha256": "../" * 20}, "sha256"),
    ],
)
async def test_what_cannot_be_meant_is_refused(sender: Sender, given: dict[str, Any], field: str) -> None:
    told = await sender.announce(PHOTO, **given)
    assert ([place for place, _ in problems(told)], told["upload"]) == ([field], None)


async def test_a_jurisdiction_sends_no_more_than_so_much_a_day(office: Office, folder: Path) -> None:
    sender = Sender(office, folder, per_day=2 * len(PHOTO))
    await sender.send(PHOTO)
    await sender.announce(PHOTO)
    refused = await sender.announce(PHOTO)
    assert problems(refused) == [("size", "OUT_OF_RANGE")]
    # what was not sent while it could be takes no room
    office.pass_time(minutes=61)
    assert (await sender.announce(PHOTO))["errors"] == []
    assert (await sender.announce(PHOTO))["errors"] != []
    office.pass_time(days=1)
    assert (await sender.announce(PHOTO))["errors"] == []
    await sender.http.aclose()


async def test_so_many_are_sent_at_once_and_nobody_waits_for_ever(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "IDLE", 0.3)
    sender = Sender(office, folder, at_once=1)
    first, second = await sender.address(PHOTO), await sender.address(PHOTO)

    async def slow(_: Any = None) -> AsyncIterator[bytes]:
        yield PHOTO[:10]
        await asyncio.sleep(0.2)
        yield PHOTO[10:]

    answers = await asyncio.gather(
        sender.http.put(first, content=slow(), headers={"content-length": str(len(PHOTO))}),
        sender.http.put(second, content=slow(), headers={"content-length": str(len(PHOTO))}),
    )
    assert {answer.status_code for answer in answers} <= {200, 503}
    await sender.http.aclose()


class Full(LocalStore):
    """A disk without room."""

    async def keep(self, content: Content, file: Path) -> None:  # noqa: ARG002  # there is no room for any
        with disk():
            raise OSError(28, "No space left on device")


async def test_a_full_disk_is_told(office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xiangmu.web.app.open_store", lambda _: Full(folder))
    sender = Sender(office, folder)
    response = await sender.put(await sender.address(PHOTO), PHOTO)
    assert (response.status_code, response.json()["errors"][0]["message"]) == (
        507,
        "存放附件的空间不足, 请联系管理员",
    )
    assert kept(folder) == []
    await sender.http.aclose()


async def test_what_is_lost_is_told(sender: Sender, office: Office, folder: Path) -> None:
    file = await sender.attached(PHOTO, await office.project())
    for path in kept(folder):
        path.unlink()
    response = await sender.http.get(file["url"])
    assert (response.status_code, response.json()["errors"][0]["message"]) == (404, "文件缺失, 请联系管理员")
