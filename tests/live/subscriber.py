"""A client of graphql-transport-ws, over a real connection."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect

SUBSCRIBE = """subscription ($since: Int, $first: Int! = 100, $view: String, $types: [String!]) {
  changes(since: $since, first: $first, view: $view, types: $types) {
    no cursor view resync changes { no type id kind node { id ... on Project { name } } } } }"""
PROTOCOL = "graphql-transport-ws"
Message = dict[str, Any]
PATIENCE = 10
"""Seconds to wait for a message on a busy machine."""


class Subscriber:
    """One connection."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def send(self, **message: Any) -> None:
        """Send a message."""
        await self.socket.send(json.dumps(message))

    async def hear(self) -> Message:
        """The next message, whatever it is. Raises ConnectionClosed."""
        async with asyncio.timeout(PATIENCE):
            message: Message = json.loads(await self.socket.recv())
        return message

    async def next(self) -> Message:
        """The next message but pings, which are answered."""
        while (message := await self.hear())["type"] == "ping":
            await self.send(type="pong")
        return message

    async def begin(self, authorization: str = "", **payload: Any) -> Self:
        """Say who it is, and wait until that is believed."""
        given = {"Authorization": authorization} if authorization else {}
        await self.send(type="connection_init", payload=given | payload)
        assert await self.next() == {"type": "connection_ack"}
        return self

    async def subscribe(self, name: str = "1", query: str = SUBSCRIBE, **variables: Any) -> None:
        """Ask to be told."""
        await self.send(id=name, type="subscribe", payload={"query": query, "variables": variables})

    async def page(self, name: str = "1") -> Message:
        """What the next event tells."""
        message = await self.next()
        assert (message["type"], message["id"]) == ("next", name), message
        assert "errors" not in message["payload"], message
        page: Message = message["payload"]["data"]["changes"]
        return page

    async def nothing(self, seconds: float = 0.6) -> None:
        """Nothing comes for a while."""
        try:
            async with asyncio.timeout(seconds):
                raise AssertionError(await self.next())
        except TimeoutError:
            return

    async def closed(self) -> int:
        """The code with which the server closes."""
        while True:
            async with asyncio.timeout(PATIENCE):
                try:
                    await self.socket.recv()
                except Exception:
                    code = self.socket.close_code
                    assert code is not None
                    return code


@asynccontextmanager
async def connected(address: str, protocol: str = PROTOCOL, **options: Any) -> AsyncIterator[Subscriber]:
    """A connection that has said nothing yet."""
    url = address.replace("http", "ws", 1) + "/graphql"
    async with connect(url, subprotocols=[protocol], **options) as socket:  # type: ignore[list-item]  # a new type of text
        yield Subscriber(socket)
