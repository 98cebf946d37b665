"""The ASGI application of one installation."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from xiangmu.api.context import Shared
from xiangmu.api.schema import schema
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.services.addresses import BULLETINS, EXPORTS, FILES, IMPORTS, LETTERS, TEMPLATES, UPLOADS
from xiangmu.services.calendars.addresses import ROUTE
from xiangmu.services.calendars.fetching import Calendars
from xiangmu.services.clock import Clock, system_clock
from xiangmu.services.files.opening import open_store
from xiangmu.services.identity.external.issuers import load_issuers
from xiangmu.services.identity.external.tokens import External
from xiangmu.services.identity.passwords import Passwords
from xiangmu.services.identity.resolution import Resolver
from xiangmu.services.identity.token_use import TokenUses
from xiangmu.services.live.hub import Hub
from xiangmu.services.tick import Tick, Ticking
from xiangmu.settings import Settings, WebSettings
from xiangmu.web.assets import STYLED, Assets
from xiangmu.web.authentication import Authentication
from xiangmu.web.bulletins import Bulletins
from xiangmu.web.calendars import CalendarEndpoint
from xiangmu.web.exports import Exports
from xiangmu.web.files import Files
from xiangmu.web.graphql import GraphQLEndpoint
from xiangmu.web.headers import SecurityHeaders
from xiangmu.web.health import Readiness, livez
from xiangmu.web.identity import Identify
from xiangmu.web.imports import MarkedImports
from xiangmu.web.letters import Letters
from xiangmu.web.live.doors import Doors
from xiangmu.web.live.socket import LiveSocket
from xiangmu.web.metrics import Metrics
from xiangmu.web.observing import Observed
from xiangmu.web.origins import Origins
from xiangmu.web.sizes import Sizes
from xiangmu.web.templates import Templates

SAYINGS = {404: "没有这个地址", 405: "不支持这种请求方法"}


def create_app(
    catalog: Catalog,
    database: Database,
    clock: Clock = system_clock,
    *,
    identify: Identify | None = None,
    passwords: Passwords | None = None,
    settings: Settings | None = None,
) -> Starlette:
    """The application over ``database``, which it closes when it stops.

    ``identify`` finds out who asks, if not their credentials. Raises IssuersError, SettingsError.
    """
    chosen = settings or Settings()
    uses = TokenUses(database)
    issuers = load_issuers(Path(chosen.identity.issuers), catalog) if chosen.identity.issuers else ()
    who = identify or Authentication(Resolver(database, clock, uses), External(issuers, clock))
    shared = Shared(catalog, database, clock, passwords, settings=chosen)
    metrics = Metrics(database, chosen.metrics.token)
    hub, doors = Hub(database), Doors(chosen.live, metrics.live)
    built = schema(catalog)
    endpoint = GraphQLEndpoint(built, shared, who, hub, doors)
    files = Files(shared, open_store(chosen))
    calendars = Calendars(database, catalog, clock)

    def ticks(stopping: Callable[[], bool]) -> Tick:
        return Tick(database=database, catalog=catalog, clock=clock, settings=chosen, stopping=stopping)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        # what is worked out in threads waits its turn here, and is dropped when nobody waits for it any longer
        threads = ThreadPoolExecutor(chosen.http.threads, "work")
        asyncio.get_running_loop().set_default_executor(threads)
        if chosen.live.connections:
            hub.follower.start()
        ticking = Ticking(ticks, chosen.tick.seconds) if chosen.tick.seconds else None
        yield
        await hub.follower.stop()
        if ticking:
            await ticking.stop()
        threads.shutdown(wait=False, cancel_futures=True)
        await endpoint.close()
        await uses.settle()
        await calendars.settle()
        await shared.imports.stop()
        await database.dispose()

    app = Starlette(
        routes=[
            Route("/graphql", endpoint),
            WebSocketRoute("/graphql", LiveSocket(endpoint.live, chosen.http.origins)),
            Route(UPLOADS, files.put, methods=["PUT"]),
            Route(FILES, files.get, methods=["GET"]),
            Route(LETTERS, Letters(shared).show, methods=["GET"]),
            Route(IMPORTS, MarkedImports(shared).show, methods=["GET"]),
            Route(BULLETINS, Bulletins(shared).show, methods=["GET"]),
            Route(EXPORTS, Exports(shared, built.exporter).show, methods=["GET"]),
            Route(TEMPLATES, Templates(shared).show, methods=["GET"]),
            Route(
                ROUTE,
                CalendarEndpoint(calendars, endpoint.allowances, chosen.http.seconds).get,
                methods=["GET"],
            ),
            Route("/livez", livez),
            Route("/readyz", Readiness(database).readyz),
            Route("/metrics", metrics.tell),
            *_pages(chosen.web),
        ],
        middleware=[
            Middleware(Observed, metrics),
            Middleware(SecurityHeaders),
            Middleware(Sizes),
            Middleware(Origins, chosen.http.origins),
        ],
        exception_handlers={HTTPException: _refused},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    # streams end only when they are told to: before the server waits for them
    app.state.release = hub.follower.release
    return app


def _pages(web: WebSettings) -> list[BaseRoute]:
    assets = Assets()
    pages: list[BaseRoute] = []
    if web.graphiql:
        pages.append(assets.page("/graphiql", "graphiql.html", STYLED))
    if web.dashboard:
        pages.append(assets.page("/", "dashboard.html"))
    return [assets.files(), *pages] if pages else []


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # registered for nothing else
    said = SAYINGS.get(error.status_code, "请求无法处理")
    return PlainTextResponse(f"{said}\n", error.status_code, headers=error.headers)
