"""ETags of registered queries asked for by GET: who has the answer already is told so, and nothing is worked out.

The tag says of what the answer was made: the newest number of the ledger, the day, who asks and what they may see,
the query with its variables, and the program. It is that of the ledger before the answer was read: what is recorded
meanwhile makes the next one another.
"""

from hashlib import sha256
from importlib.metadata import version

import orjson
from starlette.requests import Request
from starlette.responses import Response

from xiangmu.access.principals import Principal
from xiangmu.api.changes.standpoint import view_of
from xiangmu.api.context import Shared
from xiangmu.api.operations import document_of
from xiangmu.api.schema import PublicSchema
from xiangmu.db.ledger import read_head
from xiangmu.services.clock import business_day
from xiangmu.web.answers import GRAPHQL_RESPONSE
from xiangmu.web.documents import Meant
from xiangmu.web.reading import Sent

DIGITS = 32
CACHING = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie, Accept"}
PROGRAM = version("xiangmu")


class Tags:
    """Gives tags to queries whose answers follow from the ledger."""

    def __init__(self, schema: PublicSchema, shared: Shared) -> None:
        self._schema = schema
        self._shared = shared
        cities = sorted((city.info.key, city.info.version) for city in shared.catalog.cities)
        self._made_by = orjson.dumps([PROGRAM, cities])

    async def of(self, request: Request, principal: Principal, meant: Meant, sent: Sent) -> str:
        """The tag of the answer; "" where none is to be had."""
        if request.method != "GET" or not meant.hash or not self._is_steady(meant.text, sent.name):
            return ""
        async with self._shared.database.reading() as connection:
            head = await read_head(connection)
        made_of = [
            head.no,
            head.hash,
            business_day(self._shared.clock()).isoformat(),
            view_of(principal),
            meant.hash,
            sent.name,
            sent.variables,
            GRAPHQL_RESPONSE in request.headers.get("accept", "").lower(),
        ]
        digest = sha256(self._made_by + orjson.dumps(made_of, option=orjson.OPT_SORT_KEYS))
        return f'W/"{digest.hexdigest()[:DIGITS]}"'

    def _is_steady(self, text: str, name: str | None) -> bool:
        document = document_of(text, self._shared.settings.limits)
        return document is not None and self._schema.steadiness.of(text, document, name)


def is_known(request: Request, tag: str) -> bool:
    """Whether the client has that answer."""
    known = request.headers.get("if-none-match", "")
    return tag.removeprefix("W/") in (one.strip().removeprefix("W/") for one in known.split(","))


def unchanged(tag: str) -> Response:
    """What the client has is what it would be given."""
    response = Response(status_code=304)
    mark(response, tag)
    return response


def mark(response: Response, tag: str) -> None:
    """Let the client keep the answer, and ask with its tag whether it still holds."""
    response.headers.update({"ETag": tag, **CACHING})
