"""DingTalk (钉钉): signed in the address, in milliseconds. 20 messages a minute, else ten minutes of silence."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from xiangmu.db.notices import Failure, TextFormat
from xiangmu.services.notices.robots.writing import Message, Request, fitted, signature

HOST = "oapi.dingtalk.com"
MOST_BYTES = 20_000
"""Of the whole body."""
CODES = {
    130101: Failure.RATE_LIMITED,
    410100: Failure.RATE_LIMITED,
    90030: Failure.RATE_LIMITED,
    -1: Failure.SERVER_ERROR,
    300001: Failure.NO_SUCH_ROBOT,
    300005: Failure.NO_SUCH_ROBOT,
    400013: Failure.NO_SUCH_ROBOT,
    400101: Failure.NO_SUCH_ROBOT,
    400102: Failure.NO_SUCH_ROBOT,
    400106: Failure.NO_SUCH_ROBOT,
    310000: Failure.NOT_TRUSTED,
    40035: Failure.CONTENT_REFUSED,
    400105: Failure.CONTENT_REFUSED,
    430101: Failure.CONTENT_REFUSED,
    430102: Failure.CONTENT_REFUSED,
    430103: Failure.CONTENT_REFUSED,
    430104: Failure.CONTENT_REFUSED,
    460101: Failure.CONTENT_REFUSED,
}


def write(url: str, secret: str, message: Message, now: datetime) -> Request:
    """One message, signed where the robot has a secret."""

    def written(text: str) -> dict[str, Any]:
        if message.format is TextFormat.MARKDOWN:
            shown = f"### {message.title}\n{text}"
            return {"msgtype": "markdown", "markdown": {"title": message.title, "text": shown}}
        return {"msgtype": "text", "text": {"content": f"{message.title}\n{text}"}}

    return Request(url=_signed(url, secret, now), body=fitted(written, message.text, MOST_BYTES))


def _signed(url: str, secret: str, now: datetime) -> str:
    if not secret:
        return url
    milliseconds = round(now.timestamp() * 1000)
    signed = {"timestamp": milliseconds, "sign": signature(secret, f"{milliseconds}\n{secret}")}
    return f"{url}{'&' if '?' in url else '?'}{urlencode(signed)}"
