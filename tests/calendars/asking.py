"""Questions about agendas, and calendars fetched by their address."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import httpx
from starlette.requests import Request

from tests.support.office import Office
from xiangmu.access.principals import SYSTEM, Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.db.ids import unit_id
from xiangmu.services.reporting import ReportSubmit, submit_report
from xiangmu.settings import Settings
from xiangmu.web.app import create_app

SMX = "sanmenxia-2020"
AGENDA = """query Q($days: Int!, $from: Date, $jurisdiction: String, $unit: String, $mine: Boolean!) {
    agenda(days: $days, from: $from, jurisdiction: $jurisdiction, unit: $unit, mine: $mine) {
        count overdue first last
        entries(first: 500) { __typename kind title because due effectiveDue overdue units link project
            unit { id key title } clause { id }
            ... on AgendaOccurrence { occurrence state effectiveBecause obligation { key } } } } }"""


def at(moment: str) -> datetime:
    """A moment in Shanghai."""
    return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def granted(role: Role, place: str = "sanmenxia", unit: str = "", account: UUID | None = None) -> Principal:
    """Somebody with one role."""
    grant = Grant(role=role, jurisdiction=place, unit=unit_id(place, unit) if unit else None)
    return Principal(id="somebody", account=account, grants=(grant,))


class Asker:
    """A client of the application."""

    def __init__(self, office: Office, settings: Settings | None = None) -> None:
        self.office = office
        self.principal = SYSTEM
        self.app = create_app(
            office.catalog, office.database, office.clock, identify=self._identify, settings=settings
        )
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://xiangmu")

    async def _identify(self, _: Request) -> Principal:
        return self.principal

    async def send(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer."""
        response = await self.http.post("/graphql", json={"query": query, "variables": variables})
        answer: dict[str, Any] = response.json()
        return answer

    async def agenda(self, principal: Principal = SYSTEM, **asked: Any) -> dict[str, Any]:
        """What somebody has to do."""
        self.principal = principal
        answer = await self.send(AGENDA, **({"days": 7, "mine": False} | asked))
        assert "errors" not in answer, answer
        found: dict[str, Any] = answer["data"]["agenda"]
        return found

    async def fetch(self, address: str, method: str = "GET", **headers: str) -> httpx.Response:
        """A calendar."""
        named = {name.replace("_", "-"): content for name, content in headers.items()}
        return await self.http.request(method, address, headers=named)


async def report(office: Office, unit: str, due: str, obligation: str = "weekly_report") -> UUID:
    """Hand a report in, now."""
    data = ReportSubmit.model_validate({"policy": SMX, "obligation": obligation, "due": due, "unit": unit})
    receipt = await submit_report(
        office.database, office.catalog, data, request_id=uuid4(), principal=SYSTEM, clock=office.clock
    )
    return UUID(receipt.subject)
