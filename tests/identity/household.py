"""Accounts of a test: opened, given a password, signed in."""

from typing import Any
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from sqlalchemy import select

from tests.support.city import CITY
from tests.support.office import Office, codes
from xiangmu.access.principals import SYSTEM, Principal
from xiangmu.access.roles import Role
from xiangmu.db import tables as t
from xiangmu.services.command import Command
from xiangmu.services.execute import execute
from xiangmu.services.identity.accounts import AccountOpen
from xiangmu.services.identity.grants import GrantGive
from xiangmu.services.identity.passwords import Passwords
from xiangmu.services.identity.resolution import Caller, Resolver
from xiangmu.services.identity.signing_in import SignedIn, SignIns
from xiangmu.services.identity.token_use import TokenUses
from xiangmu.services.problems import Refused

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""A test proves that passwords are hashed, not that it takes long."""
PASSWORD = "正确的-horse-battery"  # noqa: S105  # of nobody
ADDRESS = "10.1.2.3"


class Household:
    """Opens accounts and signs in to them, by the office's clock."""

    def __init__(self, office: Office, hasher: PasswordHasher = QUICK) -> None:
        self.office = office
        self.database = office.database
        self.sign_ins = SignIns(office.database, office.clock, Passwords(hasher))
        self.uses = TokenUses(office.database)
        self.resolver = Resolver(office.database, office.clock, self.uses)

    async def open(
        self, login: str, *, jurisdiction: str = CITY, name: str = "", principal: Principal = SYSTEM
    ) -> UUID:
        """An account whose password is ``PASSWORD``."""
        data = AccountOpen(jurisdiction=jurisdiction, login=login, name=name)
        account = UUID((await self.office.do(data, principal=principal)).subject)
        await self.sign_ins.redeem(data.secret, PASSWORD, ADDRESS)
        return account

    async def employ(self, login: str, role: Role, *, jurisdiction: str = CITY, unit: str = "") -> UUID:
        """An account with one role."""
        account = await self.open(login, jurisdiction=jurisdiction)
        await self.give(account, role, jurisdiction=jurisdiction, unit=unit)
        return account

    async def give(self, account: UUID, role: Role, *, jurisdiction: str = CITY, unit: str = "") -> UUID:
        """A grant."""
        data = GrantGive(account=account, role=role, jurisdiction=jurisdiction, unit=unit)
        return UUID((await self.office.do(data)).subject)

    async def sign_in(self, login: str, password: str = PASSWORD, address: str = ADDRESS) -> SignedIn:
        """Sign in."""
        return await self.sign_ins.sign_in(login, password, address)

    async def principal(self, login: str) -> Principal:
        """Who signs in under that login."""
        return (await self.caller((await self.sign_in(login)).tokens.access)).principal

    async def caller(self, access: str) -> Caller:
        """Whose session it is. Fails when it is nobody's."""
        caller = await self.resolver.of_session(access)
        assert caller is not None
        return caller

    async def refusal(self, login: str, password: str, address: str = ADDRESS) -> tuple[str, str]:
        """Code and message for an attempt that must fail."""
        try:
            await self.sign_in(login, password, address)
        except Refused as refused:
            [problem] = refused.problems
            return str(problem.code), problem.message
        raise AssertionError(f"{login} was let in")

    async def rows(self, table: Any) -> list[dict[str, Any]]:
        """Everything in a table."""
        async with self.database.reading() as connection:
            return [dict(row) for row in (await connection.execute(select(table))).mappings()]

    async def again(self, data: Any, request: UUID, principal: Principal = SYSTEM) -> Any:
        """The receipt of a command under a request id of one's own."""
        command = Command(request_id=request, data=data)
        receipts = await execute(
            self.database, self.office.catalog, [command], principal=principal, clock=self.office.clock
        )
        return receipts[0]


def problems_of(refused: Refused) -> list[tuple[str, str]]:
    """(field, code) of each problem."""
    return codes(refused.problems)


def request() -> UUID:
    """A new request id."""
    return uuid4()


__all__ = ["ADDRESS", "PASSWORD", "Household", "codes", "problems_of", "request", "t"]
