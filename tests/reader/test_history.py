"""Who, from what, to what, when and why: also of what belongs to an object, and of what is gone."""

from datetime import date
from uuid import UUID

import pytest

from tests.reader.asking import Asking
from tests.support.city import CITY
from tests.support.office import Office
from xiangmu.access.roles import Role
from xiangmu.services.conduct import MeetingRecord
from xiangmu.services.identity.accounts import AccountOpen
from xiangmu.services.identity.grants import GrantEnd, GrantGive
from xiangmu.services.jurisdictions import UnitAliasAdd

pytestmark = pytest.mark.anyio
HISTORY = "history { at by action reason type fields { name before after } }"


async def test_a_unit_s_history_tells_its_aliases(office: Office, asking: Asking) -> None:
    await office.do(UnitAliasAdd(jurisdiction=CITY, unit="town1", alias="城关"), reason="群众的叫法")
    found = await asking.ask(f'{{ units(filter: {{key: ["town1"]}}) {{ nodes {{ {HISTORY} }} }} }}')
    [added, *_] = found["units"]["nodes"][0]["history"]
    assert (added["by"], added["action"], added["reason"]) == ("system", "unit_alias_add", "群众的叫法")
    assert added["at"] == "2023-07-01T12:00:00+08:00"
    assert (added["type"], added["fields"]) == (
        "UnitAlias",
        [{"name": "alias", "before": None, "after": "城关"}],
    )


async def test_a_meeting_s_history_tells_its_projects(office: Office, asking: Asking) -> None:
    project = await office.project()
    meeting = {"jurisdiction": CITY, "unit": "town1", "on": date(2023, 5, 1), "kind": "ON_SITE"}
    await office.do(
        MeetingRecord.model_validate(
            meeting | {"chair": "MAIN_LEADER", "solved": True, "projects": (project,)}
        )
    )
    found = await asking.ask(f"{{ meetings {{ nodes {{ {HISTORY} }} }} }}")
    told = {change["type"]: change["fields"] for change in found["meetings"]["nodes"][0]["history"]}
    assert told["MeetingProject"] == [{"name": "project", "before": None, "after": f"prj_{project.hex}"}]
    assert {"name": "solved", "before": None, "after": "true"} in told["Meeting"]


async def test_an_account_s_history_tells_grants_that_were_taken_back(office: Office, asking: Asking) -> None:
    account = UUID((await office.do(AccountOpen(jurisdiction=CITY, login="li"))).subject)
    grant = await office.do(GrantGive(account=account, role=Role.OFFICE, jurisdiction=CITY))
    await office.do(GrantEnd(grant=UUID(grant.subject)), reason="调离")
    found = await asking.ask(f"{{ accounts {{ nodes {{ grants {{ role }} {HISTORY} }} }} }}")
    [told] = found["accounts"]["nodes"]
    revoked, given, opened = told["history"]
    assert told["grants"] == []
    assert [change["action"] for change in (revoked, given, opened)] == [
        "grant_end",
        "grant_give",
        "account_open",
    ]
    assert revoked["reason"] == "调离"
    assert {"name": "role", "before": "OFFICE", "after": None} in revoked["fields"]
