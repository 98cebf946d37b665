"""A client of the real application."""

from typing import Any

import httpx
from starlette.requests import Request

from tests.support.office import Office
from xiangmu.access.principals import SYSTEM, Principal
from xiangmu.web.app import create_app

Answer = dict[str, Any]


class Client:
    """Sends GraphQL requests to the application over an office's database."""

    def __init__(self, office: Office) -> None:
        self.principal = SYSTEM
        app = create_app(office.catalog, office.database, office.clock, identify=self._identify)
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://xiangmu")

    async def _identify(self, _: Request) -> Principal:
        return self.principal

    async def send(self, query: str, **variables: Any) -> Answer:
        """The whole answer."""
        response = await self.http.post("/graphql", json={"query": query, "variables": variables})
        assert response.status_code == 200, response.text
        answer: Answer = response.json()
        return answer

    async def ask(self, query: str, **variables: Any) -> Answer:
        """The data of an answer without errors."""
        answer = await self.send(query, **variables)
        assert "errors" not in answer, answer["errors"]
        data: Answer = answer["data"]
        return data

    async def refused(self, query: str, **variables: Any) -> tuple[str, str | None, str]:
        """Code, field and message of the only error."""
        answer = await self.send(query, **variables)
        [error] = answer["errors"]
        return error["extensions"]["code"], error["extensions"].get("field"), error["message"]
