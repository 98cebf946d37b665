"""The process that reads: what it may use, what it knows of the server, and how it ends."""

import asyncio
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.sheets.reading.making import FORM, LIMITS, read_here, sheet
from xiangmu.sheets.reading.asking import request, requested
from xiangmu.sheets.reading.reader import COMMAND, limits_of, read, wanted_of
from xiangmu.sheets.reading.refusals import Refusal, UnreadableError
from xiangmu.sheets.reading.results import Progress

pytestmark = pytest.mark.anyio
ROWS = 10_000
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MEGABYTE = 1024**2


def large(path: Path) -> Path:
    """A ledger of ten thousand projects with eleven columns."""
    rows = [
        [
            f"灵宝市第{at}号矿山废料综合利用项目",
            "故县镇",
            at,
            1.1,
            "2023.5",
            "2024年底",
            "新建",
            "√",
            "85%",
            f"2023-{at}",
        ]
        for at in range(ROWS)
    ]
    sheet([["单位:万元"], [column.title for column in FORM.columns], *rows])[0].save(path)
    return path


def blank_cells(path: Path) -> Path:
    """As a sheet whose columns were formatted to the last row: millions of cells that hold nothing."""
    sheet([["项目名称"]])[0].save(path)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    row = f"<row>{'<c/>' * 50}</row>".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, content in parts.items():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, content)
        with new.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f"<worksheet {MAIN}><sheetData>".encode())
            for _ in range(1_000):
                part.write(row * 100)
            part.write(b"</sheetData></worksheet>")
    return path


async def test_ten_thousand_rows_in_bounded_memory_with_progress(tmp_path: Path) -> None:
    path = large(tmp_path / "台账.xlsx")
    heard: list[Progress] = []
    limits = LIMITS.model_copy(update={"memory": 80 * MEGABYTE})
    (found,) = (await read(path, FORM, limits, told=heard.append)).tables
    assert len(found.rows) == ROWS
    assert [row.cells["total_yuan"].value for row in found.rows[:3]] == [0, 10_000, 20_000]
    assert [(one.read, one.understood) for one in heard] == [
        *((at, 0) for at in range(1_000, ROWS + 1, 1_000)),
        *((ROWS + 2, at) for at in range(1_000, ROWS + 1, 1_000)),
    ]
    with pytest.raises(UnreadableError) as refused:
        await read(path, FORM, LIMITS.model_copy(update={"memory": 25 * MEGABYTE}))
    assert (refused.value.code, refused.value.detail) == (Refusal.TOO_LARGE, "memory")


async def test_five_million_blank_cells_are_refused(tmp_path: Path) -> None:
    path = blank_cells(tmp_path / "空.xlsx")
    with pytest.raises(UnreadableError) as refused:
        await read(path, FORM, LIMITS.model_copy(update={"cells": 100_000}))
    assert refused.value.code is Refusal.TOO_MANY_CELLS


async def test_time_is_limited(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "表.xlsx")  # nobody ever writes into it
    with pytest.raises(UnreadableError) as refused:
        await read(tmp_path / "表.xlsx", FORM, LIMITS.model_copy(update={"seconds": 1}))
    assert refused.value.code is Refusal.TOO_SLOW


async def test_cancelling_ends_the_process(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "表.xlsx")
    task = asyncio.create_task(read(tmp_path / "表.xlsx", FORM, LIMITS))
    pipe = await reached(tmp_path / "表.xlsx")
    os.write(pipe, b"PK")  # it waits for more
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(BrokenPipeError):
        os.write(pipe, b"nobody reads this")
    os.close(pipe)


async def reached(path: Path) -> int:
    """The end to write into, as soon as somebody reads at the other."""
    while True:
        try:
            return os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            await asyncio.sleep(0.01)


def test_process_knows_no_secret_and_imports_nothing_heavy(tmp_path: Path) -> None:
    sheet([["项目名称", "总投资(万元)"], ["晋运客专", 1]])[0].save(tmp_path / "表.xlsx")
    (tmp_path / "resource.py").write_text("raise SystemExit('taken from the folder it runs in')")
    task = request(Path("表.xlsx"), wanted_of(FORM), limits_of(LIMITS))
    told = subprocess.run(
        [COMMAND[0], "-X", "importtime", *COMMAND[1:]],
        input=task,
        capture_output=True,
        cwd=tmp_path,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in told.stderr.decode().splitlines()}
    assert told.stdout.splitlines()[-1] == b'["END",[]]'
    assert imported & {"xiangmu.sheets.reading.working"}
    assert not {name.partition(".")[0] for name in imported} & {
        "pydantic",
        "openpyxl",
        "lxml",
        "sqlalchemy",
        "asyncio",
    }


async def test_server_s_own_environment_stays_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet([["项目名称", "总投资(万元)"], ["晋运客专", 1]])[0].save(tmp_path / "表.xlsx")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("XIANGMU_DATABASE_URL", "secret")
    (tmp_path / "sitecustomize.py").write_text(
        f"import os, pathlib; pathlib.Path({str(tmp_path / 'seen')!r}).write_text(' '.join(os.environ))"
    )
    await read(tmp_path / "表.xlsx", FORM, LIMITS)
    seen = (tmp_path / "seen").read_text().split()
    assert "PYTHONPATH" in seen
    assert not any(name.startswith("XIANGMU") for name in seen)


async def test_process_gives_what_is_read_here(tmp_path: Path) -> None:
    sheet([["项目名称", "总投资(万元)", "开工时间"], ["晋运客专", "约1", "2023.5"]])[0].save(
        tmp_path / "表.xlsx"
    )
    assert await read(tmp_path / "表.xlsx", FORM, LIMITS) == read_here(tmp_path / "表.xlsx")


def test_request_is_what_was_asked() -> None:
    asked = (Path("a b/表.xlsx"), wanted_of(FORM), limits_of(LIMITS))
    assert requested(request(*asked)) == asked
