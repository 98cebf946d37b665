"""What the commands on accounts, tokens and grants share: who has the shell of the machine keeps them all."""

import sys
from collections.abc import Sequence
from uuid import UUID, uuid4

import click

from xiangmu.access.principals import SYSTEM
from xiangmu.access.rights import Rights
from xiangmu.cli.errors import Failure
from xiangmu.cli.installation import catalog, with_database
from xiangmu.db.engine import Database
from xiangmu.services.clock import business_day, system_clock
from xiangmu.services.command import Command, Input, Receipt
from xiangmu.services.execute import execute
from xiangmu.services.identity import directory
from xiangmu.services.identity.logins import fold_login
from xiangmu.services.identity.passwords import Passwords, fault_of
from xiangmu.services.identity.signing_in import SignIns
from xiangmu.services.unit_names import with_unit_keys


async def carry_out(database: Database, *inputs: Input) -> tuple[Receipt, ...]:
    """Give the commands, on record as the system's."""
    rights = Rights(SYSTEM, business_day(system_clock()))
    async with database.reading() as connection:
        keyed = await with_unit_keys(connection, catalog(), inputs, rights)
    commands = [Command(request_id=uuid4(), data=data) for data in keyed]
    return await execute(database, catalog(), commands, principal=SYSTEM, clock=system_clock)


def do(data: Input) -> UUID:
    """Give one command; the id of what it was about."""

    async def done(database: Database) -> UUID:
        [receipt] = await carry_out(database, data)
        return UUID(receipt.subject)

    return with_database(done)


def account(login: str) -> UUID:
    """The account that signs in under ``login``. Raises Failure."""

    async def found(database: Database) -> UUID | None:
        async with database.reading() as connection:
            return await directory.account_of(connection, login)

    known = with_database(found)
    if known is None:
        raise Failure("没有这个登录名, 可用 xiangmu account list 查看")
    return known


def set_password(secret: str, password: str, *, must_change: bool) -> None:
    """Set the password that the one-time secret is for. Raises Refused."""

    async def redeemed(database: Database) -> None:
        sign_ins = SignIns(database, system_clock, Passwords())
        await sign_ins.redeem(secret, password, must_change=must_change)

    with_database(redeemed)


def typed_secret(what: str, *, twice: bool = False) -> str:
    """What is typed unseen, or the next line of what is piped in: never an argument, which others can see."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    typed: str = click.prompt(what, hide_input=True)
    if twice and click.prompt("再输一遍", hide_input=True) != typed:
        raise Failure("两次键入的不同")
    return typed


def typed_password(login: str) -> str:
    """A new password for that login. Raises Failure for one that will not do."""
    password = typed_secret("口令", twice=True)
    if fault := fault_of(password, fold_login(login)):
        raise Failure(fault)
    return password


def table(rows: Sequence[Sequence[object]], empty: str) -> None:
    """Print rows, their cells separated by tabs."""
    for row in rows:
        click.echo("\t".join("" if cell is None else str(cell) for cell in row))
    if not rows:
        click.echo(empty)
