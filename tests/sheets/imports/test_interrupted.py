"""Imports that were cut off tell so, and can be repeated without anything being written twice."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import update

from tests.sheets.imports.importing import Importer, workbook
from tests.support.office import Office
from xiangmu.db import tables as t
from xiangmu.sheets.imports import runs
from xiangmu.sheets.imports.chosen import Chosen
from xiangmu.sheets.imports.importing import Imports
from xiangmu.sheets.imports.runs import RunState

pytestmark = pytest.mark.anyio
LEDGER = workbook(("项目名称", "总投资(亿元)", "项目类别"), ("碳材料厂", 2, "制造业"))
NAMES = "{ projects { nodes { name } } }"


async def left_at(office: Office, run: str, state: RunState) -> None:
    """As if the process had been killed there."""
    columns = t.import_run.c
    async with office.database.noting() as connection:
        cells = {"state": state, "beat_at": office.clock()}
        await connection.execute(update(t.import_run).where(columns.id == UUID(run[4:])).values(cells))


async def test_recording_that_was_cut_off_is_repeated(importer: Importer, office: Office) -> None:
    run = (await importer.preview(LEDGER))["id"]
    await left_at(office, run, RunState.RECORDING)
    under_way = await importer.record(run)
    assert (under_way["errors"], under_way["run"]["state"]) == ([], "RECORDING")
    office.pass_time(minutes=2)
    told = await importer.look(run)
    assert (told["state"], told["code"]) == ("READY", "INTERRUPTED")
    assert (await importer.recorded(run))["state"] == "DONE"
    assert len((await importer.ask(NAMES))["projects"]["nodes"]) == 1


async def test_reading_that_was_cut_off_is_told(importer: Importer, office: Office) -> None:
    run = (await importer.preview(LEDGER))["id"]
    await left_at(office, run, RunState.READING)
    office.pass_time(minutes=1)
    told = await importer.look(run)
    assert (told["state"], told["code"]) == ("FAILED", "INTERRUPTED")


async def test_recording_twice_at_once_records_once(importer: Importer) -> None:
    run = (await importer.preview(LEDGER))["id"]
    answers = await asyncio.gather(*(importer.record(run) for _ in range(3)))
    assert [answer["errors"] for answer in answers] == [[], [], []]
    assert (await importer.ended(run))["state"] == "DONE"
    assert len((await importer.ask(NAMES))["projects"]["nodes"]) == 1


async def test_a_service_that_stops_says_so_at_once(
    importer: Importer, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await importer.preview(LEDGER)
    run = await runs.by_id(office.database, office.clock, UUID(asked["id"][4:]))
    assert run is not None
    imports = Imports(office.catalog, office.database, office.clock, importer.settings)
    monkeypatch.setattr(imports, "_room", asyncio.Semaphore(0))
    await imports.record(importer.principal, run, Chosen())
    await asyncio.sleep(0.3)
    await imports.stop()
    told = await importer.look(asked["id"])
    assert (told["state"], told["code"]) == ("READY", "INTERRUPTED")
    assert (await importer.recorded(asked["id"]))["state"] == "DONE"
