"""A client that sends files and fetches them."""

from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from starlette.requests import Request

from tests.support.city import CITY
from tests.support.office import Office
from xiangmu.access.principals import ANONYMOUS, Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.db.ids import unit_id
from xiangmu.settings import AttachmentSettings, BudgetSettings, Settings
from xiangmu.web.app import create_app


def who(role: Role, unit: str = "", place: str = CITY) -> Principal:
    """Somebody with one grant."""
    grant = Grant(role=role, jurisdiction=place, unit=unit_id(place, unit) if unit else None)
    return Principal(id=f"account:{role}-{place}-{unit}", grants=(grant,))


OFFICE, INSPECTOR, LEADER = who(Role.OFFICE), who(Role.INSPECTOR), who(Role.LEADER)
REPORTER, OTHER_REPORTER = who(Role.REPORTER, "town1"), who(Role.REPORTER, "town2")
VIEWER, NOBODY = who(Role.VIEWER), ANONYMOUS
ASK = """mutation($input: AttachmentUploadInput!) { attachmentUpload(input: $input) {
  upload { id url expiresAt received } errors { field code message } } }"""
ATTACH = """mutation($input: ProjectAttachInput!) { projectAttach(input: $input) {
  project { attachments { id name type size sha256 takenAt latitude longitude url recorded { principal } } }
  errors { field code } } }"""
DETACH = """mutation($input: ProjectDetachInput!) { projectDetach(input: $input) {
  project { attachments { id } } errors { field code } } }"""
SEEN = "{ projects { nodes { name attachments { id name type takenAt latitude longitude url } } } }"


class Sender:
    """Asks as ``principal``, until another one is set; files are in ``folder``."""

    def __init__(self, office: Office, folder: Path, **limits: Any) -> None:
        self.office = office
        self.principal = OFFICE
        self.settings = Settings(
            attachments=AttachmentSettings(folder=str(folder), **limits),
            budget=BudgetSettings(principal=0, anonymous=0),
        )
        app = create_app(
            office.catalog, office.database, office.clock, identify=self._identify, settings=self.settings
        )
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://xiangmu")

    async def _identify(self, _: Request) -> Principal:
        return self.principal

    async def ask(self, query: str, **given: Any) -> Any:
        """The data of an answer."""
        variables = {"input": {"requestId": str(uuid4()), **given}} if given else {}
        response = await self.http.post("/graphql", json={"query": query, "variables": variables})
        answer = response.json()
        assert "errors" not in answer, answer
        return answer["data"]

    async def announce(self, content: bytes, **given: Any) -> Any:
        """What comes of asking to send that content."""
        told = {
            "jurisdiction": CITY,
            "name": "现场照片.jpg",
            "size": len(content),
            "sha256": sha256(content).hexdigest(),
        }
        return (await self.ask(ASK, **told | given))["attachmentUpload"]

    async def address(self, content: bytes, **given: Any) -> str:
        """Where to send it."""
        told = await self.announce(content, **given)
        assert told["errors"] == []
        return str(told["upload"]["url"])

    async def put(self, address: str, content: bytes, **more: Any) -> httpx.Response:
        """Send the bytes."""
        return await self.http.put(address, content=content, **more)

    async def send(self, content: bytes, **given: Any) -> str:
        """Send a file; its id."""
        response = await self.put(await self.address(content, **given), content)
        assert response.status_code == 200, response.text
        return str(response.json()["id"])

    async def attach(self, project: UUID, *files: str, **given: Any) -> Any:
        """What comes of letting files belong to a project."""
        told = {"project": f"prj_{project.hex}", "attachments": list(files)}
        return (await self.ask(ATTACH, **told | given))["projectAttach"]

    async def attached(self, content: bytes, project: UUID, **given: Any) -> Any:
        """Send a file for a project; what it is seen as."""
        payload = await self.attach(project, await self.send(content, **given))
        assert payload["errors"] == [], payload
        return payload["project"]["attachments"][-1]


def problems(payload: Any) -> list[tuple[str, str]]:
    """(field, code) of each problem."""
    return [(".".join(error["field"]), error["code"]) for error in payload["errors"]]
