"""Publications, read back."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.blob import Blob
from xiangmu.db.facts import known
from xiangmu.db.kinds import kind_of
from xiangmu.db.records import Publication
from xiangmu.services.stored import Printed, unpack_printed


async def find_publication(connection: AsyncConnection, publication: UUID) -> Publication | None:
    """The publication with that id."""
    found = await _read(connection, t.publication.c.fact_id == publication)
    return found[0] if found else None


async def published_policies(connection: AsyncConnection) -> tuple[str, ...]:
    """The policies that were ever published by, whether a plugin still states them or not."""
    policy = t.publication.c.policy
    return tuple(await connection.scalars(select(policy).distinct().order_by(policy)))


async def publications_of(
    connection: AsyncConnection, policy: str, known_no: int, *, group: str | None = None
) -> tuple[Publication, ...]:
    """The publications of ``policy`` known at ``known_no``, by group, period and number."""
    table = t.publication
    conditions = [table.c.policy == policy, known(table, known_no)]
    if group is not None:
        conditions.append(table.c.group_key == group)
    return await _read(connection, *conditions)


async def latest_of(
    connection: AsyncConnection, policy: str, group: str, known_no: int
) -> dict[str, Publication]:
    """For each published period of a group the publication with the highest number."""
    return {p.period: p for p in await publications_of(connection, policy, known_no, group=group)}


def printed_of(publication: Publication) -> Printed:
    """What a publication printed."""
    return unpack_printed(results_of(publication))


def results_of(publication: Publication) -> Blob:
    """What a publication printed, packed."""
    return Blob(content=publication.results, hash=publication.results_hash)


def seen_of(publication: Publication) -> Blob:
    """What the rules saw for a publication, packed."""
    return Blob(content=publication.snapshots, hash=publication.snapshots_hash)


async def _read(connection: AsyncConnection, *conditions: Any) -> tuple[Publication, ...]:
    kind, table = kind_of(Publication), t.publication
    rows = await connection.execute(
        select(*(table.c[column] for _, column in kind.columns))
        .where(*conditions)
        .order_by(table.c.group_key, table.c.period, table.c.number)
    )
    return tuple(kind.values(rows.all(), {}))
