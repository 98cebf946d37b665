"""What was recorded stays: triggers refuse, and ``verify`` finds what someone changed behind the ledger."""

import re
from datetime import date

import pytest
from sqlalchemy import Table, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.support.city import CITY
from tests.support.ledger import invent_rows
from tests.support.office import Office
from tests.support.scene import play_everything
from xiangmu.db import tables as t
from xiangmu.db.chain import row_digest
from xiangmu.db.engine import Database
from xiangmu.db.proof.findings import Fault
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services import maintenance
from xiangmu.services.events import StageRecord
from xiangmu.services.people import PersonRegister

pytestmark = pytest.mark.anyio


async def drop_triggers(database: Database, table: Table) -> None:
    async with database.writing() as connection:
        if database.dialect == "postgresql":
            await connection.execute(text(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER'))
        else:
            for name in ("keep", "fix", "end"):
                await connection.execute(text(f"DROP TRIGGER IF EXISTS {table.name}_{name}"))


async def tamper(database: Database, table: Table, **cells: object) -> None:
    await drop_triggers(database, table)
    async with database.writing() as connection:
        await connection.execute(update(table).values(**cells))


async def test_nothing_recorded_can_be_deleted_or_changed(office: Office) -> None:
    await play_everything(office)
    await invent_rows(office)
    for table in t.APPEND_ONLY:
        async with office.database.reading() as connection:
            row = (await connection.execute(select(table).limit(1))).mappings().one()
        with pytest.raises(DBAPIError, match="append only"):
            async with office.database.writing() as connection:
                await connection.execute(delete(table))
        for column in table.columns:
            if column.name != "ended_no":
                with pytest.raises(DBAPIError, match="append only"):
                    async with office.database.writing() as connection:
                        await connection.execute(update(table).values({column.name: row[column.name]}))


async def test_a_row_of_any_recorded_table_ends_once_and_for_ever(office: Office) -> None:
    await office.project()
    await office.do(PersonRegister(jurisdiction=CITY, name="某某"))
    await invent_rows(office)
    for table in t.RECORDED:
        for value, allowed in ((None, False), (2, True), (3, False), (None, False)):
            ending = update(table).values(ended_no=value)
            if allowed:
                async with office.database.writing() as connection:
                    await connection.execute(ending)
            else:
                with pytest.raises(DBAPIError, match="append only"):
                    async with office.database.writing() as connection:
                        await connection.execute(ending)


def test_every_table_is_kept_or_said_to_change() -> None:
    assert not set(t.APPEND_ONLY) & set(t.CHANGING)
    assert {*t.APPEND_ONLY, *t.CHANGING} == set(t.METADATA.sorted_tables)


async def test_no_other_statement_slips_past_the_triggers(office: Office) -> None:
    if office.database.dialect == "postgresql":
        for table in t.APPEND_ONLY:
            with pytest.raises(DBAPIError, match="append only"):
                async with office.database.writing() as connection:
                    await connection.execute(text(f'TRUNCATE "{table.name}" CASCADE'))
        return
    with pytest.raises(DBAPIError, match="append only"):
        async with office.database.writing() as connection:
            row = (await connection.execute(select(t.unit).limit(1))).mappings().one()
            replacing = insert(t.unit).prefix_with("OR REPLACE").values({**row, "title": "另一名"})
            await connection.execute(replacing)


async def test_an_untouched_ledger_verifies(office: Office) -> None:
    await play_everything(office)
    assert await maintenance.verify(office.database) == ()


async def test_a_changed_cell_is_named_with_its_row_and_command(office: Office) -> None:
    project = await office.project()
    receipt = await office.do(StageRecord(project=project, stage=Stage.SIGNED, on=date(2023, 5, 1)))
    await tamper(office.database, t.stage_event, occurred_on=date(2023, 4, 1))
    async with office.database.reading() as connection:
        row = await connection.scalar(select(t.stage_event.c.row_id))
    assert await maintenance.verify(office.database) == (
        Fault(
            table="stage_event",
            row=row,
            no=receipt.no,
            message=f"stage_event 的行 {row} 与第 {receipt.no} 号命令记录时不同: "
            "occurred_on 原为 2023-05-01, 现为 2023-04-01",
            column="occurred_on",
        ),
    )


async def messages(office: Office) -> str:
    return "\n".join(fault.message for fault in await maintenance.verify(office.database))


async def test_a_cell_changed_together_with_its_digest_is_found_by_the_command(office: Office) -> None:
    await office.project()
    async with office.database.reading() as connection:
        row = dict((await connection.execute(select(t.project_version))).mappings().one())
    row["total_yuan"] *= 2
    await tamper(
        office.database,
        t.project_version,
        total_yuan=row["total_yuan"],
        digest=row_digest(t.project_version, row),
    )
    found = await messages(office)
    assert "第 3 号命令(project_register)所记的行有改动或缺失, 现存 project_version" in found


async def test_a_deleted_row_an_undone_ending_and_a_forged_command_are_found(office: Office) -> None:
    await play_everything(office)
    await drop_triggers(office.database, t.praise)
    async with office.database.writing() as connection:
        await connection.execute(delete(t.praise))
    assert "号命令(praise_record)所记的行有改动或缺失, 现存 无" in await messages(office)
    await tamper(office.database, t.project_code, ended_no=None)
    assert "号命令终止, 现为未终止" in await messages(office)
    await drop_triggers(office.database, t.command)
    async with office.database.writing() as connection:
        await connection.execute(text("UPDATE command SET principal = 'nobody' WHERE no = 1"))
    assert "第 1 号命令的内容被改动: principal 原为 system, 现为 nobody" in await messages(office)
    async with office.database.writing() as connection:
        await connection.execute(text("UPDATE command SET prev_hash = hash WHERE no = 2"))
    assert "第 2 号命令的内容被改动: prev_hash 原为" in await messages(office)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE stage_event SET stage = 'NOWHERE' WHERE stage = 'SIGNED'", "stage_event 的行"),
        ("UPDATE project_version SET state = 'PERHAPS'", "project_version 的行"),
        ("DELETE FROM project_version", "所记的行有改动或缺失"),
    ],
)
async def test_content_that_means_nothing_is_a_fault_and_no_crash(
    office: Office, change: str, found: str
) -> None:
    await play_everything(office)
    for table in (t.stage_event, t.project_version):
        await drop_triggers(office.database, table)
    async with office.database.writing() as connection:
        await connection.execute(text(change))
    assert found in await messages(office)


