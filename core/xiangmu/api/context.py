"""What resolvers share: the catalog, the database and what was computed from them."""

from functools import cached_property
from typing import Any, TypeAlias

import strawberry

from xiangmu.api.figures import FigureCache
from xiangmu.api.stated import StatedPolicy, stated_policies
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.services.clock import Clock


class Context:
    """One for the process: nothing in it belongs to a request."""

    def __init__(self, catalog: Catalog, database: Database, clock: Clock) -> None:
        self.catalog = catalog
        self.database = database
        self.clock = clock
        self.figures = FigureCache(catalog, database)

    @cached_property
    def stated(self) -> dict[str, StatedPolicy]:
        """Every policy by key, as GraphQL objects."""
        return stated_policies(self.catalog)


Info: TypeAlias = strawberry.Info[Context, Any]
