"""Reading long answers without holding them whole."""

import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Select
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

PAGE = 1000
"""Rows read at once."""


class UndecodableError(Exception):
    """SQLite holds a text that is none, which nothing of the program wrote."""


async def pages(
    connection: AsyncConnection, statement: Select[Any], size: int = PAGE
) -> AsyncIterator[Sequence[Any]]:
    """The rows of ``statement``, a page at a time. Raises UndecodableError."""
    paged = statement.execution_options(yield_per=size)
    with decoding():
        async with connection.stream(paged) as result:
            async for page in result.partitions():
                yield page


@contextmanager
def decoding() -> Iterator[None]:
    """Tell what SQLite's driver cannot decode from its other errors, which carry a code."""
    try:
        yield
    except OperationalError as error:
        if isinstance(error.orig, sqlite3.Error) and not hasattr(error.orig, "sqlite_errorcode"):
            raise UndecodableError from error
        raise
