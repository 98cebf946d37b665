"""When the database cannot do what it was asked for no fault of the question: gone, full, or held by somebody else."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from asyncpg import InterfaceError, PostgresError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, "40001", "40P01", "53300", "55P03"})
"""Someone else holds what is needed. SQLite's result codes, and those of PostgreSQL for failed serialisation,
deadlock, too many connections and a lock not granted in time."""
FULL = frozenset({sqlite3.SQLITE_FULL, "53100"})
FAILED = frozenset(
    {
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
        "25006",  # a standby that only reads
    }
)
FAILED_CLASSES = ("08", "53", "57P", "58", "XX")
"""How PostgreSQL's codes begin when the connection, its resources, an operator, the machine or the server failed."""
PRIMARY = 0xFF
"""The bits of SQLite's extended result codes that say what kind of error it is."""


class UnavailableError(Exception):
    """The database could not do it; in Chinese. Sent again under its request id, the same request may succeed."""


class BusyError(UnavailableError):
    """Others held the database for as long as anybody waits."""


@contextmanager
def connecting() -> Iterator[None]:
    """Raise UnavailableError when no connection comes about, whatever the driver calls the reason."""
    try:
        yield
    except (OSError, DBAPIError, NoConnectionFreeError, PostgresError, InterfaceError) as error:
        raise (_meaning(error) or _unreached()) from error


@contextmanager
def working() -> Iterator[None]:
    """Raise UnavailableError for errors of a connection that are not the question's fault."""
    try:
        yield
    except DBAPIError as error:
        found = _meaning(error) or (_unreached() if error.connection_invalidated else None)
        if found is None:
            raise
        raise found from error


def busy() -> BusyError:
    """Waiting has an end."""
    return BusyError("数据库正忙, 等候已到时限, 这次什么也没有记入; 请稍后用同一请求编号重试")


def _meaning(error: Exception) -> UnavailableError | None:
    code = _code(error)
    if isinstance(error, NoConnectionFreeError) or code in BUSY:
        return busy()
    if code in FULL:
        return UnavailableError("数据库的存储空间已满, 这次什么也没有记入; 请联系管理员")
    if code in FAILED or (isinstance(code, str) and code.startswith(FAILED_CLASSES)):
        return _unreached()
    return None


def _unreached() -> UnavailableError:
    return UnavailableError("数据库暂时不可用; 请稍后用同一请求编号重试")


def _code(error: Exception) -> int | str | None:
    """SQLite's primary result code, or PostgreSQL's five characters."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    extended: int | None = getattr(cause, "sqlite_errorcode", None)
    state: str | None = getattr(cause, "sqlstate", None)
    return state if extended is None else extended & PRIMARY
