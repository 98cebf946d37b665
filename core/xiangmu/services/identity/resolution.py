"""From a credential to who it is: one statement joins the session or token with its account and its grants."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.principals import Grant, Principal, PrincipalKind
from xiangmu.access.roles import Permission, Role
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.plugin.value import value
from xiangmu.services.clock import Clock, business_day
from xiangmu.services.identity.secrets import hash_of
from xiangmu.services.identity.token_use import TokenUses

S, C, A, G, T, U = (
    table.c for table in (t.session, t.credential, t.account, t.role_grant, t.api_token, t.token_use)
)
GRANTED = (G.role, G.jurisdiction, G.unit_id, G.since, G.until)


@value
class Caller:
    """Who sent a request, and through which session of theirs."""

    principal: Principal
    session: UUID | None = None


class Resolver:
    """Finds out who somebody is; None when a credential is worth nothing."""

    def __init__(self, database: Database, clock: Clock, uses: TokenUses) -> None:
        self._database = database
        self._clock = clock
        self._uses = uses

    async def of_session(self, access: str) -> Caller | None:
        """Whose session it is. Who has to change their password has no grants until then."""
        now = self._clock()
        statement = (
            select(S.id, S.account_id, C.must_change, *GRANTED)
            .join(t.credential, (C.id == S.account_id) & (C.epoch == S.epoch))
            .where(S.access_hash == hash_of(access), S.ended_at.is_(None), S.access_until > now)
        )
        rows = await self._rows(with_grants(statement, S.account_id, now))
        if not rows:
            return None
        first = rows[0]
        account: UUID = first["account_id"]
        principal = Principal(
            id=f"account:{account}",
            kind=PrincipalKind.ACCOUNT,
            account=account,
            grants=() if first["must_change"] else grants_in(rows),
        )
        return Caller(principal=principal, session=first["id"])

    async def of_token(self, token: str) -> Caller | None:
        """Whose API token it is."""
        now = self._clock()
        statement = (
            select(T.fact_id, T.account_id, T.scopes, U.used_at, *GRANTED)
            .outerjoin(t.token_use, U.id == T.fact_id)
            .where(T.token_hash == hash_of(token), T.ended_no.is_(None), T.expires_on >= business_day(now))
        )
        rows = await self._rows(with_grants(statement, T.account_id, now))
        if not rows:
            return None
        first = rows[0]
        self._uses.note(first["fact_id"], first["used_at"], now)
        scopes = first["scopes"].split()
        principal = Principal(
            id=f"token:{first['fact_id']}",
            kind=PrincipalKind.TOKEN,
            account=first["account_id"],
            grants=grants_in(rows),
            scopes=frozenset(permission for permission in Permission if permission in scopes),
        )
        return Caller(principal=principal)

    async def _rows(self, statement: Select[Any]) -> list[RowMapping]:
        async with self._database.reading() as connection:
            rows = await connection.execute(statement)
            return list(rows.mappings())


def with_grants(statement: Select[Any], account: Any, now: datetime) -> Select[Any]:
    """The rows of ``statement`` for each grant in force, at least one, if the account is not disabled."""
    today = business_day(now)
    in_force = G.ended_no.is_(None) & (G.since <= today) & or_(G.until.is_(None), G.until >= today)
    return statement.join(
        t.account, (A.fact_id == account) & A.ended_no.is_(None) & A.disabled.is_(False)
    ).outerjoin(t.role_grant, (G.account_id == account) & in_force)


def grants_in(rows: Sequence[RowMapping]) -> tuple[Grant, ...]:
    """The grants that rows of ``with_grants`` hold."""
    return tuple(
        Grant(
            role=Role(row["role"]),
            jurisdiction=row["jurisdiction"],
            unit=row["unit_id"],
            since=row["since"],
            until=row["until"],
        )
        for row in rows
        if row["role"]
    )


async def still(connection: AsyncConnection, principal: Principal, now: datetime) -> Principal | None:
    """The same with the grants of now; None for an account that is disabled, or a token that has ended.

    Who is known from elsewhere keeps what they came with, as far as it is in force today.
    """
    if principal.account is None:
        return principal.on(business_day(now))
    if principal.kind is PrincipalKind.TOKEN:
        token = UUID(principal.id.partition(":")[2])
        own = select(T.account_id).where(
            T.fact_id == token, T.ended_no.is_(None), T.expires_on >= business_day(now)
        )
        statement = with_grants(own.add_columns(*GRANTED), T.account_id, now)
    else:
        own = select(C.id).where(C.id == principal.account, C.must_change.is_(False))
        statement = with_grants(own.add_columns(*GRANTED), C.id, now)
    rows = (await connection.execute(statement)).mappings().all()
    return replace(principal, grants=grants_in(rows)) if rows else None
