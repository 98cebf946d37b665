"""Sheets in and out, as far as they need no file; the rest is tried in tests/sheets."""

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


async def exports(desk: Desk) -> None:
    """A list of which there is an address."""
    payload = await desk.session("exportSheet", {"projects": {}}, "export { rows } errors { code }")
    assert payload["errors"] == []
    assert payload["export"]["rows"] > 0
