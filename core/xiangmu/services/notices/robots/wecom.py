"""WeCom (企业微信): the address is all there is of a secret. 20 messages a minute, limits in bytes of the content."""

from datetime import datetime

import orjson

from xiangmu.db.notices import Failure, TextFormat
from xiangmu.services.notices.robots.writing import Message, Request, cut

HOST = "qyapi.weixin.qq.com"
MOST_TEXT, MOST_MARKDOWN = 2048, 4096
"""Bytes of the content."""
CODES = {
    45009: Failure.RATE_LIMITED,
    45033: Failure.RATE_LIMITED,
    -1: Failure.SERVER_ERROR,
    93000: Failure.NO_SUCH_ROBOT,
    93004: Failure.NO_SUCH_ROBOT,
    93008: Failure.NO_SUCH_ROBOT,
    40008: Failure.CONTENT_REFUSED,
    40058: Failure.CONTENT_REFUSED,
}


def write(url: str, _: str, message: Message, __: datetime) -> Request:
    """One message."""
    if message.format is TextFormat.MARKDOWN:
        content = cut(f"**{message.title}**\n{message.text}", MOST_MARKDOWN)
        body = {"msgtype": "markdown", "markdown": {"content": content}}
    else:
        content = cut(f"{message.title}\n{message.text}", MOST_TEXT)
        body = {"msgtype": "text", "text": {"content": content}}
    return Request(url=url, body=orjson.dumps(body))
