"""From where a client counts: whether the changes since then can be told one by one."""

from datetime import datetime
from hashlib import sha256

import orjson
from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.principals import Principal, PrincipalKind
from xiangmu.api.changes.types import Resync
from xiangmu.db import tables as t
from xiangmu.plugin.value import value
from xiangmu.services.clock import Clock, business_day

VIEW = 16
"""Digits of the mark of a view."""
EXEMPT = (PrincipalKind.SYSTEM, PrincipalKind.ANONYMOUS)
"""What these may see never changes."""


@value
class Standpoint:
    """What a client knows: the ledger up to ``since``, seen as ``view`` (None when it does not say).

    ``sure``: the server itself saw to it that the view was the same.
    """

    since: int
    view: str | None
    sure: bool = False


@value
class Bearings:
    """Where the ledger is now, and why a client has to begin anew, if it has to."""

    head: int
    resync: Resync | None


def view_of(principal: Principal) -> str:
    """What marks the view of somebody: another one when their grants in force are."""
    told = {
        "id": principal.id,
        "kind": principal.kind,
        "grants": sorted(
            [grant.role, grant.jurisdiction, grant.unit.hex if grant.unit else ""]
            for grant in principal.grants
        ),
        "scopes": None if principal.scopes is None else sorted(principal.scopes),
    }
    return sha256(orjson.dumps(told)).hexdigest()[:VIEW]


def is_on_record(principal: Principal) -> bool:
    """Whether the ledger knows every change of what they may see."""
    return principal.account is not None or principal.kind in EXEMPT


async def bearings(
    connection: AsyncConnection, principal: Principal, clock: Clock, stand: Standpoint, window: int
) -> Bearings:
    """Compare what a client knows with the ledger; ``window``: how many numbers are told at most. One statement."""
    commands = t.command.c
    asked = select(
        select(func.coalesce(func.max(commands.no), 0)).scalar_subquery().label("head"),
        select(commands.recorded_at).where(commands.no == stand.since).scalar_subquery().label("at"),
        _shifted(stand.since).label("shifted"),
        _regranted(principal, stand.since).label("regranted"),
    )
    found = (await connection.execute(asked)).one()
    if stand.since > found.head:
        return Bearings(head=found.head, resync=Resync.AHEAD)
    if not stand.sure and not _says_enough(principal, stand):
        return Bearings(head=found.head, resync=Resync.RIGHTS)
    if found.head - stand.since > window:
        return Bearings(head=found.head, resync=Resync.TOO_OLD)
    dated = not stand.sure and found.at is not None and (stand.view is None or stand.since < found.head)
    if found.shifted or found.regranted or (dated and await _ran_out(connection, principal, clock, found.at)):
        return Bearings(head=found.head, resync=Resync.RIGHTS)
    return Bearings(head=found.head, resync=None)


def _says_enough(principal: Principal, stand: Standpoint) -> bool:
    if stand.view is None:
        return is_on_record(principal)
    return stand.view == view_of(principal)


def _shifted(since: int) -> ColumnElement[bool]:
    """A jurisdiction was placed elsewhere: whoever reads the one above it may see other projects."""
    return exists().where(t.jurisdiction.c.ended_no > since)


def _regranted(principal: Principal, since: int) -> ColumnElement[bool]:
    if principal.account is None:
        return false()
    grants = t.role_grant.c
    recorded = or_(grants.no > since, grants.ended_no > since)
    return exists().where(grants.account_id == principal.account, recorded)


async def _ran_out(connection: AsyncConnection, principal: Principal, clock: Clock, at: datetime) -> bool:
    """Whether a grant began or ended by its dates after the day of ``at``."""
    if principal.account is None:
        return False
    known, today = business_day(at), business_day(clock())
    grants = t.role_grant.c
    begun = and_(grants.since > known, grants.since <= today)
    over = and_(grants.until >= known, grants.until < today)
    live = and_(grants.account_id == principal.account, grants.ended_no.is_(None))
    found = await connection.execute(select(exists().where(live, or_(begun, over))))
    return bool(found.scalar_one())
