"""Grants: who gives which, how far they reach, and from when to when they hold."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.identity.household import Household, codes, t
from tests.identity.test_accounts import ADMIN, OFFICE, OUTSIDERS, named
from tests.support.city import CITY
from xiangmu.access.principals import Principal
from xiangmu.access.roles import Permission, Role
from xiangmu.db.ids import unit_id
from xiangmu.services import maintenance
from xiangmu.services.identity.accounts import AccountDisable
from xiangmu.services.identity.grants import GrantEnd, GrantGive
from xiangmu.services.identity.managing import REPORTERS

pytestmark = pytest.mark.anyio


def reach(role: Role) -> dict[str, str]:
    """A jurisdiction and unit that suit the role."""
    if role is Role.PLATFORM_ADMIN:
        return {}
    return {"jurisdiction": CITY, "unit": "town1" if role is Role.REPORTER else ""}


@pytest.mark.parametrize("role", Role)
async def test_an_administrator_gives_any_role_and_an_office_those_of_its_reporters(
    house: Household, role: Role
) -> None:
    account = await house.open("li")
    data = GrantGive(account=account, role=role, **reach(role))
    if role in REPORTERS:
        given = await house.office.do(data, principal=OFFICE)
        await house.office.do(GrantEnd(grant=UUID(given.subject)), principal=OFFICE)
    else:
        assert await house.office.refused(data, principal=OFFICE)
    given = await house.office.do(data, principal=ADMIN)
    [row] = [row for row in await house.rows(t.role_grant) if row["ended_no"] is None]
    assert (row["role"], row["jurisdiction"]) == (role, reach(role).get("jurisdiction", ""))
    if role not in REPORTERS:
        end = GrantEnd(grant=UUID(given.subject))
        known = await house.office.refused(end, principal=OFFICE)
        absent = await house.office.refused(GrantEnd(grant=uuid4()), principal=OFFICE)
        assert codes(known) == codes(absent) == [("grant", "NOT_FOUND")]
    assert await maintenance.verify(house.database) == ()


@pytest.mark.parametrize("principal", OUTSIDERS, ids=named)
async def test_nobody_else_gives_or_ends_any(house: Household, principal: Principal) -> None:
    account = await house.open("li")
    grant = await house.give(account, Role.REPORTER, unit="town1")
    for role in Role:
        data = GrantGive(account=account, role=role, **reach(role))
        assert await house.office.refused(data, principal=principal)
    assert codes(await house.office.refused(GrantEnd(grant=grant), principal=principal)) == [
        ("grant", "NOT_FOUND")
    ]


async def test_nobody_gives_to_themselves(house: Household) -> None:
    account = await house.employ("boss", Role.PLATFORM_ADMIN, jurisdiction="")
    await house.employ("other", Role.PLATFORM_ADMIN, jurisdiction="")
    myself = await house.principal("boss")
    given = GrantGive(account=account, role=Role.OFFICE, jurisdiction=CITY)
    assert codes(await house.office.refused(given, principal=myself)) == [("account", "NOT_ALLOWED")]
    [own] = [row["fact_id"] for row in await house.rows(t.role_grant) if row["account_id"] == account]
    ended = await house.office.refused(GrantEnd(grant=own), principal=myself)
    assert codes(ended) == [("account", "NOT_ALLOWED")]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"role": "OFFICE"}, ("role", "NOT_ALLOWED")),
        ({"role": "PLATFORM_ADMIN", "jurisdiction": CITY}, ("role", "NOT_ALLOWED")),
        ({"role": "REPORTER", "jurisdiction": CITY}, ("role", "NOT_ALLOWED")),
        ({"role": "OFFICE", "jurisdiction": CITY, "unit": "town1"}, ("role", "NOT_ALLOWED")),
        ({"role": "REPORTER", "jurisdiction": CITY, "unit": "nowhere"}, ("unit", "UNKNOWN_UNIT")),
        ({"role": "OFFICE", "jurisdiction": "nowhere"}, ("jurisdiction", "UNKNOWN_JURISDICTION")),
        ({"role": "VIEWER", "jurisdiction": CITY, "until": "2023-06-30"}, ("until", "REVERSED")),
    ],
)
async def test_a_grant_reaches_as_far_as_its_role(
    house: Household, given: dict[str, str], problem: tuple[str, str]
) -> None:
    account = await house.open("li")
    data = GrantGive.model_validate({"account": account, **given})
    assert codes(await house.office.refused(data)) == [problem]


async def test_one_role_in_one_place_is_granted_once_at_a_time(house: Household) -> None:
    account = await house.open("li")

    def viewing(since: date, until: date | None = None, unit: str = "") -> GrantGive:
        return GrantGive(
            account=account, role=Role.VIEWER, jurisdiction=CITY, unit=unit, since=since, until=until
        )

    await house.office.do(viewing(date(2023, 7, 1), date(2023, 7, 31)))
    for since, until in (
        (date(2023, 7, 31), None),
        (date(2023, 6, 1), date(2023, 7, 1)),
        (date(2023, 1, 1), None),
    ):
        assert codes(await house.office.refused(viewing(since, until))) == [("role", "DUPLICATE")]
    await house.office.do(viewing(date(2023, 8, 1)))
    await house.office.do(viewing(date(2023, 7, 1), unit="town1"))


async def test_a_grant_holds_from_its_first_day_to_its_last(house: Household) -> None:
    account = await house.open("li")
    data = GrantGive(
        account=account,
        role=Role.REPORTER,
        jurisdiction=CITY,
        unit="town1",
        since=date(2023, 7, 2),
        until=date(2023, 7, 3),
    )
    grant = UUID((await house.office.do(data)).subject)
    access = (await house.sign_in("li")).tokens.access
    held = []
    for _ in range(4):
        held.append(bool((await house.principal("li")).grants))
        house.office.pass_time(days=1)
    assert held == [False, True, True, False]
    assert access
    house.office.now = house.office.now.replace(day=3)
    [given] = (await house.principal("li")).grants
    assert (given.unit, given.since, given.until) == (unit_id(CITY, "town1"), data.since, data.until)
    await house.office.do(GrantEnd(grant=grant))
    assert not (await house.principal("li")).grants


async def test_a_day_is_a_day_in_shanghai(house: Household) -> None:
    account = await house.open("li")
    await house.office.do(
        GrantGive(account=account, role=Role.VIEWER, jurisdiction=CITY, since=date(2023, 7, 2))
    )
    house.office.now = house.office.now.replace(hour=15, minute=59)
    assert not (await house.principal("li")).grants
    house.office.now = house.office.now.replace(hour=16, minute=0)
    assert (await house.principal("li")).may(Permission.READ, CITY)


async def test_a_disabled_account_is_granted_nothing(house: Household) -> None:
    account = await house.open("li")
    await house.office.do(AccountDisable(account=account))
    given = GrantGive(account=account, role=Role.VIEWER, jurisdiction=CITY)
    assert codes(await house.office.refused(given)) == [("account", "NOT_FOUND")]
