"""Feishu (飞书): signed in the body, in seconds, with what is signed as the key. 100 a minute and 5 a second."""

from datetime import datetime
from typing import Any

from xiangmu.db.notices import Failure, TextFormat
from xiangmu.services.notices.robots.writing import Message, Request, fitted, signature

HOST = "open.feishu.cn"
MOST_BYTES = 20_000
"""Of the whole body."""
CODES = {
    11232: Failure.RATE_LIMITED,
    99991400: Failure.RATE_LIMITED,
    19001: Failure.NO_SUCH_ROBOT,
    19007: Failure.NO_SUCH_ROBOT,
    19021: Failure.NOT_TRUSTED,
    19022: Failure.NOT_TRUSTED,
    19024: Failure.NOT_TRUSTED,
    19002: Failure.CONTENT_REFUSED,
}


def write(url: str, secret: str, message: Message, now: datetime) -> Request:
    """One message, signed where the robot has a secret."""
    signed = _signed(secret, now)

    def written(text: str) -> dict[str, Any]:
        if message.format is TextFormat.MARKDOWN:
            header = {"title": {"tag": "plain_text", "content": message.title}}
            elements = [{"tag": "markdown", "content": text}]
            return {**signed, "msg_type": "interactive", "card": {"header": header, "elements": elements}}
        return {**signed, "msg_type": "text", "content": {"text": f"{message.title}\n{text}"}}

    return Request(url=url, body=fitted(written, message.text, MOST_BYTES))


def _signed(secret: str, now: datetime) -> dict[str, str]:
    if not secret:
        return {}
    seconds = str(int(now.timestamp()))
    return {"timestamp": seconds, "sign": signature(f"{seconds}\n{secret}", "")}
