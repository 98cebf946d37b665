"""How many statements a piece of work sends, and which of them take long."""

import logging
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, event

LOG = logging.getLogger("xiangmu.slow")
BEGUN = "xiangmu_begun"


@dataclass(slots=True)
class Tally:
    """What one piece of work asked of the database."""

    statements: int = 0


TALLY: ContextVar[Tally | None] = ContextVar("tally", default=None)
"""Of the work in hand, where somebody counts it."""


def watch(engine: Engine, slow_ms: int) -> None:
    """Count what is sent through ``engine``, and log what takes longer than ``slow_ms`` milliseconds (0: nothing)."""
    event.listen(engine, "before_cursor_execute", _count)
    if not slow_ms:
        return

    def begin(connection: Connection, *_: Any) -> None:
        connection.info[BEGUN] = monotonic()

    def end(connection: Connection, _: Any, statement: str, *__: Any) -> None:
        took = (monotonic() - connection.info[BEGUN]) * 1000
        if took > slow_ms:
            # without its parameters: they are what people entered
            told = {"milliseconds": round(took), "statement": " ".join(statement.split())}
            LOG.warning("慢查询", extra={"told": told})

    event.listen(engine, "before_cursor_execute", begin)
    event.listen(engine, "after_cursor_execute", end)


def _count(_: Connection, __: Any, statement: str, *___: Any) -> None:
    # only SQLite is told to begin by a statement
    if (tally := TALLY.get()) and not statement.startswith("BEGIN"):
        tally.statements += 1
