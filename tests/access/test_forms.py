"""Which forms somebody is listed: those of what they may enter, in places of which they read something."""

import pytest

from tests.access.realm import COUNTY, PRINCIPALS
from tests.api.asking import Client

pytestmark = pytest.mark.anyio
ASKED = f'{{ importForms(jurisdiction: "{COUNTY}") {{ kind }} }}'
OF_UNITS = {"PROJECTS", "PROGRESS", "ISSUES", "INVENTORY"}
LISTED = {
    "office": OF_UNITS | {"TASKS", "UNITS", "BALLOTS"},
    "reporter": OF_UNITS,
    "leader": {"ISSUES"},
    "inspector": {"ISSUES"},
    **dict.fromkeys(("approver", "viewer", "viewer of a unit", "admin"), "NOT_ALLOWED"),
    **dict.fromkeys(("parent", "reporter of the parent", "neighbour", "nobody", "anonymous"), "NOT_FOUND"),
}


async def test_forms_are_listed_for_who_may_enter_what_they_tell(client: Client) -> None:
    assert LISTED.keys() == PRINCIPALS.keys()
    for who, expected in LISTED.items():
        client.principal = PRINCIPALS[who]
        answer = await client.send(ASKED)
        errors = answer.get("errors", ())
        found = errors[0]["extensions"]["code"] if errors else None
        assert (found or {form["kind"] for form in answer["data"]["importForms"]}) == expected, who
