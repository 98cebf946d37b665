"""Publications read with what they printed, without the snapshots they rest on."""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import LargeBinary, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.blob import Blob
from xiangmu.db.facts import known
from xiangmu.db.kinds import kind_of
from xiangmu.db.records import Publication
from xiangmu.plugin.value import value
from xiangmu.services.stored import Printed, unpack_printed

KEPT = 64
"""Unpacked publications kept at hand: what was printed never changes."""


@value
class Published:
    """A publication, unpacked when asked for."""

    record: Publication

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
) -> tuple[Published, ...]:
    """The publications of ``policy`` known at ``known_no``, by group, period and number."""
    kind, table = kind_of(Publication), t.publication
    unread = literal(b"", LargeBinary).label("snapshots")
    columns = (unread if column == "snapshots" else table.c[column] for _, column in kind.columns)
    conditions = [table.c.policy == policy, known(table, known_no)]
    if group is not None:
        conditions.append(table.c.group_key == group)
    if periods is not None:
        conditions.append(table.c.period.in_(periods))
    rows = await connection.execute(
        select(*columns).where(*conditions).order_by(table.c.group_key, table.c.period, table.c.number)
    )
    return tuple(Published(record=record) for record in kind.values(rows.all(), {}))
