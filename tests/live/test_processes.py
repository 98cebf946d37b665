"""Two processes over one database: what one records, subscribers of the other hear; one may be killed at any time."""

import signal
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.faults.server import Server
from tests.live.subscriber import connected
from tests.support.city import CITY
from tests.support.office import Office
from xiangmu.db.engine import Database

pytestmark = pytest.mark.anyio
REGISTER = """mutation ($input: ProjectRegisterInput!) {
  projectRegister(input: $input) { no errors { message } } }"""


async def register(client: httpx.AsyncClient, name: str) -> int:
    """Register a project; its number."""
    given = {"name": name, "total": "20000", "kind": "MANUFACTURING", "effective": "2023-01-15"}
    given |= {"jurisdiction": CITY, "requestId": str(uuid4())}
    answer = await client.post("/graphql", json={"query": REGISTER, "variables": {"input": given}})
    payload = answer.json()["data"]["projectRegister"]
    assert payload["errors"] == []
    no: int = payload["no"]
    return no


async def test_a_commit_in_one_process_is_heard_in_another_even_after_a_kill(
    database: Database, office: Office, tmp_path: Path
) -> None:
    assert office
    url = database.engine.url.set(drivername=database.dialect).render_as_string(hide_password=False)
    with Server(url, tmp_path / "one.log") as one, Server(url, tmp_path / "two.log") as two:
        async with two.client() as writer:
            async with connected(one.address) as listener:
                await listener.begin()
                await listener.subscribe(types=["Project"])
                start = await listener.page()
                no = await register(writer, "甲")
                page = await listener.page()
                assert [(c["no"], c["node"]["name"]) for c in page["changes"]] == [(no, "甲")]
                assert page["no"] == no > start["no"]
                one.kill()
                assert await listener.closed() == 1006
            for name in ("乙", "丙"):
                await register(writer, name)
            async with connected(two.address) as listener:
                await listener.begin()
                await listener.subscribe(types=["Project"], since=page["no"], view=page["view"])
                missed = await listener.page()
                assert [c["node"]["name"] for c in missed["changes"]] == ["乙", "丙"]
                two.terminate()
                assert await listener.closed() == 1012
        assert two.wait(10) == -signal.SIGTERM
