"""Examining ledgers of 10,000 and 100,000 commands: seconds, those of its processor, and the most memory it took.

Usage: ``python -m benchmarks.audit [URL …]``; each URL is an empty database, without one a SQLite file is used. The
commands are those of an office that registers projects and follows them; each size is examined by a process of its own.
"""

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from xiangmu.access.principals import SYSTEM
from xiangmu.catalog import Catalog, load_catalog
from xiangmu.db.engine import Database
from xiangmu.db.ids import NAMES
from xiangmu.db.verify import examine
from xiangmu.plugin.vocabulary import ProjectKind, Stage
from xiangmu.services import maintenance
from xiangmu.services.command import Command, Input
from xiangmu.services.corrections import FactCorrect
from xiangmu.services.events import StageRecord
from xiangmu.services.execute import execute
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.progress import ProgressReport
from xiangmu.services.projects import ProjectRegister

SIZES = (10_000, 100_000)
BATCH = 5_000
CITY = "ruzhou"
START = date(2022, 1, 1)
EACH = 10
"""Commands about one project."""


def follow(project: UUID, registered: UUID) -> Iterator[Input]:
    """What the office enters about one project; the last command corrects the first."""
    signed = StageRecord(project=project, stage=Stage.SIGNED, on=START)
    yield signed
    for number, stage in enumerate((Stage.PRELIMINARY, Stage.STARTED, Stage.BUILDING), start=1):
        yield StageRecord(project=project, stage=stage, on=START + timedelta(days=40 * number))
    for month in range(1, 5):
        reported = {
            "project": project,
            "month": date(2022, month, 1),
            "invested_yuan": 100,
            "cumulative_yuan": 100,
        }
        yield ProgressReport.model_validate(reported | {"cumulative_yuan": 100 * month})
    yield FactCorrect(
        fact=registered, replacement=signed.model_copy(update={"on": START + timedelta(days=1)})
    )


async def fill(database: Database, catalog: Catalog, commands: int) -> None:
    """Enter commands until there are so many."""
    now = datetime(2026, 1, 5, 1, tzinfo=UTC)

    async def enter(inputs: list[Input], name: str) -> list[UUID]:
        batch = [
            Command(
                request_id=uuid5(NAMES, f"{name}/{place}"), data=data, reason="测算" if "更正" in name else ""
            )
            for place, data in enumerate(inputs)
        ]
        receipts = await execute(database, catalog, batch, principal=SYSTEM, clock=lambda: now)
        return [UUID(receipt.subject) for receipt in receipts if "/" not in receipt.subject]

    head = await maintenance.head(database)
    if head.no == 0:
        install = Command(request_id=uuid5(NAMES, "install"), data=JurisdictionInstall(jurisdiction=CITY))
        await execute(database, catalog, [install], principal=SYSTEM, clock=lambda: now)
    while (head := await maintenance.head(database)).no < commands:
        many = min(BATCH, commands - head.no + EACH) // EACH
        projects = await enter(
            [
                ProjectRegister.model_validate(
                    {
                        "jurisdiction": CITY,
                        "name": f"项目{head.no + place}",
                        "total_yuan": 10**8,
                        "kind": ProjectKind.MANUFACTURING,
                        "effective": START,
                    }
                )
                for place in range(many)
            ],
            f"登记{head.no}",
        )
        signed = await enter(
            [StageRecord(project=project, stage=Stage.SIGNED, on=START) for project in projects],
            f"签约{head.no}",
        )
        followed = [list(follow(*both))[1:] for both in zip(projects, signed, strict=True)]
        await enter([step for steps in followed for step in steps], f"更正{head.no}")


async def examined(url: str) -> str:
    """What examining that database costs."""
    database = Database.open(url)
    start = time.perf_counter()
    async with database.reading() as connection:
        report = await examine(connection)
    taken = time.perf_counter() - start
    await database.dispose()
    assert report.faults == ()  # noqa: S101  # a benchmark of a broken ledger would say nothing
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    used = time.process_time()
    return (
        f"{report.commands:>7} commands {report.rows:>7} rows {taken:>6.1f} s "
        f"({used:.1f} s of processor, start included) {peak:>5.0f} MB at most"
    )


async def filled(url: str, size: int) -> None:
    """Set the database up, if it is not, and fill it."""
    database = Database.open(url)
    await maintenance.upgrade(database)
    await fill(database, load_catalog(), size)
    await database.dispose()


def run(url: str) -> None:
    """Fill, examine, fill, examine."""
    for size in SIZES:
        asyncio.run(filled(url, size))
        # a process of its own, because memory once taken is not given back
        subprocess.run([sys.executable, "-m", "benchmarks.audit", "--examine", url], check=True)  # noqa: S603  # ours


def main() -> None:
    """Measure every database that was named."""
    match sys.argv[1:]:
        case ["--examine", url]:
            print(f"{url.partition(':')[0]:<11}{asyncio.run(examined(url))}")
        case urls:
            with tempfile.TemporaryDirectory() as folder:
                for url in urls or [f"sqlite:///{Path(folder) / 'ledger.db'}"]:
                    run(url)


if __name__ == "__main__":
    main()
