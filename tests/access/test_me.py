"""Who asks and what they may do, and that kept plans hold nothing of whoever asked first."""

from typing import Any

import pytest

from tests.access.realm import COUNTY, NEIGHBOUR, OFFICE, PRINCIPALS, REPORTER, Realm, who
from tests.api.asking import Client
from tests.support.city import CITY
from tests.support.statements import statements_of
from xiangmu.access.principals import SYSTEM, Grant, Principal, PrincipalKind
from xiangmu.access.roles import Permission, Role
from xiangmu.db.ids import unit_id

pytestmark = pytest.mark.anyio
ME = """{ me { id kind grants { role jurisdiction unit { id key title } since until }
    permissions { permission everywhere jurisdictions units } } }"""


async def ask(client: Client, principal: Principal, query: str, **variables: Any) -> Any:
    client.principal = principal
    return await client.ask(query, **variables)


async def test_me(client: Client) -> None:
    me = (await ask(client, REPORTER, ME))["me"]
    unit = f"unt_{unit_id(COUNTY, 'town1').hex}"
    assert (me["id"], me["kind"]) == (REPORTER.id, "ACCOUNT")
    assert me["grants"] == [
        {
            "role": "REPORTER",
            "jurisdiction": COUNTY,
            "unit": {"id": unit, "key": "town1", "title": "1镇"},
            "since": None,
            "until": None,
        }
    ]
    assert {p["permission"] for p in me["permissions"]} == {
        "READ",
        "SEE_RESULTS",
        "REPORT",
        "RAISE",
        "OBJECT",
    }
    assert all(p["units"] == [unit] and not p["jurisdictions"] for p in me["permissions"])
    nobody = (await ask(client, PRINCIPALS["anonymous"], ME))["me"]
    assert nobody == {"id": "anonymous", "kind": "ANONYMOUS", "grants": [], "permissions": []}
    admin = (await ask(client, PRINCIPALS["admin"], ME))["me"]
    assert admin["grants"][0] | {"role": ""} == {
        "role": "",
        "jurisdiction": None,
        "unit": None,
        "since": None,
        "until": None,
    }
    assert {"permission": "READ", "everywhere": True, "jurisdictions": [], "units": []} in admin[
        "permissions"
    ]


async def test_may(client: Client) -> None:
    query = """query($permission: Permission!, $jurisdiction: String!, $unit: String) {
        me { may(permission: $permission, jurisdiction: $jurisdiction, unit: $unit) } }"""
    for principal, permission, jurisdiction, unit, expected in (
        (REPORTER, "REPORT", COUNTY, "town1", True),
        (REPORTER, "REPORT", COUNTY, "第1镇", True),
        (REPORTER, "REPORT", COUNTY, "town2", False),
        (REPORTER, "REPORT", COUNTY, None, False),
        (REPORTER, "REPORT", CITY, "town1", False),
        (OFFICE, "CONFIRM", COUNTY, None, True),
        (OFFICE, "CONFIRM", COUNTY, "town1", True),
        (OFFICE, "CONFIRM", "nowhere", "town1", False),
        (SYSTEM, "INSTALL", "nowhere", None, True),
    ):
        asked = {"permission": permission, "jurisdiction": jurisdiction, "unit": unit}
        assert (await ask(client, principal, query, **asked))["me"] == {"may": expected}, asked


LIST = """{ projects(first: 50) { totalCount nodes { id name viewerCan unit { key }
    stages { recorded { principal } } } } }"""


async def test_what_was_asked_before_by_others_changes_nothing(client: Client) -> None:
    order = ["office", "neighbour", "reporter", "parent", "viewer", "nobody", "admin", "anonymous"]
    first = {name: await ask(client, PRINCIPALS[name], LIST) for name in order}
    assert len({str(answer) for answer in first.values()}) == 7  # nobody and anonymous see the same: nothing
    for name in reversed(order):
        assert await ask(client, PRINCIPALS[name], LIST) == first[name]
    # the same person with other grants is another principal for every plan
    moved = Principal(id=OFFICE.id, grants=(Grant(role=Role.OFFICE, jurisdiction=NEIGHBOUR),))
    found = await ask(client, moved, LIST)
    expected = await ask(client, PRINCIPALS["neighbour"], LIST)
    assert [p["name"] for p in found["projects"]["nodes"]] == [
        p["name"] for p in expected["projects"]["nodes"]
    ]


QUERIES = {
    "a list": LIST,
    "histories": "{ projects(first: 50) { nodes { history { by reason fields { before after } } } } }",
    "an object": "query($id: ID!) { node(id: $id) { ... on Project { name enrolments { unit { key } } } } }",
    "a card": """{ scorecard(policy: "hamlet-2023", group: "towns", unit: "town1", period: "2023Q2") {
        total lines { because evidence { note } } publication { cards { total } } } }""",
    "attainment": """{ attainment(policy: "hamlet-2023", period: "2023Q2") { attainments {
        evidence { note } } } }""",
}


@pytest.mark.parametrize("name", QUERIES)
async def test_rights_cost_no_statement(realm: Realm, client: Client, name: str) -> None:
    async def statements(principal: Principal) -> int:
        await ask(client, principal, QUERIES[name], **given)  # figures are worked out but once
        with statements_of(realm.office.database) as sent:
            await ask(client, principal, QUERIES[name], **given)
        return len(sent)

    given = {"id": f"prj_{realm.projects[COUNTY, 'town1'].hex}"} if name == "an object" else {}
    as_before = await statements(SYSTEM)
    assert await statements(OFFICE) == as_before
    # a unit does not see all projects: which ones is asked once, where figures speak of projects
    of_figures = int(name in ("a card", "attainment"))
    assert await statements(REPORTER) == as_before + of_figures


def test_principals() -> None:
    office = who(Role.OFFICE, COUNTY)
    assert office.may(Permission.CONFIRM, COUNTY)
    assert not office.may(Permission.CONFIRM, CITY)
    assert office.jurisdictions(Permission.READ) == office.within(Permission.READ) == {COUNTY}
    unit = unit_id(COUNTY, "town1")
    assert REPORTER.units(Permission.REPORT) == REPORTER.units(Permission.REPORT, COUNTY) == {unit}
    assert REPORTER.units(Permission.REPORT, CITY) == REPORTER.jurisdictions(Permission.REPORT) == set()
    assert not SYSTEM.grants
    assert SYSTEM.kind is PrincipalKind.SYSTEM
    assert all(SYSTEM.everywhere(permission) for permission in Permission)
    admin = who(Role.PLATFORM_ADMIN)
    assert admin.everywhere(Permission.READ)
    assert not admin.may(Permission.RECORD, COUNTY)
    assert not admin.may(Permission.SEE_PERSONAL, COUNTY)
    token = Principal(id="token:x", grants=office.grants, scopes=frozenset({Permission.READ}))
    assert token.may(Permission.READ, COUNTY)
    assert not token.may(Permission.CONFIRM, COUNTY)


@pytest.mark.parametrize(
    ("role", "jurisdiction", "unit"),
    [
        (Role.OFFICE, "", ""),
        (Role.OFFICE, COUNTY, "town1"),
        (Role.PLATFORM_ADMIN, COUNTY, ""),
        (Role.REPORTER, COUNTY, ""),
        (Role.REPORTER, "", "town1"),
        (Role.LEADER, COUNTY, "town1"),
    ],
)
def test_a_role_extends_as_far_as_it_does(role: Role, jurisdiction: str, unit: str) -> None:
    with pytest.raises(ValueError, match="授权的范围不合角色"):
        who(role, jurisdiction, unit)
