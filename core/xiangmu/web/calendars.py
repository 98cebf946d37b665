"""``/calendar``: calendars under secret addresses. What is not good is answered like what was never there."""

import asyncio
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from xiangmu.api.costs import FOLDING, REFUSAL
from xiangmu.api.errors import Code
from xiangmu.api.seen import OK, SEEN
from xiangmu.db.unavailable import UnavailableError
from xiangmu.services.budgets import Allowance, ExhaustedError
from xiangmu.services.calendars.addresses import ENDING
from xiangmu.services.calendars.fetching import Calendars
from xiangmu.services.identity.secrets import CALENDAR
from xiangmu.web.allowances import Allowances
from xiangmu.web.answers import RETRY

COST = FOLDING["cost"]
MEDIA_TYPE = "text/calendar; charset=utf-8"
CACHED = "private, no-cache"
"""Kept by whoever fetched it, asked about each time: a feed that was revoked is gone at once."""


class CalendarEndpoint:
    """Gives out calendars."""

    def __init__(self, calendars: Calendars, allowances: Allowances, seconds: float) -> None:
        self._calendars = calendars
        self._allowances = allowances
        self._seconds = seconds

    async def get(self, request: Request) -> Response:
        """The calendar, or that it is still the same."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._get(request)
        except ExhaustedError as error:
            _seen(Code.RATE_LIMITED)
            return _told(429, "取用得太频繁, 请稍后再试", {"Retry-After": str(error.balance.seconds)})
        except UnavailableError as error:
            _seen(Code.UNAVAILABLE)
            return _told(503, str(error), RETRY)
        except TimeoutError:
            _seen(Code.TIMEOUT)
            return _told(503, f"处理超过 {self._seconds:g} 秒, 已中止", RETRY)

    async def _get(self, request: Request) -> Response:
        stranger = self._allowances.of(request, None)
        stranger.require()
        name: str = request.path_params["name"]
        secret = name.removesuffix(ENDING)
        sound = name.endswith(ENDING) and secret.startswith(CALENDAR)
        found = await self._calendars.find(secret) if sound else None
        if found is None:
            stranger.charge(REFUSAL)
            _seen(Code.NOT_FOUND, stranger)
            raise HTTPException(404)
        allowance = self._allowances.of(request, found.principal)
        await allowance.spend(COST)
        content = await self._calendars.write(found)
        _seen(OK, allowance, found.principal.id)
        return _answer(request, content)


def _answer(request: Request, content: bytes) -> Response:
    headers = {"ETag": f'"{sha256(content).hexdigest()[:32]}"', "Cache-Control": CACHED}
    asked = request.headers.get("if-none-match", "")
    if asked.strip() == "*" or headers["ETag"] in {
        one.strip().removeprefix("W/") for one in asked.split(",")
    }:
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    if request.method == "HEAD":
        return Response(headers={**headers, "Content-Length": str(len(content))}, media_type=MEDIA_TYPE)
    return Response(content, headers=headers, media_type=MEDIA_TYPE)


def _told(status: int, message: str, headers: dict[str, str]) -> Response:
    return PlainTextResponse(f"{message}\n", status, headers=headers)


def _seen(code: str, allowance: Allowance | None = None, principal: str = "") -> None:
    if seen := SEEN.get():
        seen.code, seen.cost = code, allowance.cost if allowance else 0
        seen.principal = principal or seen.principal
