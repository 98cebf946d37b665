"""A file from the camera to whoever may see it."""

import io
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from tests.files.making import PDF, SHEET, exif, image, office
from tests.files.sending import (
    DETACH,
    INSPECTOR,
    LEADER,
    NOBODY,
    OFFICE,
    OTHER_REPORTER,
    REPORTER,
    SEEN,
    VIEWER,
    Sender,
)
from tests.support.city import CITY
from tests.support.office import Office
from tests.support.statements import statements_of
from xiangmu.access.principals import Principal

pytestmark = pytest.mark.anyio
PHOTO = image(told=exif())


def kept(folder: Path) -> list[str]:
    """What is in the folder for files."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


async def test_a_photo_is_sent_attached_and_fetched(sender: Sender, office: Office, folder: Path) -> None:
    project = await office.project()
    sender.principal = REPORTER
    found = await sender.attached(PHOTO, project)
    hashed = sha256(PHOTO).hexdigest()
    assert kept(folder) == [f"{CITY}/{hashed[:2]}/{hashed}"]
    sender.principal = OFFICE
    [file] = (await sender.ask(SEEN))["projects"]["nodes"][0]["attachments"]
    assert file | {"url": ""} == {
        "id": found["id"],
        "name": "现场照片.jpg",
        "type": "image/jpeg",
        "takenAt": "2023-06-30T09:15:30+08:00",
        "latitude": 34.84,
        "longitude": 111.2,
        "url": "",
    }
    fetched = await sender.http.get(file["url"])
    assert (fetched.status_code, fetched.content) == (200, PHOTO)
    assert fetched.headers["content-type"] == "image/jpeg"
    assert fetched.headers["content-disposition"] == (
        "inline; filename=\"____.jpg\"; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%E7%85%A7%E7%89%87.jpg"
    )
    assert fetched.headers["x-content-type-options"] == "nosniff"
    assert fetched.headers["content-security-policy"].startswith("sandbox; default-src 'none'")


@pytest.mark.parametrize(
    ("content", "name"), [(PDF, "批复.pdf"), (office(SHEET), "台账.xlsx")], ids=["pdf", "xlsx"]
)
async def test_documents_are_only_ever_downloaded(
    sender: Sender, office: Office, content: bytes, name: str
) -> None:
    file = await sender.attached(content, await office.project(), name=name)
    fetched = await sender.http.get(file["url"])
    assert fetched.content == content
    assert fetched.headers["content-disposition"].startswith("attachment;")
    assert "html" not in fetched.headers["content-type"]


async def test_where_it_was_taken_is_for_office_and_inspectors(sender: Sender, office: Office) -> None:
    project = await office.project()
    await sender.attached(PHOTO, project)
    for principal in (OFFICE, INSPECTOR, LEADER, VIEWER, REPORTER):
        sender.principal = principal
        [file] = (await sender.ask(SEEN))["projects"]["nodes"][0]["attachments"]
        told = principal in (OFFICE, INSPECTOR)
        assert (file["latitude"], file["longitude"]) == ((34.84, 111.2) if told else (None, None))
        fetched = await sender.http.get(file["url"])
        assert bool(Image.open(io.BytesIO(fetched.content)).getexif()) == told
        assert int(fetched.headers["content-length"]) == len(fetched.content)


@pytest.mark.parametrize("principal", [OTHER_REPORTER, NOBODY], ids=["another unit", "nobody"])
async def test_who_does_not_see_the_project_sees_nothing_of_its_files(
    sender: Sender, office: Office, principal: Principal
) -> None:
    project = await office.project()
    file = await sender.attached(PHOTO, project)
    sender.principal = principal
    assert (await sender.ask(f'{{ node(id: "{file["id"]}") {{ id }} }}'))["node"] is None
    assert (await sender.ask(SEEN))["projects"]["nodes"] == []
    sender.principal = OFFICE
    assert (await sender.ask(f'{{ node(id: "{file["id"]}") {{ id }} }}'))["node"] == {"id": file["id"]}


async def test_equal_contents_are_kept_once_and_nobody_is_told(
    sender: Sender, office: Office, folder: Path
) -> None:
    project = await office.project()
    answers = []
    for principal in (REPORTER, OFFICE):
        sender.principal = principal
        told = await sender.announce(PHOTO)
        answers.append(
            (told["upload"]["received"], (await sender.put(told["upload"]["url"], PHOTO)).json()["type"])
        )
        await sender.attach(project, told["upload"]["id"])
    assert answers == [(False, "image/jpeg")] * 2
    assert len(kept(folder)) == 1
    [shown] = (await sender.ask(SEEN))["projects"]["nodes"]
    assert len(shown["attachments"]) == 2


async def test_what_was_cut_short_is_sent_again(sender: Sender, office: Office, folder: Path) -> None:
    request = str(uuid4())
    first = await sender.announce(PHOTO, requestId=request)
    assert (await sender.put(first["upload"]["url"], PHOTO[:100])).status_code == 422
    assert kept(folder) == []
    office.pass_time(hours=2)
    late = await sender.put(first["upload"]["url"], PHOTO)
    assert (late.status_code, late.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")
    again = await sender.announce(PHOTO, requestId=request)
    assert (again["upload"]["id"], again["upload"]["received"]) == (first["upload"]["id"], False)
    for _ in range(2):
        # the answer was lost: sent once more, it is the same
        response = await sender.put(again["upload"]["url"], PHOTO)
        assert (response.status_code, response.json()) == (
            200,
            {"id": first["upload"]["id"], "type": "image/jpeg"},
        )
    assert (await sender.announce(PHOTO, requestId=request))["upload"]["received"] is True
    other = await sender.announce(PDF, requestId=request)
    assert [error["code"] for error in other["errors"]] == ["REQUEST_ID_REUSED"]


async def test_a_file_that_was_attached_by_mistake_is_taken_off(sender: Sender, office: Office) -> None:
    project = await office.project()
    file = await sender.attached(PHOTO, project)
    given = {"project": f"prj_{project.hex}", "attachment": file["id"]}
    without = (await sender.ask(DETACH, **given))["projectDetach"]
    assert [error["code"] for error in without["errors"]] == ["REQUIRED"]
    sender.principal = REPORTER
    denied = (await sender.ask(DETACH, **given, reason="附错"))["projectDetach"]
    assert [error["code"] for error in denied["errors"]] == ["NOT_ALLOWED"]
    sender.principal = OFFICE
    done = (await sender.ask(DETACH, **given, reason="附错"))["projectDetach"]
    assert (done["errors"], done["project"]["attachments"]) == ([], [])
    sender.principal = LEADER
    assert (await sender.ask(f'{{ node(id: "{file["id"]}") {{ id }} }}'))["node"] is None


async def test_statements_do_not_grow_with_files(sender: Sender, office: Office) -> None:
    projects = [await office.project(f"项目{number}") for number in range(4)]
    counted = []
    for number, project in enumerate(projects):
        for place in range(number + 1):
            await sender.attached(PDF + bytes([65 + place]), project, name=f"{place}.pdf")
        if number in (0, 3):
            counted.append(await statements(sender))
    assert counted[0] == counted[1]


async def statements(sender: Sender) -> int:
    """How many statements the same question takes."""
    with statements_of(sender.office.database) as sent:
        await sender.ask(SEEN)
    assert sent
    return len(sent)


async def test_a_batch_may_use_one_file_for_two_projects(sender: Sender, office: Office) -> None:
    projects = [await office.project(name) for name in ("甲", "乙")]
    file = await sender.send(PHOTO)
    content = [{"project": f"prj_{project.hex}", "attachments": [file]} for project in projects]
    commands = [{"projectAttach": {"requestId": str(uuid4()), **given}} for given in content]
    query = "mutation($input: CommandBatchInput!) { commandBatch(input: $input) { errors { field code } } }"
    answer = await sender.http.post(
        "/graphql", json={"query": query, "variables": {"input": {"commands": commands}}}
    )
    assert answer.json()["data"]["commandBatch"] == {"errors": []}
    nodes = (await sender.ask(SEEN))["projects"]["nodes"]
    assert [[one["id"] for one in node["attachments"]] for node in nodes] == [[file], [file]]
