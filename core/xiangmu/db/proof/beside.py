"""What stands beside the chain, so far as the chain tells what must be there: personal data and ballot boxes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.pages import decoding, pages
from xiangmu.db.proof.findings import Fault, Suspects
from xiangmu.db.proof.streams import UNREADABLE
from xiangmu.plugin.value import value

MARKS = ("unit_id", "attitude", "efficiency", "quality")
"""What a ballot says."""


@value
class Erasable:
    """A table whose content goes when somebody is erased, while the row stays."""

    table: Table
    content: tuple[str, ...]
    entered_by: frozenset[str]
    """Kinds of commands whose subject has a row, where they gave anything to keep."""
    always_by: str
    """The one of them that always gives it."""
    erased_by: frozenset[str]


ERASABLE = (
    Erasable(
        table=t.person,
        content=("name", "phone"),
        entered_by=frozenset({"person_register", "account_open"}),
        always_by="person_register",
        erased_by=frozenset({"person_erase", "account_erase"}),
    ),
    Erasable(
        table=t.credential,
        content=("login", "password_hash", "redeem_hash"),
        entered_by=frozenset({"account_open"}),
        always_by="account_open",
        erased_by=frozenset({"account_erase"}),
    ),
)


async def examine_beside(connection: AsyncConnection, suspects: Suspects) -> None:
    """Note rows that no command explains, and those missing that a command does."""
    for look in (_erasable, _boxes):
        try:
            with decoding():
                await look(connection, suspects)
        except UNREADABLE:
            message = "人员、账号或票箱中有读不出来的内容"
            suspects.faults.append(Fault(table=t.person.name, row=None, no=None, message=message))


async def _erasable(connection: AsyncConnection, suspects: Suspects) -> None:
    for erasable in ERASABLE:
        table = erasable.table
        content = [table.c[name] for name in erasable.content]
        async for page in pages(connection, select(table.c.id, table.c.erased_no, *content)):
            commands = await _commands_about(connection, erasable, [row.id for row in page])
            for row in page:
                suspects.faults += _row_faults(erasable, row._mapping, commands.get(row.id, {}))
        entering = select(t.command.c.no, t.command.c.subject).where(t.command.c.kind == erasable.always_by)
        async for page in pages(connection, entering):
            subjects = {UUID(subject): no for no, subject in page}
            present = await connection.scalars(select(table.c.id).where(table.c.id.in_(subjects)))
            for missing in subjects.keys() - set(present):
                message = f"第 {subjects[missing]} 号命令所登记的 {table.name} {missing} 缺失"
                suspects.faults.append(_fault(table, missing, subjects[missing], message))


async def _commands_about(
    connection: AsyncConnection, erasable: Erasable, ids: Sequence[UUID]
) -> dict[UUID, dict[int, str]]:
    columns = t.command.c
    about: dict[UUID, dict[int, str]] = {}
    statement = select(columns.no, columns.kind, columns.subject).where(
        columns.kind.in_(erasable.entered_by | erasable.erased_by), columns.subject.in_(map(str, ids))
    )
    for no, kind, subject in await connection.execute(statement):
        about.setdefault(UUID(subject), {})[no] = kind
    return about


def _row_faults(erasable: Erasable, row: Mapping[str, Any], commands: Mapping[int, str]) -> Iterator[Fault]:
    table, identity, erased_no = erasable.table, row["id"], row["erased_no"]
    if not erasable.entered_by & set(commands.values()):
        yield _fault(table, identity, None, f"{table.name} {identity} 没有登记它的命令")
    erasing = next((no for no, kind in commands.items() if kind in erasable.erased_by), None)
    if erasing != erased_no:
        message = f"{table.name} {identity} 的 erased_no 为 {erased_no or '空'}, 按账本应为 {erasing or '空'}"
        yield _fault(table, identity, erasing or erased_no, message, "erased_no")
    if erasing and any(row[name] is not None for name in erasable.content):
        yield _fault(
            table, identity, erasing, f"{table.name} {identity} 已由第 {erasing} 号命令抹去, 却仍有内容"
        )


async def _boxes(connection: AsyncConnection, suspects: Suspects) -> None:
    """An opened box holds what was counted; a closed one, no more ballots on a unit than tokens were spent."""
    survey, sample, box = t.survey, t.survey_sample, t.ballot_box
    surveys = select(survey.c.fact_id, survey.c.no, survey.c.closed_on).where(survey.c.ended_no.is_(None))
    for identity, no, closed_on in (await connection.execute(surveys)).all():
        of_box = select(*(box.c[name] for name in MARKS)).where(box.c.survey_id == identity)
        inside = Counter(map(tuple, await connection.execute(of_box)))
        if closed_on:
            counted = select(*(t.ballot.c[name] for name in MARKS)).where(
                t.ballot.c.survey_id == identity, t.ballot.c.no == no
            )
            right = inside == Counter(map(tuple, await connection.execute(counted)))
        else:
            on_unit = Counter(unit for unit, *_ in inside.elements())
            spent = select(func.count()).where(sample.c.survey_id == identity, sample.c.ended_no.is_not(None))
            right = max(on_unit.values(), default=0) <= (await connection.scalar(spent) or 0)
        if not right:
            against = "计入的选票不符" if closed_on else "已用的评议券不符, 票多于券"
            suspects.faults.append(_fault(box, None, no, f"评议 {identity} 的票箱与{against}"))


def _fault(table: Table, row: UUID | None, no: int | None, message: str, column: str = "") -> Fault:
    return Fault(table=table.name, row=row, no=no, message=message, column=column)
