"""Imports that come to nothing; those that do are tried in tests/sheets/imports."""

from uuid import uuid4

from tests.api.mutations.desk import Desk
from tests.support.city import CITY

ERRORS = "run { id } errors { code }"


async def imports(desk: Desk) -> None:
    """A file that nobody sent, and an import that nobody began."""
    asked = {
        "requestId": str(uuid4()),
        "jurisdiction": CITY,
        "form": "projects",
        "upload": f"att_{uuid4().hex}",
    }
    nothing = {"run": None, "errors": [{"code": "NOT_FOUND"}]}
    assert await desk.session("importPreview", asked, ERRORS) == nothing
    assert await desk.session("importRecord", {"run": f"imp_{uuid4().hex}"}, ERRORS) == nothing
