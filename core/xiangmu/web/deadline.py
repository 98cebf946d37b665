"""Work that ends when its time is up or nobody waits for the answer, with all it asked of the database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import ClientDisconnect
from starlette.types import Receive


@asynccontextmanager
async def deadline(seconds: float, receive: Receive) -> AsyncIterator[None]:
    """Cancel what is done within after ``seconds``, or when ``receive`` tells that the client is gone.

    Raises TimeoutError or ClientDisconnect. To be entered when the request has been read.
    """
    gone = False

    async def watch() -> None:
        nonlocal gone
        while (await receive())["type"] != "http.disconnect":
            pass
        gone = True
        # by the same way as when time is up, so that nothing is ever cancelled twice
        if not limit.expired():
            limit.reschedule(0)

    try:
        async with asyncio.timeout(seconds) as limit:
            watching = asyncio.create_task(watch())
            try:
                yield
            finally:
                watching.cancel()
    except TimeoutError:
        if gone:
            raise ClientDisconnect from None
        raise
