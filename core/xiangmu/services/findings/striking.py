"""What would not count if every finding were right: the facts in dispute, as suppositions."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.access.row_rules import RULES
from xiangmu.db import tables as t
from xiangmu.db.facts import known as known_rows
from xiangmu.domain.whatif import facts_called
from xiangmu.services.command import Input
from xiangmu.services.results import Known
from xiangmu.services.whatif import FactRemove


async def disputed(
    connection: AsyncConnection, known: Known, rights: Rights, supposed: Iterable[Input]
) -> tuple[FactRemove, ...]:
    """The undecided ones that are known, that somebody with ``rights`` sees and that ``supposed`` leaves there."""
    table = t.disputed_fact
    statement = (
        select(table.c.disputed_id)
        .where(
            known_rows(table, known.question.known_no),
            table.c.upheld.is_(None),
            RULES[table](rights.shape),
        )
        .order_by(table.c.no, table.c.row_id)
    )
    found = dict.fromkeys(await connection.scalars(statement, rights.parameters))
    held = facts_called(known.facts, found.keys())
    gone = {data.fact for data in supposed if isinstance(data, FactRemove)}
    return tuple(FactRemove(fact=fact) for fact in found if fact in held and fact not in gone)
