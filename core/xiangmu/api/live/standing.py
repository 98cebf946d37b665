"""A subscriber: who they are is found out again before anything is told, for grants end and so do sessions."""

from asyncio import Semaphore
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from graphql import GraphQLError

from xiangmu.access.principals import Principal
from xiangmu.api.errors import Code
from xiangmu.services.live.following import Follower

ENDED = "身份凭证已失效, 请重新登录后带上 since 续订"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """How a subscription reaches the process.

    ``identify`` finds out who it is, None when their credentials are worth nothing any longer: asked at least every
    ``heartbeat`` seconds. ``turns`` bounds how many subscriptions read at once.
    """

    follower: Follower
    identify: Callable[[], Awaitable[Principal | None]]
    heartbeat: float
    turns: Semaphore

    async def principal(self) -> Principal:
        """Who they are now. Raises GraphQLError when they are nobody any more."""
        found = await self.identify()
        if found is None:
            raise GraphQLError(ENDED, extensions={"code": Code.UNAUTHENTICATED})
        return found


def subscriber_of(subscriber: Subscriber | None) -> Subscriber:
    """Who is told. Raises GraphQLError where nobody can be: by a plain request."""
    if subscriber is None:
        raise GraphQLError("订阅请用 WebSocket 或 SSE", extensions={"code": Code.BAD_REQUEST})
    return subscriber
