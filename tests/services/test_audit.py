"""Heads of the ledger noted elsewhere, and what they show that the ledger alone cannot."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update

from tests.support.city import CITY
from tests.support.ledger import unnoticed
from tests.support.office import Office
from xiangmu.db import tables as t
from xiangmu.db.chain import command_hash
from xiangmu.db.proof.heads import ExportedHead, HeadError, read_heads
from xiangmu.plugin.vocabulary import PraiseSource
from xiangmu.services.audit import LINES, audit, export_head, heads_in
from xiangmu.services.conduct import PraiseRecord
from xiangmu.services.people import PersonRegister

pytestmark = pytest.mark.anyio


async def praise(office: Office, matter: str) -> None:
    given = {"jurisdiction": CITY, "unit": "town1", "on": date(2023, 5, 1), "matter": matter}
    await office.do(PraiseRecord.model_validate(given | {"source": PraiseSource.HIGHER_MEDIA}))


async def noted(office: Office, folder: Path) -> ExportedHead:
    head, new = await export_head(office.database, office.catalog, folder, office.clock)
    assert new
    return head


async def messages(office: Office, *heads: ExportedHead) -> list[str]:
    return [fault.message for fault in (await audit(office.database, heads, 50)).faults]


async def test_a_day_has_one_head_in_a_file_and_on_a_line(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "heads"
    head = await noted(office, folder)
    await praise(office, "甲")
    assert await export_head(office.database, office.catalog, folder, office.clock) == (head, False)
    office.pass_time(days=1)
    later = await noted(office, folder)
    assert (head.no, later.no) == (2, 3)
    assert sorted(file.name for file in folder.iterdir()) == [
        "head-2023-07-01.json",
        "head-2023-07-02.json",
        LINES,
    ]
    assert heads_in([folder / "head-2023-07-01.json"]) == (head,)
    assert head.rows is not None
    assert (head.rows["unit"], head.rows["command"]) == (4, 2)
    assert head.plugins == {CITY: "1.0"}
    assert [(h.no, h.hash) for h in heads_in([folder / LINES])] == [(2, head.hash), (3, later.hash)]
    assert head.line() == f"2023-07-01 账本至第 2 号 记于 2023-07-01 12:00:00+0800 校验值 {head.hash}"


async def test_a_ledger_agrees_with_its_heads_and_grows(office: Office, tmp_path: Path) -> None:
    first = await noted(office, tmp_path)
    await praise(office, "甲")
    office.pass_time(days=1)
    assert await messages(office, first, await noted(office, tmp_path)) == []


async def test_an_empty_ledger_has_a_head(office: Office) -> None:
    assert await messages(office, ExportedHead(no=0, hash="")) == []


async def test_an_end_cut_off_is_seen_from_the_head_alone(office: Office, tmp_path: Path) -> None:
    await praise(office, "甲")
    await praise(office, "乙")
    head = await noted(office, tmp_path)
    async with unnoticed(office.database, t.command, t.praise) as connection:
        for table in (t.praise, t.command):
            await connection.execute(delete(table).where(table.c.no > 2))
    assert await messages(office) == []
    expected = "账本只到第 2 号, 2023-07-01 导出时已到第 4 号: 末尾的 2 条命令不见了"
    assert await messages(office, head) == [expected]


async def test_a_chain_written_anew_is_seen_from_the_heads_and_placed_between_them(
    office: Office, tmp_path: Path
) -> None:
    before = await noted(office, tmp_path)
    await praise(office, "甲")
    await praise(office, "乙")
    office.pass_time(days=1)
    after = await noted(office, tmp_path)
    async with unnoticed(office.database, t.command) as connection:
        changed, following = (
            dict(row)
            for row in (await connection.execute(select(t.command).where(t.command.c.no > 2))).mappings()
        )
        changed["principal"] = "另一人"
        following["prev_hash"] = command_hash(changed)
        for row in (changed, following):
            cells = {**row, "hash": command_hash(row)}
            await connection.execute(update(t.command).where(t.command.c.no == row["no"]).values(cells))
    assert await messages(office) == []
    expected = "第 2 号以后、第 4 号以前的账本在导出以后被重写: 第 4 号的校验值与2023-07-02 导出时不同"
    assert await messages(office, after, before) == [expected]


async def test_rows_beside_the_chain_that_became_fewer_are_seen(office: Office, tmp_path: Path) -> None:
    await office.do(PersonRegister(jurisdiction=CITY, name="某某"))
    head = await noted(office, tmp_path)
    async with office.database.writing() as connection:
        await connection.execute(delete(t.person))
    assert "person 只有 0 行, 2023-07-01 导出时有 1 行" in await messages(office, head)


async def test_a_table_that_nothing_guards_is_told(office: Office) -> None:
    drop = "DROP TRIGGER unit_alias_keep" + (
        " ON unit_alias" if office.database.dialect == "postgresql" else ""
    )
    async with office.database.writing() as connection:
        await connection.execute(text(drop))
    [fault] = (await audit(office.database, (), 50)).faults
    assert (fault.table, fault.message) == ("unit_alias", "缺少触发器 unit_alias_keep: unit_alias 可以被改动")


def test_a_printed_line_is_read_whoever_typed_it() -> None:
    digits = "0123456789abcdef" * 4
    [head] = read_heads(f"会议纪要: 账本至 第12号, 校验值为 {digits.upper()}。")
    assert (head.no, head.hash) == (12, digits)


@pytest.mark.parametrize("content", ["", "账本很好", "{}", '{"no": 1}', '{"no": 1, "hash": "", "format": 9}'])
def test_what_is_no_head_is_refused(content: str) -> None:
    with pytest.raises(HeadError):
        read_heads(content)
