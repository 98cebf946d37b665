"""What the ledger records of bulletins: drafts, and what was published of them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiangmu.plugin.value import value


@value
class Printout:
    """What was worked out for the occurrence due on ``due``, at the moment ``at``.

    ``gathered`` and ``content`` are compressed canonical JSON of the values in ``domain.bulletins``; ``corrects`` is
    the published bulletin that this one takes the place of.
    """

    id: UUID
    policy: str
    obligation: str
    due: date
    corrects: UUID | None
    at: datetime
    known_no: int
    readings: dict[str, Any]
    plugin: str
    plugin_version: str
    format: int
    gathered: bytes
    gathered_hash: str
    content: bytes
    content_hash: str


@value
class BulletinDraft(Printout):
    """The ``round``-th draft of an occurrence; only the last one can be published."""

    round: int
    drafted_by: str


@value
class Bulletin(Printout):
    """A published bulletin, the ``number``-th of its policy in ``year``."""

    draft: UUID
    year: int
    number: int
    published_at: datetime
