"""From the secret of an address to a calendar, with the rights that the feed's owner has at this moment."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from xiangmu.access.figures import Sight
from xiangmu.access.principals import Principal, PrincipalKind
from xiangmu.access.rights import rights_of
from xiangmu.access.roles import Permission
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.plugin.value import value
from xiangmu.services.agenda.gathering import Gathering, Span
from xiangmu.services.calendars.shaping import shaped
from xiangmu.services.calendars.writing import written
from xiangmu.services.clock import Clock, business_day
from xiangmu.services.identity.resolution import GRANTED, grants_in, with_grants
from xiangmu.services.identity.secrets import hash_of
from xiangmu.services.identity.token_use import TokenUses

BEFORE, AFTER = timedelta(days=30), timedelta(days=180)
"""How far a calendar reaches back and ahead."""
MOST = 2_000
"""Events of one calendar: the earliest."""
SCOPES = frozenset({Permission.READ, Permission.SEE_RESULTS})
"""Of what its owner may do, a calendar only looks."""
F, C, U = (table.c for table in (t.calendar_feed, t.credential, t.calendar_use))


@value
class Subscribed:
    """A feed that is good now: whose rights it has, and of which unit (key and title, "" for one's own agenda)."""

    feed: UUID
    principal: Principal
    jurisdiction: str
    unit: str
    title: str


class Calendars:
    """Finds feeds and writes their calendars."""

    def __init__(self, database: Database, catalog: Catalog, clock: Clock) -> None:
        self._database = database
        self._catalog = catalog
        self._clock = clock
        self._uses = TokenUses(database, t.calendar_use)

    async def settle(self) -> None:
        """Wait for what is being noted."""
        await self._uses.settle()

    async def find(self, secret: str) -> Subscribed | None:
        """Whose it is, in one statement; None when it is unknown, revoked, or no longer theirs to see."""
        now = self._clock()
        statement = (
            select(
                *(F.fact_id, F.account_id, F.jurisdiction.label("place"), F.unit_id.label("of_unit")),
                *(t.unit.c.key, t.unit.c.title, U.used_at),
                *GRANTED,
            )
            .outerjoin(t.unit, (t.unit.c.fact_id == F.unit_id) & t.unit.c.ended_no.is_(None))
            .outerjoin(t.calendar_use, U.id == F.fact_id)
            # who has to change their password sees nothing until then
            .join(t.credential, (C.id == F.account_id) & C.must_change.is_(False))
            .where(F.secret_hash == hash_of(secret), F.ended_no.is_(None))
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(with_grants(statement, F.account_id, now))).mappings().all()
        found = _subscribed(rows)
        if found:
            self._uses.note(found.feed, rows[0]["used_at"], now)
        return found

    async def write(self, subscribed: Subscribed) -> bytes:
        """The calendar."""
        now, place = self._clock(), subscribed.jurisdiction
        today = business_day(now)
        span = Span(first=today - BEFORE, last=today + AFTER, now=now)
        async with self._database.reading() as connection:
            gathering = Gathering(connection, self._catalog, rights_of(subscribed.principal, today))
            entries = await gathering.entries(
                (place,),
                span,
                unit=(place, subscribed.unit) if subscribed.unit else None,
                mine=not subscribed.unit,
                finished=True,
            )
            # what has been overdue for longer is on the agenda, and no event of these days
            of_span = [entry for entry in entries if business_day(entry.due) >= span.first]
            events = await shaped(connection, of_span[:MOST])
        return await asyncio.to_thread(written, self._title(subscribed), events, self._catalog)

    def _title(self, subscribed: Subscribed) -> str:
        stated = self._catalog.jurisdictions.get(subscribed.jurisdiction)
        return f"重点项目日程 · {subscribed.title or (f'{stated.title} 我的待办' if stated else '我的待办')}"


def _subscribed(rows: Any) -> Subscribed | None:
    """What the rows, one for each grant, come to."""
    if not rows:
        return None
    first: RowMapping = rows[0]
    account: UUID = first["account_id"]
    principal = Principal(
        id=f"account:{account}",
        kind=PrincipalKind.ACCOUNT,
        account=account,
        grants=grants_in(rows),
        scopes=SCOPES,
    )
    sight = Sight(principal=principal, jurisdiction=first["place"])
    unit = first["key"] or ""
    lost = first["of_unit"] is not None and not unit
    if lost or not (sight.of_unit(unit, Permission.READ) if unit else sight.part(Permission.READ)):
        return None
    return Subscribed(
        feed=first["fact_id"],
        principal=principal,
        jurisdiction=first["place"],
        unit=unit,
        title=first["title"] or "",
    )
