"""Accounts of the demonstration, one for each role, with a password that everybody may know."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from xiangmu.access.principals import SYSTEM
from xiangmu.access.rights import Rights
from xiangmu.access.roles import Permission, Role
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ledger import already_done
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import Duty
from xiangmu.seed.steps import morning, request_id
from xiangmu.services.assignments import DutyAssign
from xiangmu.services.command import Command, Input
from xiangmu.services.execute import execute
from xiangmu.services.identity.accounts import AccountOpen
from xiangmu.services.identity.grants import GrantGive
from xiangmu.services.identity.passwords import Passwords
from xiangmu.services.identity.secrets import API, ONCE, hash_of
from xiangmu.services.identity.signing_in import SignIns
from xiangmu.services.identity.tokens import TokenIssue
from xiangmu.services.unit_names import with_unit_keys

PASSWORD = "xiangmu-demo-2023"  # noqa: S105  # README tells it to everybody
TOKEN = API + "demo-read-only-0123456789-0123456789-0123456789"
"""Reads. The same everywhere, so that the question that README prints can be sent as it stands; it is issued in
demonstrations alone, and a service that has it refuses to be reached from other machines."""
READS = (Permission.READ, Permission.SEE_RESULTS, Permission.SEE_JUDGES, Permission.AUDIT)
LOCAL = tuple(role for role in Role if role is not Role.PLATFORM_ADMIN)
SINCE = date(2020, 1, 1)
FOREVER = date(2100, 12, 31)
LED = 3
"""Projects that a leader of the demonstration stands behind."""


@value
class DemoAccount:
    """One account; ``unit`` is a name of the unit that it is for."""

    login: str
    role: Role
    jurisdiction: str = ""
    unit: str = ""

    @property
    def opening(self) -> UUID:
        """The request that opens it."""
        return request_id("account", self.login)

    @property
    def name(self) -> str:
        """Of those who hold duties: no duty without a person."""
        return "演示领导" if self.role is Role.LEADER else ""

    @property
    def secret(self) -> str:
        """What sets its password."""
        return f"{ONCE}demo-{self.login}"

    def grant(self, account: UUID) -> GrantGive:
        """What it is granted."""
        return GrantGive(
            account=account, role=self.role, jurisdiction=self.jurisdiction, unit=self.unit, since=SINCE
        )


def demo_accounts(catalog: Catalog) -> Iterator[DemoAccount]:
    """An administrator, an office for each city, and every role in the city that the first question is about."""
    yield DemoAccount(login="admin", role=Role.PLATFORM_ADMIN)
    asked = [city.demo.first_question for city in catalog.cities]
    first = next((place for place, question in enumerate(asked) if question), None)
    for place, (city, question) in enumerate(zip(catalog.cities, asked, strict=True)):
        jurisdiction = city.info.jurisdiction.key
        for role in LOCAL if place == first else (Role.OFFICE,):
            unit = question.unit if question and role is Role.REPORTER else ""
            login = _login(jurisdiction, role)
            yield DemoAccount(login=login, role=role, jurisdiction=jurisdiction, unit=unit)


async def open_accounts(database: Database, catalog: Catalog) -> int:
    """Open the accounts; how many commands that took. What was done before is not done again."""
    entry = _Entry(database, catalog)
    told = list(demo_accounts(catalog))
    opened = await entry.give(
        [
            (
                one.opening,
                AccountOpen(jurisdiction=one.jurisdiction, login=one.login, name=one.name, secret=one.secret),
            )
            for one in told
        ]
    )
    ids = dict(zip((one.login for one in told), opened, strict=True))
    await entry.give([(request_id("grant", one.login), one.grant(ids[one.login])) for one in told])
    for one in told:
        if one.role is Role.LEADER:
            await entry.give(await _duties(database, one, ids[one.login]))
    reader = next((one.jurisdiction for one in told if one.role is Role.VIEWER), None)
    if reader:
        office = ids[_login(reader, Role.OFFICE)]
        issue = TokenIssue(
            account=office, title="演示用的只读令牌", scopes=READS, expires_on=FOREVER, secret=TOKEN
        )
        await entry.give([(request_id("token"), issue)])
    await _set_passwords(database, told)
    return entry.count


async def has_demo_accounts(database: Database, catalog: Catalog) -> bool:
    """Whether anybody can sign in with what the demonstration tells everybody."""
    account = t.account.c
    async with database.reading() as connection:
        done = await already_done(connection, [one.opening for one in demo_accounts(catalog)])
        usable = select(account.fact_id).where(
            account.ended_no.is_(None),
            account.disabled.is_(False),
            account.fact_id.in_([UUID(one.subject) for one in done.values()]),
        )
        return (await connection.execute(usable.limit(1))).first() is not None


async def _duties(database: Database, leader: DemoAccount, account: UUID) -> list[tuple[UUID, Input]]:
    """The leader stands behind the first projects that have a problem."""
    issue = t.issue.c
    troubled = select(issue.project_id, func.min(issue.no)).where(
        issue.jurisdiction == leader.jurisdiction, issue.project_id.is_not(None)
    )
    first = troubled.group_by(issue.project_id).order_by(func.min(issue.no)).limit(LED)
    async with database.reading() as connection:
        projects = [row[0] for row in await connection.execute(first)]
    return [
        (
            request_id("duty", leader.login, str(place)),
            DutyAssign(
                jurisdiction=leader.jurisdiction,
                duty=Duty.COUNTY_LEADER,
                project=project,
                post="包联领导",
                person=account,
                since=SINCE,
            ),
        )
        for place, project in enumerate(projects)
    ]


async def _set_passwords(database: Database, told: Sequence[DemoAccount]) -> None:
    """Of those whose one-time secret is still there."""
    hashes = {hash_of(one.secret): one for one in told}
    waiting = select(t.credential.c.redeem_hash).where(t.credential.c.redeem_hash.in_(hashes))
    async with database.reading() as connection:
        left = (await connection.scalars(waiting)).all()
    sign_ins = SignIns(database, _moment, Passwords())
    await asyncio.gather(*(sign_ins.redeem(hashes[one].secret, PASSWORD) for one in left))


class _Entry:
    """The ledger being filled."""

    def __init__(self, database: Database, catalog: Catalog) -> None:
        self._database, self._catalog = database, catalog
        self.count = 0

    async def give(self, requests: Sequence[tuple[UUID, Input]]) -> list[UUID]:
        """Give commands; the ids of what they were about."""
        rights = Rights(SYSTEM, SINCE)
        async with self._database.reading() as connection:
            keyed = await with_unit_keys(connection, self._catalog, [data for _, data in requests], rights)
        commands = [
            Command(request_id=request, data=data) for (request, _), data in zip(requests, keyed, strict=True)
        ]
        receipts = await execute(self._database, self._catalog, commands, principal=SYSTEM, clock=_moment)
        self.count += sum(not receipt.replayed for receipt in receipts)
        return [UUID(receipt.subject) for receipt in receipts]


def _moment() -> datetime:
    return morning(SINCE)


def _login(jurisdiction: str, role: Role) -> str:
    return f"{jurisdiction}.{role.lower()}"
