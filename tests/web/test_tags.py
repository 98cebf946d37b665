"""A registered query by GET: an answer that the client has already is not worked out again."""

from datetime import date
from typing import Any
from uuid import UUID

import httpx
import orjson
import pytest

from tests.support.city import CITY
from tests.support.office import Office
from tests.support.statements import statements_of
from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.services import documents
from xiangmu.services.documents import Document
from xiangmu.settings import ApiSettings, Documents, Settings
from xiangmu.web.app import create_app

pytestmark = pytest.mark.anyio
STEADY = Document(
    text="query Names($n: Int!) { projects(first: $n) { totalCount nodes { id name unit { title } } } }",
    title="Names",
)
PASSING = Document(text="{ accounts(first: 3) { nodes { id login } } }", title="Passing")
TIMELY = Document(text="{ me { id } }", title="Timely")


class Asker:
    """Asks by GET, as whoever it is."""

    def __init__(self, office: Office) -> None:
        self.principal = Principal(id="a", grants=(Grant(role=Role.VIEWER, jurisdiction=CITY),))
        settings = Settings(api=ApiSettings(documents=Documents.ALLOW))
        app = create_app(
            office.catalog, office.database, office.clock, identify=self._identify, settings=settings
        )
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://xiangmu")
        self.statements = 0
        self._office = office

    async def _identify(self, _: Any) -> Principal:
        return self.principal

    async def get(self, document: Document, tag: str = "", **variables: Any) -> httpx.Response:
        """The answer, and ``statements`` that it took."""
        extensions = {"persistedQuery": {"version": 1, "sha256Hash": document.hash}}
        asked = {
            "variables": orjson.dumps(variables).decode(),
            "extensions": orjson.dumps(extensions).decode(),
        }
        headers = {"If-None-Match": tag} if tag else {}
        with statements_of(self._office.database) as sent:
            answer = await self.http.get("/graphql", params=asked, headers=headers)
        self.statements = len(sent)
        return answer


@pytest.fixture
async def asker(office: Office) -> Asker:
    """Somebody who sees the whole city, where operations are registered."""
    await documents.register(office.database, [STEADY, PASSING, TIMELY], office.clock)
    return Asker(office)


async def test_what_is_known_is_not_worked_out_again(office: Office, asker: Asker) -> None:
    await office.project()
    first = await asker.get(STEADY, n=5)
    tag = first.headers["etag"]
    assert first.json()["data"]["projects"]["totalCount"] == 1
    assert first.headers["cache-control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= set(first.headers["vary"].split(", "))
    again = await asker.get(STEADY, f'"other", {tag}', n=5)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["cache-control"] == "private, no-cache"
    # the newest number of the ledger, and nothing else
    assert asker.statements == 1


async def test_whatever_may_change_the_answer_changes_the_tag(office: Office, asker: Asker) -> None:
    tags = [(await asker.get(STEADY, n=5)).headers["etag"], (await asker.get(STEADY, n=6)).headers["etag"]]
    await office.project()
    tags.append((await asker.get(STEADY, n=5)).headers["etag"])
    office.pass_time(days=1)
    tags.append((await asker.get(STEADY, n=5)).headers["etag"])
    someone = asker.principal
    grants = (*someone.grants, Grant(role=Role.APPROVER, jurisdiction=CITY, until=date(2030, 1, 1)))
    asker.principal = Principal(id="a", grants=grants)
    tags.append((await asker.get(STEADY, n=5)).headers["etag"])
    asker.principal = Principal(id="b", account=UUID(int=3), grants=someone.grants)
    tags.append((await asker.get(STEADY, n=5)).headers["etag"])
    assert len({*tags}) == len(tags)
    asker.principal = Principal(id="c")
    answer = await asker.get(STEADY, tags[-1], n=5)
    assert answer.status_code == 200 and answer.json()["data"]["projects"]["nodes"] == []


@pytest.mark.parametrize("document", [PASSING, TIMELY], ids=["worked out", "about the request"])
async def test_what_may_change_by_itself_has_no_tag(asker: Asker, document: Document) -> None:
    answer = await asker.get(document)
    assert "data" in answer.json(), answer.text
    assert "etag" not in answer.headers and answer.headers["cache-control"] == "no-store"


async def test_errors_have_no_tag(asker: Asker) -> None:
    answer = await asker.get(STEADY, n=1000)
    assert answer.json()["errors"] and "etag" not in answer.headers
