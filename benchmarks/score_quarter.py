"""One quarter of 汝州 from the ledger, all units of all groups, beside one plain SQL statement over the same rows.

Usage: ``python -m benchmarks.score_quarter [URL …]``; each URL is an empty database, without one a SQLite file is
used. Prints milliseconds and statements, over the demonstration and over 20,000 projects.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import event, func, insert, select

from xiangmu.catalog import Catalog, load_catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.domain.scoring import Scorecard
from xiangmu.seed import seed_demo
from xiangmu.services import maintenance, results

POLICY, PERIOD, JURISDICTION = "ruzhou-2023", "2023Q2", "ruzhou"
MANY = 20_000
RUNS = 3
FACT_TABLES = [
    table for table in t.RECORDED if "state" in table.c and table not in (t.survey_sample, t.publication)
]
PROJECT_TABLES = [table for table in FACT_TABLES if "project_id" in table.c]
IDENTITIES = ("id", "row_id", "fact_id", "project_id")


@dataclass
class Statements:
    """Counts what is sent to the database."""

    count: int = 0

    def listen(self, database: Database) -> None:
        """Count every statement of ``database`` from here on."""

        @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
        def _count(*_: Any) -> None:
            self.count += 1


async def score_quarter(database: Database, catalog: Catalog) -> list[Scorecard]:
    """Every card of the quarter."""
    async with database.reading() as connection:
        known = await results.board(connection, catalog, POLICY, PERIOD)
    return [
        card
        for group in catalog.groups_of(POLICY)
        for card in results.print_cards(catalog, known.board.group(group.key)).cards
    ]


async def read_plainly(database: Database) -> Any:
    """One statement that touches every live fact row of the jurisdiction."""
    each = (
        select(func.coalesce(func.sum(func.length(table.c.digest)), 0))
        .where(table.c.jurisdiction == JURISDICTION, table.c.ended_no.is_(None))
        .scalar_subquery()
        for table in FACT_TABLES
    )
    async with database.reading() as connection:
        return (await connection.execute(select(*each))).one()


async def multiply(database: Database, projects: int) -> None:
    """Copy the projects of the demonstration with all their facts until there are ``projects``."""
    async with database.writing() as connection:
        held = {
            table: [
                dict(row)
                for row in (
                    await connection.execute(select(table).where(table.c.jurisdiction == JURISDICTION))
                ).mappings()
            ]
            for table in (t.project, *PROJECT_TABLES)
        }
        copies = -(-projects // len(held[t.project])) - 1
        for copy in range(copies):
            for table, rows in held.items():
                if rows:
                    await connection.execute(insert(table), [_copied(row, copy) for row in rows])


def _copied(row: dict[str, Any], copy: int) -> dict[str, Any]:
    def other(identity: UUID) -> UUID:
        return uuid5(NAMESPACE_OID, f"{identity}/{copy}")

    return {column: other(cell) if column in IDENTITIES else cell for column, cell in row.items()}


async def measured(work: Callable[[], Awaitable[Any]], statements: Statements) -> tuple[float, int]:
    """Median milliseconds over some runs, and the statements of one."""
    taken = []
    for _ in range(RUNS):
        before, start = statements.count, time.perf_counter()
        await work()
        taken.append((time.perf_counter() - start) * 1000)
        sent = statements.count - before
    return statistics.median(taken), sent


async def report(database: Database, catalog: Catalog) -> None:
    """Print the figures of one database as it is."""
    statements = Statements()
    statements.listen(database)
    async with database.reading() as connection:
        projects = await connection.scalar(
            select(func.count()).select_from(t.project).where(t.project.c.jurisdiction == JURISDICTION)
        )
    for title, work in (
        ("one quarter of 67 cards", lambda: score_quarter(database, catalog)),
        ("one plain statement", lambda: read_plainly(database)),
    ):
        milliseconds, sent = await measured(work, statements)
        print(
            f"{database.dialect:<11}{projects:>7} projects  {title:<24}{milliseconds:>9.0f} ms {sent:>4} statements"
        )


async def run(url: str) -> None:
    """Seed, measure, multiply, measure again."""
    catalog = load_catalog()
    database = Database.open(url)
    await maintenance.upgrade(database)
    await seed_demo(database, catalog)
    await report(database, catalog)
    await multiply(database, MANY)
    await report(database, catalog)
    await database.dispose()


def main() -> None:
    """Measure every database that was named."""
    with tempfile.TemporaryDirectory() as folder:
        for url in sys.argv[1:] or [f"sqlite:///{Path(folder) / 'ledger.db'}"]:
            asyncio.run(run(url))


if __name__ == "__main__":
    main()
