"""What all vendors' requests have in common: texts cut to so many bytes, signatures, JSON."""

import hmac
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson

from xiangmu.db.notices import TextFormat
from xiangmu.plugin.value import value

CUT = "\n…(内容过长, 以下从略)"
"""Ends a text that was cut."""


@value
class Message:
    """What a group is to read."""

    title: str
    text: str
    format: TextFormat

    @property
    def harmless(self) -> "Message":
        """Without what would call on people: vendors read ``<@…>`` and ``<at …>`` even in plain text."""
        return Message(title=_harmless(self.title), text=_harmless(self.text), format=self.format)


@value
class Request:
    """One HTTP request. The address holds secrets."""

    url: str
    body: bytes


Write = Callable[[str, str, Message, datetime], Request]
"""(address, signing secret or "", message, now) → request."""


def cut(text: str, most: int) -> str:
    """``text`` if it has no more than ``most`` bytes in UTF-8; else as many whole characters as fit with a note."""
    content = text.encode()
    if len(content) <= most:
        return text
    return content[: most - len(CUT.encode())].decode(errors="ignore") + CUT


def fitted(write: Callable[[str], Any], text: str, most: int) -> bytes:
    """The JSON of what ``write`` makes of ``text``, which is cut so that all of it has no more than ``most`` bytes."""
    body = orjson.dumps(write(text))
    if len(body) <= most:
        return body

    def ended(length: int) -> bytes:
        return orjson.dumps(write(text[:length] + CUT))

    # tried, not reckoned: what JSON escapes takes more room than it has in the text
    too_long = bisect_right(range(min(len(text), most)), most, key=lambda length: len(ended(length)))
    return ended(max(too_long - 1, 0))


def signature(key: str, content: str) -> str:
    """HMAC-SHA256 in Base64."""
    return b64encode(hmac.new(key.encode(), content.encode(), sha256).digest()).decode()


def _harmless(text: str) -> str:
    return text.replace("<", "＜")
