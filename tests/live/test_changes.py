"""What changed since a number, and what left the view: never anything of what the row rules hide."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.api.asking import Client
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from tests.support.statements import statements_of
from xiangmu.access.principals import ANONYMOUS, SYSTEM, Grant, Principal, PrincipalKind
from xiangmu.access.roles import Role
from xiangmu.db.ids import unit_id
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.corrections import FactKind, FactReject
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import StageRecord
from xiangmu.services.identity.accounts import AccountOpen
from xiangmu.services.identity.grants import GrantGive
from xiangmu.services.projects import ProjectChange
from xiangmu.settings import LiveSettings, Settings
from xiangmu.web.app import create_app

pytestmark = pytest.mark.anyio

CHANGES = """query ($since: Int!, $first: Int! = 100, $after: String, $view: String, $types: [String!]) {
  changes(since: $since, first: $first, after: $after, view: $view, types: $types) {
    no cursor view resync
    changes { no type id kind node { id __typename ... on Project { name stage } } }
  } }"""
FEBRUARY = date(2023, 2, 1)


def reporter(unit: str, name: str = "reporter") -> Principal:
    """Somebody whose grants are on the ledger as far as anybody can tell."""
    grant = Grant(role=Role.REPORTER, jurisdiction=CITY, unit=unit_id(CITY, unit))
    return Principal(id=f"account:{name}-{unit}", account=UUID(int=7), grants=(grant,))


async def changes(client: Client, since: int, **given: Any) -> dict[str, Any]:
    """A page."""
    answer = await client.ask(CHANGES, since=since, **given)
    found: dict[str, Any] = answer["changes"]
    return found


def shown(page: dict[str, Any], *types: str) -> list[tuple[str, str]]:
    """What happened to which types, in order."""
    return [(one["type"], one["kind"]) for one in page["changes"] if not types or one["type"] in types]


async def move(office: Office, project: UUID, unit: str, version: int = 1) -> None:
    """Let another unit report a project."""
    await office.do(ProjectChange(project=project, version=version, effective=FEBRUARY, unit=unit))


async def test_what_is_new_and_what_changed_is_told_once_with_what_it_is_now(
    office: Office, client: Client
) -> None:
    project = await office.project()
    start = await changes(client, 0)
    assert start["resync"] is None and start["cursor"] is None
    assert {"Jurisdiction", "Unit", "Project"} <= {one["type"] for one in start["changes"]}
    assert (await changes(client, start["no"]))["changes"] == []
    for stage, month in ((Stage.SIGNED, 2), (Stage.STARTED, 3)):
        await office.do(StageRecord(project=project, stage=stage, on=date(2023, month, 1)))
    page = await changes(client, start["no"], view=start["view"])
    assert shown(page) == [("StageEvent", "CHANGED"), ("Project", "CHANGED"), ("StageEvent", "CHANGED")]
    told = page["changes"][1]
    assert told["node"] == {
        "id": f"prj_{project.hex}",
        "__typename": "Project",
        "name": "碳材料厂",
        "stage": "STARTED",
    }
    assert told["no"] == page["no"] == start["no"] + 2
    assert (await changes(client, start["no"], types=["Project"]))["changes"] == [told]


async def test_pages_tell_each_object_once_whatever_happens_between_them(
    office: Office, client: Client
) -> None:
    start = (await changes(client, 0))["no"]
    projects = [await office.project(f"项目{number}") for number in range(5)]
    seen, after = [], None
    while True:
        page = await changes(client, start, first=2, after=after)
        seen += [one["id"] for one in page["changes"] if one["type"] == "Project"]
        assert page["no"] == start + 5
        if after is None:
            await office.do(StageRecord(project=projects[4], stage=Stage.SIGNED, on=FEBRUARY))
        after = page["cursor"]
        if after is None:
            break
    assert sorted(seen) == sorted(f"prj_{project.hex}" for project in projects)
    assert ("Project", "CHANGED") in shown(await changes(client, start + 5))


async def test_a_project_that_moved_leaves_one_view_and_enters_another(
    office: Office, client: Client
) -> None:
    project = await office.enrolled_project("大项目")
    other = await office.project("别家的", unit="town3")
    await office.do(StageRecord(project=project, stage=Stage.SIGNED, on=FEBRUARY))
    start = (await changes(client, 0))["no"]
    await move(office, project, "town2")
    client.principal = reporter("town1")
    # its enrolment for the unit stands: they see it still
    assert ("Project", "CHANGED") in shown(await changes(client, start))
    await office.do(StageRecord(project=other, stage=Stage.SIGNED, on=FEBRUARY))
    await office.do(EnrolmentSet(project=project, policy=POLICY, unit="town2", since=date(2023, 1, 15)))
    client.principal = SYSTEM
    enrolled = await client.ask("{ enrolments(first: 10) { nodes { id unit { key } version } } }")
    old = next(one for one in enrolled["enrolments"]["nodes"] if one["unit"]["key"] == "town1")
    await office.do(FactReject(kind=FactKind.ENROLMENT, fact=UUID(old["id"][4:])), reason="改由二镇")
    client.principal = reporter("town1")
    gone = await changes(client, start)
    assert shown(gone, "Project") == [("Project", "LEFT")]
    assert [one["id"] for one in gone["changes"] if one["type"] == "Project"] == [f"prj_{project.hex}"]
    assert all(one["node"] is None for one in gone["changes"] if one["kind"] == "LEFT")
    client.principal = reporter("town2")
    assert shown(await changes(client, start), "Project") == [("Project", "CHANGED")]
    client.principal = reporter("town3")
    assert str(project.hex) not in str(await changes(client, start))
    client.principal = reporter("bureau")
    assert shown(await changes(client, start)) == []
    client.principal = ANONYMOUS
    assert shown(await changes(client, start)) == []


async def test_what_left_says_nothing_of_what_happened_afterwards(office: Office, client: Client) -> None:
    project = await office.project("大项目")
    start = (await changes(client, 0))["no"]
    await move(office, project, "town2")
    client.principal = reporter("town1")
    before = await changes(client, start)
    await office.do(StageRecord(project=project, stage=Stage.SIGNED, on=FEBRUARY))
    after = await changes(client, start)
    assert before["changes"] == after["changes"] != []


async def test_a_project_that_came_and_went_was_never_there(office: Office, client: Client) -> None:
    project = await office.project("大项目", unit="town2")
    start = (await changes(client, 0))["no"]
    await move(office, project, "town1")
    client.principal = reporter("town1")
    assert shown(await changes(client, start), "Project") == [("Project", "CHANGED")]
    await move(office, project, "town2", version=2)
    assert shown(await changes(client, start), "Project") == []
    assert shown(await changes(client, start + 1), "Project") == [("Project", "LEFT")]


async def test_a_change_of_my_grants_asks_for_everything_anew(office: Office, client: Client) -> None:
    account = UUID((await office.do(AccountOpen(jurisdiction=CITY, login="li", name="某人"))).subject)
    me = Principal(id=f"account:{account}", account=account, grants=reporter("town1").grants)
    client.principal = me
    start = await changes(client, 0)
    assert start["resync"] is None
    given = GrantGive(account=account, role=Role.VIEWER, jurisdiction=CITY, since=date(2023, 7, 1))
    await office.do(given)
    assert (await changes(client, start["no"]))["resync"] == "RIGHTS"
    # the mark of what is seen now proves nothing of then
    client.principal = replace(me, grants=(Grant(role=Role.VIEWER, jurisdiction=CITY),))
    now = await changes(client, start["no"])
    assert now["resync"] == "RIGHTS" and now["changes"] == [] and now["view"] != start["view"]
    assert (await changes(client, start["no"], view=now["view"]))["resync"] == "RIGHTS"
    assert (await changes(client, now["no"], view=now["view"]))["resync"] is None
    assert (await changes(client, now["no"], view=start["view"]))["resync"] == "RIGHTS"


async def test_a_grant_that_began_by_its_date_does_too(office: Office, client: Client) -> None:
    account = UUID((await office.do(AccountOpen(jurisdiction=CITY, login="li", name="某人"))).subject)
    tomorrow = date(2023, 7, 2)
    await office.do(GrantGive(account=account, role=Role.VIEWER, jurisdiction=CITY, since=tomorrow))
    client.principal = Principal(id=f"account:{account}", account=account)
    start = await changes(client, 0)
    await office.project()
    assert (await changes(client, start["no"]))["resync"] is None
    office.pass_time(days=1)
    assert (await changes(client, start["no"], view=start["view"]))["resync"] == "RIGHTS"
    assert (await changes(client, start["no"] + 1, view=start["view"]))["resync"] is None


async def test_who_is_not_on_the_ledger_has_to_show_a_view(office: Office, client: Client) -> None:
    project = await office.project()
    client.principal = Principal(id="oidc:x", kind=PrincipalKind.OIDC, grants=reporter("town1").grants)
    start = await changes(client, 0)
    assert start["resync"] == "RIGHTS"
    assert (await changes(client, 0, view=start["view"]))["resync"] is None
    await move(office, project, "town2")
    # that it left is told to nobody who might not have seen it
    assert (await changes(client, start["no"], view=start["view"]))["resync"] == "RIGHTS"


async def test_numbers_out_of_reach(office: Office, client: Client) -> None:
    head = (await changes(client, 0))["no"]
    ahead = await changes(client, head + 1)
    assert (ahead["resync"], ahead["no"]) == ("AHEAD", head)
    for number in range(4):
        await office.project(f"项目{number}")
    settings = Settings(live=LiveSettings(window=3))
    app = create_app(
        office.catalog, office.database, office.clock, identify=client._identify, settings=settings
    )
    client.http._transport.app = app  # type: ignore[attr-defined]  # the same client of another application
    assert (await changes(client, head))["resync"] == "TOO_OLD"
    assert (await changes(client, head + 1))["resync"] is None


async def test_bad_input(client: Client) -> None:
    for field, given in (
        ("since", {"since": -1}),
        ("first", {"since": 0, "first": 0}),
        ("first", {"since": 0, "first": 101}),
        ("after", {"since": 0, "after": "x"}),
        ("types", {"since": 0, "types": ["Ballot"]}),
    ):
        code, where, _ = await client.refused(CHANGES, **given)
        assert (code, where) == ("BAD_USER_INPUT", field)


async def test_the_number_of_statements_does_not_grow(office: Office, client: Client) -> None:
    head = (await changes(client, 0))["no"]
    counted = []
    for many in (2, 12):
        for _ in range(many):
            project = await office.project(f"项目{uuid4().hex[:6]}")
            await office.do(StageRecord(project=project, stage=Stage.SIGNED, on=FEBRUARY))
        counted.append(await _statements(office, client, head))
    assert counted[0] == counted[1] <= 8


async def _statements(office: Office, client: Client, since: int) -> int:
    with statements_of(office.database) as sent:
        await changes(client, since)
    return len(sent)
