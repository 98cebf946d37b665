"""The three vendors: their hosts, limits and codes, and what an answer means."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import orjson

from xiangmu.db.notices import ChannelKind, Failure
from xiangmu.plugin.value import value
from xiangmu.services.notices.robots import dingtalk, feishu, wecom
from xiangmu.services.notices.robots.writing import Write

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
OK, REDIRECTS, CLIENT_ERRORS, TOO_MANY, SERVER_ERRORS = 200, 300, 400, 429, 500


@value
class Limit:
    """No more than ``most`` messages in any stretch of time as long as ``within``."""

    most: int
    within: timedelta


@value
class Vendor:
    """One of them. ``rest``: how long a robot is left alone that says it is told too much."""

    host: str
    write: Write
    codes: Mapping[int, Failure]
    limits: tuple[Limit, ...]
    rest: timedelta
    signs: bool


VENDORS: Mapping[ChannelKind, Vendor] = {
    ChannelKind.WECOM: Vendor(
        host=wecom.HOST,
        write=wecom.write,
        codes=wecom.CODES,
        limits=(Limit(most=20, within=MINUTE),),
        rest=MINUTE,
        signs=False,
    ),
    ChannelKind.DINGTALK: Vendor(
        host=dingtalk.HOST,
        write=dingtalk.write,
        codes=dingtalk.CODES,
        limits=(Limit(most=20, within=MINUTE),),
        rest=timedelta(minutes=10),
        signs=True,
    ),
    ChannelKind.FEISHU: Vendor(
        host=feishu.HOST,
        write=feishu.write,
        codes=feishu.CODES,
        limits=(Limit(most=100, within=MINUTE), Limit(most=5, within=SECOND)),
        rest=MINUTE,
        signs=True,
    ),
}


@value
class Verdict:
    """What an answer means: no ``failure`` is success. ``code`` is the vendor's, else HTTP's where it says more."""

    failure: Failure | None
    code: int | None = None


DELIVERED = Verdict(failure=None)


def judge(kind: ChannelKind, status: int, body: bytes) -> Verdict:
    """What the answer to a message means."""
    if REDIRECTS <= status < CLIENT_ERRORS:
        return Verdict(failure=Failure.REDIRECTED, code=status)
    code = _code(body)
    if code == 0 and status == OK:
        return DELIVERED
    if code and (failure := VENDORS[kind].codes.get(code)):
        return Verdict(failure=failure, code=code)
    if status == TOO_MANY:
        return Verdict(failure=Failure.RATE_LIMITED, code=code or status)
    if status >= SERVER_ERRORS:
        return Verdict(failure=Failure.SERVER_ERROR, code=code or status)
    if code:
        return Verdict(failure=Failure.UNKNOWN_CODE, code=code)
    return Verdict(failure=Failure.UNREADABLE, code=None if status == OK else status)


def _code(body: bytes) -> int | None:
    """What stands under the name that the vendor uses for it; None when there is no such number."""
    try:
        answer: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(answer, dict):
        return None
    found = next((answer[name] for name in ("errcode", "code", "StatusCode") if name in answer), None)
    return found if isinstance(found, int) and abs(found) < 2**31 else None


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, as settings write them; "" for what is no address to send to."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    plain = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    return f"{parts.scheme}://{parts.hostname}{port}" if plain else ""


def is_own(kind: ChannelKind, url: str) -> bool:
    """Whether the address is one of the vendor's."""
    return origin_of(url) == f"https://{VENDORS[kind].host}"
