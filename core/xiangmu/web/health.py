"""``/livez`` and ``/readyz``: whether the process runs, and whether it can answer questions."""

import asyncio
import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse

from xiangmu.db.engine import Database
from xiangmu.services import maintenance

LOG = logging.getLogger("xiangmu.web")
SECONDS = 5
"""How long the database may take to answer."""


async def livez(_: Request) -> PlainTextResponse:
    """The process runs."""
    return PlainTextResponse("运行中\n")


class Readiness:
    """Answers ``/readyz``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def readyz(self, _: Request) -> PlainTextResponse:
        """Whether the database answers and fits the program; why it does not stands in the log alone."""
        try:
            async with asyncio.timeout(SECONDS):
                await maintenance.require_current(self._database)
        except Exception as error:  # whatever the driver raises, the answer is the same
            LOG.warning("未就绪: 数据库不可用", exc_info=error)
            return PlainTextResponse("数据库不可用\n", status_code=503)
        return PlainTextResponse("就绪\n")
