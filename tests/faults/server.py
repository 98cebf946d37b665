"""The program as a server process of its own, for tests to kill, starve and stop.

Processes are forked from one that has everything loaded, so that a hundred of them take seconds.
"""

import os
import resource
import signal
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

import httpx

from tests.support import city
from xiangmu.cli.serving import listen, run
from xiangmu.db.engine import Database
from xiangmu.settings import HttpSettings
from xiangmu.web.app import create_app
from xiangmu.web.identity import as_system

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.faults.preloaded"])
STARTING = 60
"""Seconds that a server may take to start on a busy machine."""


def serve(url: str, patience: float, log: Path, ready: Connection) -> None:
    """Answer until stopped; say on which port."""
    with log.open("a") as stderr:
        os.dup2(stderr.fileno(), 2)
    listening = listen("127.0.0.1", 0)
    app = create_app(city.catalog(), Database.open(url, patience=patience), identify=as_system)
    ready.send(listening.getsockname()[1])
    run(app, listening, HttpSettings())


class Server:
    """A server at work. Leaving it as a context kills it."""

    def __init__(self, url: str, log: Path, patience: float = 10) -> None:
        here, there = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=serve, args=(url, patience, log, there), daemon=True)
        self._process.start()
        there.close()
        assert here.poll(STARTING), "the server does not start"
        self.address = f"http://127.0.0.1:{here.recv()}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process.pid
        return self._process.pid

    def client(self) -> httpx.AsyncClient:
        """Somebody who sends requests."""
        return httpx.AsyncClient(base_url=self.address, timeout=60)

    def kill(self) -> None:
        """As a power cut would."""
        self._process.kill()
        self._process.join()

    def terminate(self) -> None:
        """As an administrator would."""
        os.kill(self.pid, signal.SIGTERM)

    def wait(self, seconds: float) -> int | None:
        """The exit code, or None when it is still there after ``seconds``."""
        self._process.join(seconds)
        return self._process.exitcode

    def limit_files(self, size: int) -> None:
        """Let no file that it writes grow beyond ``size`` bytes; -1 for no limit."""
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
