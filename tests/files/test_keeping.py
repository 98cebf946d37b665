"""What nobody used goes, what was used stays; what is lost or altered is found."""

import os
from pathlib import Path

import pytest

from tests.files.making import PDF, exif, image
from tests.files.sending import Sender
from tests.support.office import Office
from xiangmu.services.files.keeping import contents, sweep, verify
from xiangmu.services.files.local import LocalStore
from xiangmu.services.files.store import Content

pytestmark = pytest.mark.anyio
PHOTO, OTHER = image(told=exif()), image("PNG")
DAYS = 7


def kept(folder: Path) -> list[Path]:
    """The files that are complete."""
    return sorted(path for path in folder.glob("*/*/*") if path.is_file())


async def test_only_what_nobody_used_goes(sender: Sender, office: Office, folder: Path) -> None:
    store, project = LocalStore(folder), await office.project()
    await sender.attached(PHOTO, project)
    await sender.send(PHOTO)
    await sender.send(OTHER)
    await sender.announce(PDF)
    assert await sweep(office.database, store, office.clock, DAYS) == 0
    office.pass_time(days=DAYS, seconds=-1)
    await sender.send(OTHER)
    office.pass_time(seconds=2)
    assert await sweep(office.database, store, office.clock, DAYS) == 1
    assert len(kept(folder)) == 2
    office.pass_time(days=DAYS)
    assert await sweep(office.database, store, office.clock, DAYS) == 1
    [path] = kept(folder)
    assert path.read_bytes() == PHOTO
    assert await sweep(office.database, store, office.clock, DAYS) == 0


async def test_what_was_never_completed_goes_after_a_day(office: Office, folder: Path) -> None:
    store = LocalStore(folder)
    old, new = store.incoming / "old", store.incoming / "new"
    for path, age in ((old, 25), (new, 23)):
        path.write_bytes(b"x")
        stamp = office.now.timestamp() - age * 3600
        os.utime(path, (stamp, stamp))
    await sweep(office.database, store, office.clock, DAYS)
    assert (old.exists(), new.exists()) == (False, True)


async def test_what_is_lost_or_altered_is_found(sender: Sender, office: Office, folder: Path) -> None:
    store, project = LocalStore(folder), await office.project()
    for content in (PHOTO, PDF):
        await sender.attached(content, project)
    await sender.send(OTHER)
    assert len([content async for content in contents(office.database)]) == 3
    assert [fault async for fault in verify(office.database, store)] == []
    lost, altered, _ = kept(folder)
    lost.unlink()
    altered.write_bytes(altered.read_bytes() + b"x")
    found = {fault.content.sha256: fault.message async for fault in verify(office.database, store)}
    assert found == {lost.name: "文件缺失", altered.name: "文件内容被改动"}


@pytest.mark.parametrize(
    ("jurisdiction", "digest"),
    [("..", "a" * 64), ("a/b", "a" * 64), ("", "a" * 64), ("city", "../" * 22), ("city", "A" * 64)],
)
def test_no_content_is_outside_of_the_store(jurisdiction: str, digest: str) -> None:
    with pytest.raises(ValueError, match="位置"):
        Content(jurisdiction=jurisdiction, sha256=digest)
