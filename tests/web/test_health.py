"""What a load balancer asks."""

import httpx
import pytest

from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.web.app import create_app

pytestmark = pytest.mark.anyio


async def probed(database: Database) -> dict[str, int]:
    """The status of each answer."""
    app = create_app(Catalog(()), database)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://xiangmu") as http:
        answers = {path: await http.get(path) for path in ("/livez", "/readyz")}
        assert (await http.head("/livez")).status_code == 200
        assert (await http.post("/livez")).status_code == 405
    for answer in answers.values():
        assert "sql" not in answer.text.lower()
    return {path: answer.status_code for path, answer in answers.items()}


async def test_a_service_over_a_current_database_is_ready(database: Database) -> None:
    assert await probed(database) == {"/livez": 200, "/readyz": 200}


@pytest.mark.parametrize("url", ["sqlite:///:memory:", "postgresql://127.0.0.1:1/none"])
async def test_without_its_database_the_process_runs_but_is_not_ready(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database.open(url)
    assert await probed(database) == {"/livez": 200, "/readyz": 503}
    [record] = caplog.records
    assert record.exc_info
    await database.dispose()
