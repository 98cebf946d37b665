"""Accounts, grants and tokens as lists for those who run the installation. No secret is in them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.roles import Role
from xiangmu.db import tables as t
from xiangmu.plugin.value import value
from xiangmu.services.identity.logins import fold_login

A, C, G, T, U = (table.c for table in (t.account, t.credential, t.role_grant, t.api_token, t.unit))


@value
class ListedAccount:
    """An account; without ``login`` it was erased, and not ``ready`` it waits for its password to be set."""

    id: UUID
    jurisdiction: str
    login: str | None
    disabled: bool
    ready: bool


@value
class ListedGrant:
    """A grant that has not been ended; ``unit`` is the unit's title."""

    id: UUID
    login: str | None
    role: Role
    jurisdiction: str
    unit: str
    since: date
    until: date | None


@value
class ListedToken:
    """A token that was not revoked."""

    id: UUID
    login: str | None
    title: str
    scopes: tuple[str, ...]
    expires_on: date
    used_at: datetime | None


async def account_of(connection: AsyncConnection, login: str) -> UUID | None:
    """The account that signs in under ``login``."""
    found = select(C.id).where(C.login == fold_login(login))
    account: UUID | None = await connection.scalar(found)
    return account


async def accounts(connection: AsyncConnection) -> list[ListedAccount]:
    """All accounts, by jurisdiction and login."""
    listed = (
        select(A.fact_id, A.jurisdiction, C.login, A.disabled, C.password_hash.is_not(None))
        .join(t.credential, C.id == A.fact_id)
        .where(A.ended_no.is_(None))
        .order_by(A.jurisdiction, C.login)
    )
    return [
        ListedAccount(id=id_, jurisdiction=jurisdiction, login=login, disabled=disabled, ready=ready)
        for id_, jurisdiction, login, disabled, ready in await _rows(connection, listed)
    ]


async def grants(connection: AsyncConnection, account: UUID | None = None) -> list[ListedGrant]:
    """All grants, or those of one account."""
    listed = (
        select(G.fact_id, C.login, G.role, G.jurisdiction, U.title, G.since, G.until)
        .join(t.credential, C.id == G.account_id)
        .outerjoin(t.unit, (U.fact_id == G.unit_id) & U.ended_no.is_(None))
        .where(G.ended_no.is_(None))
        .order_by(C.login, G.jurisdiction, G.role, G.since)
    )
    if account:
        listed = listed.where(G.account_id == account)
    return [
        ListedGrant(
            id=id_,
            login=login,
            role=Role(role),
            jurisdiction=jurisdiction,
            unit=unit or "",
            since=since,
            until=until,
        )
        for id_, login, role, jurisdiction, unit, since, until in await _rows(connection, listed)
    ]


async def tokens(connection: AsyncConnection) -> list[ListedToken]:
    """All tokens."""
    used = t.token_use.c
    listed = (
        select(T.fact_id, C.login, T.title, T.scopes, T.expires_on, used.used_at)
        .join(t.credential, C.id == T.account_id)
        .outerjoin(t.token_use, used.id == T.fact_id)
        .where(T.ended_no.is_(None))
        .order_by(C.login, T.title)
    )
    return [
        ListedToken(
            id=id_, login=login, title=title, scopes=tuple(scopes.split()), expires_on=until, used_at=used_at
        )
        for id_, login, title, scopes, until, used_at in await _rows(connection, listed)
    ]


async def has_admin(connection: AsyncConnection) -> bool:
    """Whether there is an administrator who is not disabled."""
    admins = (
        select(G.fact_id)
        .join(t.account, (A.fact_id == G.account_id) & A.ended_no.is_(None) & A.disabled.is_(False))
        .where(G.ended_no.is_(None), G.role == Role.PLATFORM_ADMIN, G.until.is_(None))
    )
    return bool(await _rows(connection, admins.limit(1)))


async def _rows(connection: AsyncConnection, statement: Select[Any]) -> list[Any]:
    rows = await connection.execute(statement)
    return list(rows)
