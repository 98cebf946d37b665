"""The step of the tick that reminds: finds what is to be told, remembers it, and puts it into the outbox, together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import uuid5

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.facts import head_no
from xiangmu.db.ids import NAMES
from xiangmu.db.listed import among
from xiangmu.db.notices import Topic
from xiangmu.db.rhythm import rhythm_of
from xiangmu.domain.schedule.occurrences import MARGIN
from xiangmu.plugin.moments import business_day
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.services.outbox import Notice, announce
from xiangmu.services.reminders.finding import TOPICS, ReminderKind, Reminding, remindings
from xiangmu.services.reminders.wording import Titles, to_office, to_unit

EARLIEST = 8
"""The hour before which nobody is told anything."""
REMEMBERED = timedelta(days=200)
"""Much longer than anything is told anew."""
R = t.reminder.c
Found = Mapping[str, Sequence[Reminding]]
"""By jurisdiction."""


async def remind(database: Database, catalog: Catalog, now: datetime, days: int) -> int:
    """Tell what was not told before. Returns how many messages are new; doing it again changes nothing."""
    if now.astimezone(SHANGHAI).hour < EARLIEST:
        return 0
    async with database.reading() as connection:
        found = await _found(connection, catalog, now, days)
        titles = {place: await _titles(connection, place) for place in found}
    if not found:
        return 0
    told = 0
    async with database.noting() as connection:
        await connection.execute(delete(t.reminder).where(R.told_at < now - REMEMBERED))
        for place, wanted in found.items():
            new = await _remember(connection, place, wanted, now)
            notices = _notices(place, new, titles[place], now)
            told += await announce(connection, place, notices, now)
    return told


async def _found(connection: AsyncConnection, catalog: Catalog, now: datetime, days: int) -> Found:
    """What is to be told where somebody listens, and was not told."""
    listened = await _listened(connection)
    policies = [
        policy for policy in await _enabled(connection, catalog, now) if policy.jurisdiction in listened
    ]
    if not policies:
        return {}
    known = await _known(connection, policies, now)
    no = await head_no(connection)
    found: dict[str, list[Reminding]] = defaultdict(list)
    for policy in policies:
        rhythm = await rhythm_of(connection, policy, no)
        found[policy.jurisdiction] += [
            one
            for one in remindings(catalog, rhythm, now, days)
            if TOPICS[one.kind] in listened[policy.jurisdiction] and one.key not in known
        ]
    return {place: wanted for place, wanted in found.items() if wanted}


async def _listened(connection: AsyncConnection) -> Mapping[str, set[str]]:
    """The topics that channels in use take, by jurisdiction."""
    c = t.notification_channel.c
    live = select(c.jurisdiction, c.topics).where(c.ended_no.is_(None), c.disabled.is_(False))
    found: dict[str, set[str]] = defaultdict(set)
    for place, topics in await connection.execute(live):
        found[place].update(set(topics.split()) & {*TOPICS.values()})
    return {place: topics for place, topics in found.items() if topics}


async def _enabled(connection: AsyncConnection, catalog: Catalog, now: datetime) -> list[Policy]:
    """The policies in force about now that have anything done again and again."""
    c, around = t.enabled_policy.c, timedelta(days=MARGIN)
    keys = set(await connection.scalars(select(c.policy).where(c.ended_no.is_(None)).distinct()))
    today = business_day(now)
    return [
        policy
        for policy in catalog.policies.values()
        if policy.key in keys
        and catalog.obligations_of(policy.key)
        and policy.starts - around <= today <= policy.ends + 3 * around
    ]


async def _known(
    connection: AsyncConnection, policies: Sequence[Policy], now: datetime
) -> set[tuple[object, ...]]:
    keys = (R.policy, R.obligation, R.occurrence, R.unit, R.kind, R.due)
    since = business_day(now) - 2 * timedelta(days=MARGIN)
    told = select(*keys).where(among(R.policy, [policy.key for policy in policies]), R.occurrence >= since)
    return {tuple(row) for row in await connection.execute(told)}


async def _titles(connection: AsyncConnection, place: str) -> Titles:
    c = t.unit.c
    rows = await connection.execute(
        select(c.key, c.title).where(c.jurisdiction == place, c.ended_no.is_(None))
    )
    return {row.key: row.title for row in rows}


async def _remember(
    connection: AsyncConnection, place: str, wanted: Iterable[Reminding], now: datetime
) -> list[Reminding]:
    """Those that nobody remembered meanwhile."""
    by_key = {one.key: one for one in wanted}
    names = ("policy", "obligation", "occurrence", "unit", "kind", "due")
    rows = [dict(zip(names, key, strict=True)) | {"jurisdiction": place, "told_at": now} for key in by_key]
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    once = insert(t.reminder).on_conflict_do_nothing().returning(*(R[name] for name in names))
    return [by_key[tuple(row)] for row in (await connection.execute(once, rows)).all()]


def _notices(
    place: str, new: Iterable[Reminding], titles: Titles, now: datetime
) -> Iterator[tuple[str, Notice]]:
    """One message for each unit and topic, named by all that is in it; one for each list of who is missing."""
    grouped: dict[tuple[Topic, str], list[Reminding]] = defaultdict(list)
    for one in new:
        if one.kind is ReminderKind.MISSING:
            yield _key(place, [one]), to_office(one, titles)
        else:
            grouped[TOPICS[one.kind], one.unit].append(one)
    for (topic, unit), found in grouped.items():
        yield _key(place, found), to_unit(topic, unit, found, titles, business_day(now))


def _key(place: str, found: Iterable[Reminding]) -> str:
    named = "\n".join(sorted("/".join(map(str, one.key)) for one in found))
    return f"remind/{place}/{uuid5(NAMES, named)}"
