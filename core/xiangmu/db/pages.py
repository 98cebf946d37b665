"""Reading long answers without holding them whole."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncConnection

PAGE = 1000
"""Rows read at once."""


async def pages(
    connection: AsyncConnection, statement: Select[Any], size: int = PAGE
) -> AsyncIterator[Sequence[Any]]:
    """The rows of ``statement``, a page at a time."""
    paged = statement.execution_options(yield_per=size)
    async with connection.stream(paged) as result:
        async for page in result.partitions():
            yield page
