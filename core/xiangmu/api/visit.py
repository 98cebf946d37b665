"""How a request came in, for the few mutations that are about it: signing in and out."""

from dataclasses import dataclass, field
from uuid import UUID

from xiangmu.plugin.value import value


@value
class PageSession:
    """What a browser is to keep for the built-in pages, and for how many seconds; nothing when ``secret`` is ""."""

    secret: str = field(repr=False)
    seconds: int = 0


NOTHING = PageSession(secret="")


@dataclass(slots=True)
class Visit:
    """Where a request came from, through which session, and what the client is to keep of the answer.

    ``own_page``: a built-in page sent it, so that a cookie may be given.
    """

    address: str = ""
    session: UUID | None = None
    own_page: bool = False
    leaves: PageSession | None = None
