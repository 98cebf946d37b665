"""Sessions as they are stored: opened, renewed and ended, each in a transaction of the caller's."""

from dataclasses import field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.plugin.value import value
from xiangmu.services.identity.secrets import ACCESS, REFRESH, hash_of, new_secret, new_seed, next_secret

ACCESS_LIFE = timedelta(minutes=15)
PAGE_LIFE = timedelta(hours=12)
"""Of a session in a browser's cookie, which is never renewed."""
LIFE = timedelta(days=30)
S, C, A = t.session.c, t.credential.c, t.account.c


@value
class Tokens:
    """What a client is given. A session of a browser has no ``refresh``."""

    access: str = field(repr=False)
    access_until: datetime
    refresh: str | None = field(default=None, repr=False)
    until: datetime


async def open_session(
    connection: AsyncConnection, account: UUID, epoch: int, now: datetime, *, page: bool
) -> Tokens:
    """Open a session, of a browser's pages or of a client that renews it. What is long over is thrown away."""
    await connection.execute(
        delete(t.refresh_token).where(t.refresh_token.c.session_id.in_(_over(account, now)))
    )
    await connection.execute(delete(t.session).where(S.id.in_(_over(account, now))))
    session, access = uuid4(), new_secret(ACCESS)
    tokens = Tokens(
        access=access,
        access_until=now + (PAGE_LIFE if page else ACCESS_LIFE),
        refresh=None if page else new_secret(REFRESH),
        until=now + (PAGE_LIFE if page else LIFE),
    )
    row = {
        "id": session,
        "account_id": account,
        "epoch": epoch,
        "seed": new_seed(),
        "access_hash": hash_of(access),
        "access_until": tokens.access_until,
        "until": tokens.until,
        "ended_at": None,
    }
    await connection.execute(insert(t.session).values(row))
    if tokens.refresh:
        await _keep(connection, tokens.refresh, session)
    return tokens


async def renew_session(
    connection: AsyncConnection, refresh: str, request: UUID, now: datetime
) -> Tokens | None:
    """The next tokens of the session that ``refresh`` renews; None when it renews none.

    A token is spent by one request. That request, sent again, is answered as before for as long as nothing came of
    the answer; any other use of a spent token means that two have it, and ends the session.
    """
    found = (await connection.execute(_renewable(hash_of(refresh), now))).mappings().one_or_none()
    if found is None:
        return None
    after = next_secret(REFRESH, found["seed"], refresh, str(request))
    access = next_secret(ACCESS, found["seed"], refresh, str(request))
    if found["spent_by"] is None:
        until = min(now + ACCESS_LIFE, found["until"])
        await connection.execute(
            update(t.refresh_token).where(t.refresh_token.c.hash == hash_of(refresh)).values(spent_by=request)
        )
        await _keep(connection, after, found["id"])
        changed = {"access_hash": hash_of(access), "access_until": until}
        await connection.execute(update(t.session).where(S.id == found["id"]).values(changed))
    elif found["spent_by"] == request and found["access_hash"] == hash_of(access):
        until = found["access_until"]
    else:
        await end_session(connection, found["id"], now)
        return None
    return Tokens(access=access, access_until=until, refresh=after, until=found["until"])


async def end_session(connection: AsyncConnection, session: UUID, now: datetime) -> None:
    """End one session."""
    await connection.execute(update(t.session).where(S.id == session).values(ended_at=now))


async def end_all(connection: AsyncConnection, account: UUID) -> None:
    """End every session of an account."""
    await connection.execute(update(t.credential).where(C.id == account).values(epoch=C.epoch + 1))


def _renewable(hashed: str, now: datetime) -> Any:
    token = t.refresh_token.c
    return (
        select(S.id, S.seed, S.access_hash, S.access_until, S.until, token.spent_by)
        .join(t.session, S.id == token.session_id)
        .join(t.credential, (C.id == S.account_id) & (C.epoch == S.epoch))
        .join(t.account, (A.fact_id == C.id) & A.ended_no.is_(None) & A.disabled.is_(False))
        .where(token.hash == hashed, S.ended_at.is_(None), S.until > now)
    )


def _over(account: UUID, now: datetime) -> Any:
    return select(S.id).where(S.account_id == account, S.until < now)


async def _keep(connection: AsyncConnection, refresh: str, session: UUID) -> None:
    await connection.execute(
        insert(t.refresh_token).values(hash=hash_of(refresh), session_id=session, spent_by=None)
    )
