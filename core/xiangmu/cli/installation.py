"""What the commands share: the installation's settings, catalog and database."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from typing import TypeVar

from xiangmu.catalog import Catalog, load_catalog
from xiangmu.db import schema
from xiangmu.db.engine import Database
from xiangmu.settings import Settings

T = TypeVar("T")


@cache
def settings() -> Settings:
    """What the environment sets."""
    return Settings.from_environment()


@cache
def catalog() -> Catalog:
    """The catalog of the plugins that the environment names."""
    return load_catalog(settings().plugins)


def with_database(work: Callable[[Database], Awaitable[T]], *, current: bool = True) -> T:
    """What ``work`` does with the installation's database.

    Raises UnreachableError, and SchemaError when the database is not at the program's revision, unless ``current``
    is False.
    """

    async def opened() -> T:
        database = Database.open(settings().database_url)
        try:
            await database.reach()
            if current:
                async with database.reading() as connection:
                    await connection.run_sync(schema.require_current)
            return await work(database)
        finally:
            await database.dispose()

    return asyncio.run(opened())
