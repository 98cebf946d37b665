"""The statements that something takes: to be counted, never timed."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from xiangmu.db.engine import Database

BY_THE_CLOCK = "budget_use"
"""Of what was spent the database is told every few seconds, whatever is asked meanwhile."""


@contextmanager
def statements_of(database: Database) -> Iterator[list[str]]:
    """What is sent to the database meanwhile, but for the beginnings of transactions and what goes by the clock."""
    sent: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if not statement.startswith("BEGIN") and BY_THE_CLOCK not in statement:
            sent.append(statement)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
