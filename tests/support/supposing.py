"""What a test needs to hold a supposition against the same things really recorded."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from tests.support.city import POLICY
from tests.support.office import EVERYTHING, Office
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no
from xiangmu.domain.fold import Board
from xiangmu.domain.whatif import with_changes
from xiangmu.plugin.periods import Period
from xiangmu.services.command import Input
from xiangmu.services.results import Known, Question, fold_known, read
from xiangmu.services.whatif import Supposition, suppose

QUARTER = Period.quarter(2023, 2)


def question(known_no: int, as_of: date = QUARTER.end, include_claimed: bool | None = None) -> Question:
    """About the second quarter of the invented city."""
    return Question(
        policy=POLICY, period=QUARTER, as_of=as_of, known_no=known_no, include_claimed=include_claimed
    )


async def known_now(office: Office) -> Known:
    """What the ledger knows about the quarter."""
    async with office.database.reading() as connection:
        return await read(connection, office.catalog, question(await head_no(connection)))


async def supposed(office: Office, inputs: Sequence[Input], known: Known | None = None) -> Supposition:
    """What ``inputs`` would change."""
    known = known or await known_now(office)
    async with office.database.reading() as connection:
        return await suppose(connection, office.catalog, known, inputs, EVERYTHING)


async def board_if(office: Office, inputs: Sequence[Input]) -> Board:
    """What the rules would see."""
    known = await known_now(office)
    changes = (await supposed(office, inputs, known)).changes
    return fold_known(office.catalog, replace(known, facts=with_changes(known.facts, changes)))


async def board_now(office: Office) -> Board:
    """What the rules see."""
    return fold_known(office.catalog, await known_now(office))


def shown(board: Board) -> tuple[Any, ...]:
    """The board without the ids of its facts, which differ between what is supposed and what is recorded."""
    return tuple(anonymous(snapshot) for snapshot in (*board.units.values(), board.whole))


async def stored(office: Office) -> dict[str, int]:
    """How many rows every table holds."""
    async with office.database.reading() as connection:
        return {
            table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
            for table in t.METADATA.sorted_tables
        }


def anonymous(content: Any) -> Any:
    """``content`` without ids, its tuples in an order that does not depend on them."""
    if isinstance(content, tuple):
        return sorted((anonymous(part) for part in content), key=repr)
    if is_dataclass(content):
        return type(content).__name__, [
            (field.name, anonymous(getattr(content, field.name)))
            for field in fields(content)
            if field.name != "id"
        ]
    return content
