"""A project office at work in a test: commands in short form, a clock that the test sets."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from tests.support.city import CITY, POLICY
from xiangmu.access.principals import SYSTEM, Grant, Principal
from xiangmu.access.rights import Rights
from xiangmu.access.roles import Role
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ids import unit_id
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import ProjectKind
from xiangmu.services.command import Command, Input, Receipt
from xiangmu.services.drafting import PublicationDraft, draft_publication
from xiangmu.services.drafts import DraftApprove
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.execute import execute
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.policies import PolicyEnable
from xiangmu.services.problems import Problem, Refused
from xiangmu.services.projects import ProjectRegister

REPORTER = Principal(
    id="reporter",
    grants=tuple(
        Grant(role=Role.REPORTER, jurisdiction=CITY, unit=unit_id(CITY, unit))
        for unit in ("town1", "town2", "town3", "bureau")
    ),
)
"""Reports for every unit of the invented city."""
APPROVER = Principal(id="approver", grants=(Grant(role=Role.APPROVER, jurisdiction=CITY),))
"""Approves what the office drafts."""
EVERYTHING = Rights(SYSTEM, date(2023, 7, 1))
NOON = datetime(2023, 7, 1, 4, tzinfo=UTC)
"""Midday of 1 July 2023 in Shanghai."""


class Office:
    """Carries out commands on one database."""

    def __init__(self, database: Database, catalog: Catalog) -> None:
        self.database = database
        self.catalog = catalog
        self.now = NOON

    def clock(self) -> datetime:
        """The time that the test has set."""
        return self.now

    def pass_time(self, **much: int) -> None:
        """Let time pass."""
        self.now += timedelta(**much)

    async def run(self, commands: Sequence[Command], principal: Principal = SYSTEM) -> tuple[Receipt, ...]:
        """Carry out a batch."""
        return await execute(self.database, self.catalog, commands, principal=principal, clock=self.clock)

    async def do(
        self,
        data: Input,
        *,
        reason: str = "",
        principal: Principal = SYSTEM,
        request_id: UUID | None = None,
    ) -> Receipt:
        """Carry out one command."""
        command = Command(request_id=request_id or uuid4(), data=data, reason=reason)
        return (await self.run([command], principal))[0]

    async def run_all(self, *inputs: Input) -> tuple[Receipt, ...]:
        """Carry out a batch of inputs."""
        return await self.run([Command(request_id=uuid4(), data=data) for data in inputs])

    async def refused(
        self, data: Input, *, reason: str = "", principal: Principal = SYSTEM
    ) -> tuple[Problem, ...]:
        """The problems with a command that must be refused."""
        try:
            await self.do(data, reason=reason, principal=principal)
        except Refused as refused:
            return refused.problems
        raise AssertionError(f"not refused: {data!r}")

    async def open(self) -> None:
        """Install the invented city and enable its policy."""
        await self.do(JurisdictionInstall(jurisdiction=CITY))
        await self.do(PolicyEnable(policy=POLICY, since=date(2023, 1, 1)))

    async def project(self, name: str = "碳材料厂", **attributes: object) -> UUID:
        """Register a project of 2亿."""
        given: dict[str, object] = {
            "jurisdiction": CITY,
            "name": name,
            "total_yuan": yi(2),
            "kind": ProjectKind.MANUFACTURING,
            "effective": date(2023, 1, 15),
            "unit": "town1",
        }
        receipt = await self.do(ProjectRegister.model_validate(given | attributes))
        return UUID(receipt.subject)

    async def enrolled_project(self, name: str = "碳材料厂", unit: str = "town1") -> UUID:
        """Register a project and have the policy assess ``unit`` for it."""
        project = await self.project(name, unit=unit)
        await self.do(EnrolmentSet(project=project, policy=POLICY, unit=unit, since=date(2023, 1, 15)))
        return project

    async def draft(
        self,
        period: str = "2023Q2",
        reason: str = "",
        principal: Principal = SYSTEM,
        policy: str = POLICY,
    ) -> UUID:
        """Lay the towns' result before the units, for an hour."""
        data = PublicationDraft(
            policy=policy, group="towns", period=period, objections_until=self.now + timedelta(hours=1)
        )
        receipt = await draft_publication(
            self.database,
            self.catalog,
            data,
            request_id=uuid4(),
            principal=principal,
            clock=self.clock,
            reason=reason,
        )
        return UUID(receipt.subject)

    async def publish(self, period: str = "2023Q2", reason: str = "") -> UUID:
        """Draft the towns' result and have it approved two hours later. Returns the publication."""
        return await self.approve(await self.draft(period, reason))

    async def approve(self, draft: UUID, principal: Principal = APPROVER) -> UUID:
        """Have a draft approved two hours later. Returns the publication."""
        self.pass_time(hours=2)
        receipt = await self.do(DraftApprove(draft=draft), principal=principal)
        async with self.database.reading() as connection:
            [publication] = await connection.scalars(
                select(t.publication.c.fact_id).where(t.publication.c.no == receipt.no)
            )
        return UUID(str(publication))


def codes(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """(field, code) of each problem."""
    return [(".".join(problem.path), str(problem.code)) for problem in problems]
