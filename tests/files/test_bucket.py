"""Files in a store that speaks S3: the same as in a folder."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.files.fake_bucket import Bucket, bucket
from tests.files.making import exif, image
from tests.files.sending import Sender
from tests.support.city import CITY
from tests.support.office import Office
from xiangmu.services.files.keeping import sweep, verify
from xiangmu.services.files.opening import open_store
from xiangmu.services.files.store import Store
from xiangmu.settings import AttachmentSettings, BucketSettings, Settings

pytestmark = pytest.mark.anyio
PHOTO = image(told=exif())
KEY = sha256(PHOTO).hexdigest()


@pytest.fixture
def fake() -> Iterator[tuple[str, type[Bucket]]]:
    """A bucket of our own."""
    with bucket() as opened:
        yield opened


def left_over(folder: Path) -> list[Path]:
    """What is still on this machine."""
    return [path for path in folder.rglob("*") if path.is_file()]


def named(address: str) -> BucketSettings:
    """How the installation is told of it."""
    return BucketSettings.model_validate(
        {"name": "files", "endpoint": address, "prefix": "xm", "key": "key", "secret": "secret"}
    )


@pytest.fixture
def store(fake: tuple[str, type[Bucket]], folder: Path) -> Store:
    """The store over it."""
    attachments = AttachmentSettings(folder=str(folder), bucket=named(fake[0]))
    return open_store(Settings(attachments=attachments))


async def test_a_file_comes_and_goes(
    office: Office, folder: Path, fake: tuple[str, type[Bucket]], store: Store
) -> None:
    address, answering = fake
    sender = Sender(office, folder, bucket=named(address))
    file = await sender.attached(PHOTO, await office.project())
    assert answering.held == {f"/files/xm/{CITY}/{KEY[:2]}/{KEY}": PHOTO}
    assert left_over(folder) == []
    assert (await sender.http.get(file["url"])).content == PHOTO
    assert [fault async for fault in verify(office.database, store)] == []
    answering.held.clear()
    assert [fault.message async for fault in verify(office.database, store)] == ["文件缺失"]
    assert (await sender.http.get(file["url"])).status_code == 404
    await sender.http.aclose()


async def test_what_nobody_used_goes(
    office: Office, folder: Path, fake: tuple[str, type[Bucket]], store: Store
) -> None:
    address, answering = fake
    sender = Sender(office, folder, bucket=named(address))
    await sender.send(PHOTO)
    office.pass_time(days=8)
    assert await sweep(office.database, store, office.clock, 7) == 1
    assert answering.held == {}
    await sender.http.aclose()


async def test_a_store_that_is_not_there_is_told(
    office: Office, folder: Path, fake: tuple[str, type[Bucket]]
) -> None:
    address, answering = fake
    answering.fails = True
    sender = Sender(office, folder, bucket=named(address))
    response = await sender.put(await sender.address(PHOTO), PHOTO)
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (503, "UNAVAILABLE")
    assert "secret" not in response.text
    assert left_over(folder) == []
    await sender.http.aclose()
