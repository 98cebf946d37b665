"""As known when (据何时所知): a ledger number or an instant."""

from datetime import datetime

import strawberry
from sqlalchemy.ext.asyncio import AsyncConnection
from strawberry import field

from xiangmu.api.errors import bad_input
from xiangmu.db.facts import head_no, known_at

FIELD = "asKnownAt"


@strawberry.input(one_of=True, description="据何时所知:台账序号或时刻,任选其一。此后才记入或更正的事实不看。")
class KnownAt:
    """Exactly one of the fields."""

    no: int | None = field(default=strawberry.UNSET, description="台账序号:只看到这一号为止的记录。")
    at: datetime | None = field(default=strawberry.UNSET, description="时刻:只看当时已记入的记录。")


async def known_no(connection: AsyncConnection, asked: KnownAt | None) -> int:
    """The ledger number to read at: the head unless ``asked`` says otherwise."""
    if asked is None:
        return await head_no(connection)
    if isinstance(asked.at, datetime):
        return await known_at(connection, asked.at)
    head = await head_no(connection)
    if not isinstance(asked.no, int) or not 0 <= asked.no <= head:
        raise bad_input(FIELD, f"没有第 {asked.no} 号台账记录, 目前记到第 {head} 号")
    return asked.no
