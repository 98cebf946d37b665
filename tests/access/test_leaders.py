"""Leaders deal with the problems of projects that they stand behind, on the days on which they do, and no others."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.access.realm import COUNTY, OFFICE, PRINCIPALS, Realm, policy_of
from tests.api.asking import Client
from tests.support.city import CITY
from tests.support.office import codes
from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Permission, Role
from xiangmu.plugin.vocabulary import Duty
from xiangmu.services.assignments import DutyAssign, DutyEnd
from xiangmu.services.command import Input
from xiangmu.services.corrections import FactKind, FactReject
from xiangmu.services.identity.accounts import AccountOpen
from xiangmu.services.issues.closing import IssueCrossOff, IssueSettle
from xiangmu.services.issues.handling import IssueInstruct
from xiangmu.services.issues.raising import IssueRaise

pytestmark = pytest.mark.anyio
TODAY = date(2023, 7, 1)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
DEALS = {"issueInstruct", "issueSettle"}


@dataclass
class Leading:
    """A leader with an account, and problems of two projects and of none."""

    realm: Realm
    leader: Principal
    issues: dict[str, UUID]

    async def stands_behind(self, unit: str, since: date, until: date | None = None) -> UUID:
        """They have a duty for the unit's project."""
        duty = DutyAssign(
            jurisdiction=COUNTY,
            duty=Duty.COUNTY_LEADER,
            project=self.realm.projects[COUNTY, unit],
            person=self.leader.account,
            post="副县长",
            since=since,
            until=until,
        )
        return UUID((await self.realm.office.do(duty)).subject)

    async def told(self, data: Input, leader: Principal | None = None) -> list[tuple[str, str]]:
        """What is wrong, when they give the command."""
        return codes(await self.realm.office.refused(data, principal=leader or self.leader))

    async def may(self, leader: Principal | None = None) -> dict[str, set[str]]:
        """What the problems say that they can do."""
        client = Client(self.realm.office)
        client.principal = leader or self.leader
        shown = await client.ask("{ issues(first: 20) { nodes { id viewerCan } } }")
        await client.http.aclose()
        can = {
            UUID(one["id"].removeprefix("iss_")): DEALS & {*one["viewerCan"]}
            for one in shown["issues"]["nodes"]
        }
        return {name: can[issue] for name, issue in self.issues.items()}


def instruct(issue: UUID) -> IssueInstruct:
    return IssueInstruct(issue=issue, post="副县长", text="限期办结")


@pytest.fixture
async def leading(realm: Realm) -> Leading:
    """Nobody has a duty yet."""
    office = realm.office
    opened = await office.do(AccountOpen(jurisdiction=COUNTY, login="deputy", name="某副县长"))
    account = UUID(opened.subject)
    grant = Grant(role=Role.LEADER, jurisdiction=COUNTY)
    issues = {}
    for name in ("town1", "town2", ""):
        project = realm.projects[COUNTY, name] if name else None
        raised = IssueRaise(
            policy=policy_of(COUNTY),
            category="land",
            project=project,
            unit="bureau",
            on=TODAY,
            text="用地未批",
        )
        issues[name] = UUID((await office.do(raised)).subject)
    return Leading(realm, Principal(id=f"account:{account}", account=account, grants=(grant,)), issues)


async def test_they_instruct_on_and_settle_problems_of_their_projects_alone(leading: Leading) -> None:
    office, issues = leading.realm.office, leading.issues
    await leading.stands_behind("town1", TODAY)
    assert await leading.may() == {"town1": DEALS, "town2": set(), "": set()}
    for other in ("town2", ""):
        assert await leading.told(instruct(issues[other])) == [("issue", "NOT_ALLOWED")]
        assert await leading.told(IssueSettle(issue=issues[other], text="好了")) == [("issue", "NOT_ALLOWED")]
    await office.do(instruct(issues["town1"]), principal=leading.leader)
    await office.do(IssueSettle(issue=issues["town1"], text="指标已下达"), principal=leading.leader)
    assert await leading.told(IssueCrossOff(issue=issues["town1"])) == [("issue", "NOT_ALLOWED")]


async def test_the_office_puts_instructions_on_record_as_before(leading: Leading) -> None:
    office = leading.realm.office
    for issue in leading.issues.values():
        await office.do(instruct(issue), principal=OFFICE)
        await office.do(IssueSettle(issue=issue, text="好了"), principal=OFFICE)


async def test_they_do_so_from_the_first_to_the_last_day(leading: Leading) -> None:
    office, data = leading.realm.office, instruct(leading.issues["town1"])
    ended = await leading.stands_behind("town1", date(2023, 1, 1))
    await office.do(DutyEnd(assignment=ended, until=YESTERDAY))
    await leading.stands_behind("town1", TOMORROW)
    wrong = await leading.stands_behind("town2", TODAY)
    await office.do(FactReject(kind=FactKind.ASSIGNMENT, fact=wrong), reason="录错")
    assert await leading.told(data) == [("issue", "NOT_ALLOWED")]
    assert await leading.may() == {"town1": set(), "town2": set(), "": set()}
    await leading.stands_behind("town1", TODAY, TODAY)
    assert await leading.may() == {"town1": DEALS, "town2": set(), "": set()}
    await office.do(data, principal=leading.leader)


async def test_a_duty_without_the_role_or_another_leader_s_lets_nobody(leading: Leading) -> None:
    await leading.stands_behind("town1", TODAY)
    account, data = leading.leader.account, instruct(leading.issues["town1"])
    viewer = Principal(id="v", account=account, grants=(Grant(role=Role.VIEWER, jurisdiction=COUNTY),))
    elsewhere = Principal(id="e", account=account, grants=(Grant(role=Role.LEADER, jurisdiction=CITY),))
    narrow = Principal(
        id="t", account=account, grants=leading.leader.grants, scopes=frozenset({Permission.READ})
    )
    for somebody in (viewer, narrow, PRINCIPALS["leader"]):
        assert await leading.told(data, somebody) == [("issue", "NOT_ALLOWED")]
        assert not any((await leading.may(somebody)).values())
    assert await leading.told(data, elsewhere)
