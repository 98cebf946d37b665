"""Sending to robots: over https to the vendors' hosts only, no redirects, soon or not at all, little of the answer."""

import asyncio
import logging
from collections.abc import Collection
from datetime import datetime
from types import TracebackType
from typing import Self

import httpx

from xiangmu.db.notices import ChannelKind, Failure
from xiangmu.plugin.value import value
from xiangmu.services.notices.robots.vendors import VENDORS, Verdict, is_own, judge, origin_of
from xiangmu.services.notices.robots.writing import Message

SECONDS = 10.0
"""For one message, from connecting to the end of the answer."""
LARGEST = 64 * 1024
HEADERS = {"Content-Type": "application/json; charset=utf-8", "Accept-Encoding": "identity"}
"""What is read is bounded as it comes: nothing that would have to be unpacked."""
for _name in ("httpx", "httpcore"):
    # they would write down every address, whatever log is kept; and whoever has the address can write into the group
    logging.getLogger(_name).setLevel(logging.WARNING)


@value
class Robot:
    """Where a message goes. Neither the address nor the secret is ever told to anybody."""

    kind: ChannelKind
    url: str
    secret: str


class Sender:
    """Sends messages. ``origins`` are hosts that the settings name beside the vendors' own."""

    def __init__(
        self,
        origins: Collection[str] = (),
        transport: httpx.AsyncBaseTransport | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._origins = frozenset(origins)
        self._transport = transport
        self._seconds = seconds
        self._opened: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opened:
            await self._opened.aclose()

    async def send(self, robot: Robot, message: Message, now: datetime) -> Verdict:
        """Send one message once. Never raises for what the network or the vendor does."""
        if not is_own(robot.kind, robot.url) and origin_of(robot.url) not in self._origins:
            return Verdict(failure=Failure.HOST_NOT_ALLOWED)
        request = VENDORS[robot.kind].write(robot.url, robot.secret, message.harmless, now)
        try:
            async with (
                asyncio.timeout(self._seconds),
                self._http.stream("POST", request.url, content=request.body) as answer,
            ):
                return judge(robot.kind, answer.status_code, await _beginning(answer))
        except (TimeoutError, httpx.TimeoutException):
            return Verdict(failure=Failure.TIMEOUT)
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            return Verdict(failure=Failure.UNREACHABLE)

    @property
    def _http(self) -> httpx.AsyncClient:
        """Opened when there is something to send: reading the certificates takes a while."""
        if self._opened is None:
            # neither proxies nor credentials from the environment
            self._opened = httpx.AsyncClient(
                transport=self._transport,
                trust_env=False,
                follow_redirects=False,
                timeout=self._seconds,
                headers=HEADERS,
            )
        return self._opened


async def _beginning(answer: httpx.Response) -> bytes:
    """No more than anybody could mean to say; what is longer cannot be read."""
    content = b""
    async for piece in answer.aiter_raw(LARGEST):
        content += piece
        if len(content) > LARGEST:
            return b""
    return content
