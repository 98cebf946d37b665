"""Publications read with what they printed, without the snapshots they rest on."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, LargeBinary, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.blob import Blob
from xiangmu.db.facts import known
from xiangmu.db.kinds import kind_of
from xiangmu.db.records import Publication, PublicationDraft, Result
from xiangmu.plugin.value import value
from xiangmu.services.stored import Printed, unpack_printed

KEPT = 64
"""Unpacked publications kept at hand: what was printed never changes."""


R = TypeVar("R", bound=Result)


@value
class Published(Generic[R]):
    """A result as it was drafted or published, unpacked when asked for."""

    record: R

    def printed(self) -> Printed:
        """What it printed. Takes a while the first time."""
        return _unpacked(Blob(content=self.record.results, hash=self.record.results_hash))


_unpacked = lru_cache(maxsize=KEPT)(unpack_printed)


async def read_publications(
    connection: AsyncConnection,
    policy: str,
    known_no: int,
    *,
    group: str | None = None,
    periods: Sequence[str] | None = None,
) -> tuple[Published[Publication], ...]:
    """The publications of ``policy`` known at ``known_no``, by group, period and number."""
    return await _read(connection, Publication, t.publication.c.number, policy, known_no, group, periods)


async def read_drafts(
    connection: AsyncConnection,
    policy: str,
    known_no: int,
    *,
    group: str | None = None,
    periods: Sequence[str] | None = None,
) -> tuple[Published[PublicationDraft], ...]:
    """The drafts of ``policy`` known at ``known_no``, by group, period and round."""
    return await _read(
        connection, PublicationDraft, t.publication_draft.c.round, policy, known_no, group, periods
    )


async def _read(
    connection: AsyncConnection,
    of: type[R],
    order: ColumnElement[int],
    policy: str,
    known_no: int,
    group: str | None,
    periods: Sequence[str] | None,
) -> tuple[Published[R], ...]:
    kind = kind_of(of)
    table = kind.table
    unread = literal(b"", LargeBinary).label("snapshots")
    columns = (unread if column == "snapshots" else table.c[column] for _, column in kind.columns)
    conditions = [table.c.policy == policy, known(table, known_no)]
    if group is not None:
        conditions.append(table.c.group_key == group)
    if periods is not None:
        conditions.append(table.c.period.in_(periods))
    rows = await connection.execute(
        select(*columns).where(*conditions).order_by(table.c.group_key, table.c.period, order)
    )
    return tuple(Published(record=record) for record in kind.values(rows.all(), {}))
