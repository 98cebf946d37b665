"""Content too large for a cell: canonical JSON, compressed, with the hash of the JSON."""

import zlib
from typing import Any

import orjson

from xiangmu.db.chain import canonical, sha
from xiangmu.plugin.value import value


@value
class Blob:
    """Compressed canonical JSON with the SHA-256 of the JSON."""

    content: bytes
    hash: str

    @property
    def intact(self) -> bool:
        """Whether the content is what the hash was taken of."""
        try:
            return sha(zlib.decompress(self.content)) == self.hash
        except zlib.error:
            return False


def pack(content: Any) -> Blob:
    """``content`` as a blob; equal content gives the same hash."""
    text = canonical(content)
    return Blob(content=zlib.compress(text, 9), hash=sha(text))


def unpack(blob: Blob) -> Any:
    """The content. Raises ValueError or zlib.error when it is damaged."""
    return orjson.loads(zlib.decompress(blob.content))
