"""Which text a request asks for: its own, or one that was registered, by its hash."""

import re
from collections import OrderedDict
from time import monotonic

from xiangmu.api.errors import Code
from xiangmu.db.engine import Database
from xiangmu.plugin.value import value
from xiangmu.services import documents
from xiangmu.services.documents import Document, hash_of
from xiangmu.settings import Documents
from xiangmu.web.reading import Refused, Sent

HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
PREFIX = "sha256:"
KEPT = 1_000
"""Documents remembered …"""
SECONDS = 60
"""… for so long: then a document that was withdrawn is unknown to every process."""
NOT_FOUND = "PersistedQueryNotFound"
NOT_SUPPORTED = "PersistedQueryNotSupported"
"""Messages by which client libraries know that they have to send the text."""


@value
class Meant:
    """What to execute; ``title`` and ``hash`` are those of a registered document, else ""."""

    text: str
    title: str = ""
    hash: str = ""


class TrustedDocuments:
    """Finds registered documents, where ``mode`` lets clients use them."""

    def __init__(self, database: Database, mode: Documents) -> None:
        self._database = database
        self._mode = mode
        self._kept: OrderedDict[str, tuple[Document, float]] = OrderedDict()

    async def meant(self, sent: Sent) -> Meant:
        """What a request asks for. Raises Refused, before anything is parsed."""
        if self._mode is Documents.OFF or (self._mode is Documents.ALLOW and sent.hash is None):
            return _own_text(sent)
        if sent.hash is None:
            raise Refused(403, "只接受登记过的操作, 请给出它的哈希", code=Code.PERSISTED_QUERY_REQUIRED)
        key = sent.hash.removeprefix(PREFIX).lower()
        if sent.query is not None:
            if hash_of(sent.query) != key:
                raise Refused(400, "query 与所给的哈希不符")
            # nobody registers anything by asking for it: the text stands for itself, where texts are accepted
            if self._mode is Documents.ALLOW:
                return Meant(text=sent.query)
        document = await self._find(key) if HASH.fullmatch(key) else None
        if document is None:
            raise Refused(200, NOT_FOUND, code=Code.PERSISTED_QUERY_NOT_FOUND)
        return Meant(text=document.text, title=document.title, hash=key)

    async def _find(self, key: str) -> Document | None:
        kept = self._kept.get(key)
        if kept is not None and monotonic() - kept[1] < SECONDS:
            return kept[0]
        found = await documents.find(self._database, key)
        if found is None:
            self._kept.pop(key, None)
        else:
            self._kept[key] = found, monotonic()
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


def _own_text(sent: Sent) -> Meant:
    if sent.query is not None:
        return Meant(text=sent.query)
    if sent.hash is not None:
        raise Refused(200, NOT_SUPPORTED, code=Code.PERSISTED_QUERY_NOT_SUPPORTED)
    raise Refused(400, "缺少 query, 须为非空字符串")
