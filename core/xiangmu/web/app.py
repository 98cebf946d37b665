"""The ASGI application of one installation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Route

from xiangmu.api.context import Shared
from xiangmu.api.schema import schema
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.services.clock import Clock, system_clock
from xiangmu.web.graphql import GraphQLEndpoint
from xiangmu.web.health import Readiness, livez
from xiangmu.web.identity import Identify, as_system


def create_app(
    catalog: Catalog, database: Database, clock: Clock = system_clock, *, identify: Identify = as_system
) -> Starlette:
    """The application over ``database``, which it closes when it stops; ``identify`` finds out who asks."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await database.dispose()

    endpoint = GraphQLEndpoint(schema(catalog), Shared(catalog, database, clock), identify)
    routes = [
        Route("/graphql", endpoint),
        Route("/livez", livez),
        Route("/readyz", Readiness(database).readyz),
    ]
    return Starlette(routes=routes, lifespan=lifespan)
