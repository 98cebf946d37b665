"""What the log and the metrics may know of a request: never what it says, nor who somebody is by name."""

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import uuid4

OK = "OK"


@dataclass(slots=True)
class Seen:
    """One request, as far as it is known yet. ``principal`` is an opaque id; ``code`` of the first error, else OK.

    ``document`` is the title of the operations that were registered beforehand and asked for by their hash.
    """

    request_id: str
    kind: str = ""
    operation: str = ""
    document: str = ""
    principal: str = ""
    code: str = OK
    cost: int = 0


SEEN: ContextVar[Seen | None] = ContextVar("seen", default=None)
"""The request in hand."""


def request_id() -> str:
    """What the log calls the request in hand; a new name where there is none."""
    seen = SEEN.get()
    return seen.request_id if seen else uuid4().hex