async def test_cells_that_cannot_be_read_are_named_and_the_rest_is_checked(office: Office) -> None:
    await play_everything(office)
    for table in (t.stage_event, t.unit, t.praise, t.criticism, t.harm, t.command):
        await drop_triggers(office.database, table)
    spoil = text("UPDATE stage_event SET occurred_on = 'soon' WHERE stage = 'STARTED'")
    if office.database.dialect == "postgresql":
        with pytest.raises(DBAPIError, match="invalid input syntax"):
            async with office.database.writing() as connection:
                await connection.execute(spoil)
        return
    async with office.database.writing() as connection:
        of_start = select(t.stage_event.c.row_id).where(t.stage_event.c.stage == "STARTED")
        row = await connection.scalar(of_start)
        await connection.execute(spoil)
        await connection.execute(text("UPDATE unit SET row_id = 'mine' WHERE key = 'town1'"))
        await connection.execute(text("UPDATE praise SET matter = '另一件'"))
        await connection.execute(text("UPDATE person SET name = CAST(x'ff' AS TEXT)"))
        await connection.execute(text("UPDATE project SET place = CAST(x'ff' AS TEXT)"))
        await connection.execute(text("UPDATE criticism SET matter = x'00ff'"))
        await connection.execute(text("UPDATE harm SET matter = CAST(x'ff' AS TEXT)"))
        await connection.execute(text("UPDATE command SET reason = x'00' WHERE no = 4"))
        await connection.execute(text("UPDATE command SET reason = CAST(x'ff' AS TEXT) WHERE no = 5"))
        await connection.execute(text("UPDATE command SET recorded_at = 'then' WHERE no = 2"))
    found = await messages(office)
    assert f"stage_event 的行 {row} 有读不出来的内容" in found
    assert "unit 有编号读不出来的行" in found
    assert "praise 的行" in found
    assert "criticism 的行" in found
    assert "人员、账号或票箱中有读不出来的内容" in found
    assert re.search(r"harm 的行 \S+ 有读不出来的内容", found)
    assert "第 4 号命令的内容被改动" in found
    assert "第 5 号命令有读不出来的内容" in found
    assert "第 2 号命令有读不出来的内容" in found
    assert "第 2 号命令缺失" not in found
    assert "项目的现状无法与其事实核对" in found


async def test_a_projection_that_is_not_what_the_facts_say_is_found(office: Office) -> None:
    project = await office.project()
    async with office.database.writing() as connection:
        await connection.execute(update(t.project).values(name="另一厂", stage="STARTED"))
    assert await messages(office) == f"项目 {project} 的 stage、name 与其事实不符"
