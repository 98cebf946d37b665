"""Who may open, disable, reset and erase which accounts, and what the ledger keeps of it."""

from uuid import UUID, uuid4

import pytest

from tests.identity.household import ADDRESS, PASSWORD, Household, codes, t
from tests.support.city import CITY
from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Permission, Role
from xiangmu.db.ids import unit_id
from xiangmu.services import maintenance
from xiangmu.services.command import Input
from xiangmu.services.identity.accounts import (
    AccountDisable,
    AccountEnable,
    AccountErase,
    AccountOpen,
    AccountReset,
)
from xiangmu.services.identity.grants import GrantEnd, GrantGive
from xiangmu.services.identity.tokens import TokenIssue

pytestmark = pytest.mark.anyio


def who(role: Role, jurisdiction: str = CITY, unit: str = "", account: UUID | None = None) -> Principal:
    of_unit = unit_id(jurisdiction, unit) if unit else None
    return Principal(
        id=f"account:{account}",
        account=account,
        grants=(Grant(role=role, jurisdiction=jurisdiction, unit=of_unit),),
    )


ADMIN = who(Role.PLATFORM_ADMIN, "")
OFFICE = who(Role.OFFICE)
OUTSIDERS = [
    who(Role.APPROVER),
    who(Role.REPORTER, unit="town1"),
    who(Role.LEADER),
    who(Role.INSPECTOR),
    who(Role.VIEWER),
    who(Role.OFFICE, "elsewhere"),
    Principal(id="account:none"),
    Principal(id="token:x", grants=ADMIN.grants, scopes=frozenset()),
]


def named(principal: Principal) -> str:
    """As a test id."""
    return f"{principal.id.split(':')[0]} {[*map(str, (grant.role for grant in principal.grants))]}"


async def test_a_login_is_one_persons_however_it_is_typed(house: Household) -> None:
    await house.open("Li.Office")
    for login in ("li.office", "ＬＩ．ＯＦＦＩＣＥ"):
        problems = await house.office.refused(AccountOpen(login=login))
        assert codes(problems) == [("login", "TAKEN")]
        assert login not in problems[0].message


@pytest.mark.parametrize("login", ["", "x", "a b", "x" * 65, "a/b", "甲"])
async def test_a_login_is_a_word(house: Household, login: str) -> None:
    problems = await house.office.refused(AccountOpen(login=login))
    assert codes(problems) == [("login", "MALFORMED")]


async def test_neither_login_nor_name_nor_secret_enters_the_ledger(house: Household) -> None:
    data = AccountOpen(jurisdiction=CITY, login="li.office", name="某某人")
    await house.office.do(data)
    assert not {"li.office", "某某人", data.secret} & {*map(str, data.model_dump().values())}
    for word in ("li.office", "某某人", data.secret):
        assert word not in repr(data)
        for table in (t.command, t.account):
            assert all(word not in str(cell) for row in await house.rows(table) for cell in row.values())
    other = AccountOpen(jurisdiction=CITY, login="wang", name="另一人")
    await house.office.do(other)
    one, two = (row["request_hash"] for row in (await house.rows(t.command))[-2:])
    assert one == two


async def test_a_repeat_opens_no_second_account(house: Household) -> None:
    data, asked = AccountOpen(login="li"), uuid4()
    first = await house.again(data, asked)
    again = await house.again(AccountOpen(login="li"), asked)
    assert (again.subject, again.replayed) == (first.subject, True)
    await house.sign_ins.redeem(data.secret, PASSWORD, ADDRESS)
    assert await house.sign_in("li")


@pytest.mark.parametrize("principal", [ADMIN, OFFICE], ids=["admin", "office"])
async def test_who_keeps_accounts_opens_and_closes_them(house: Household, principal: Principal) -> None:
    account = await house.open("li", principal=principal)
    reset = AccountReset(account=account)
    for data in (AccountDisable(account=account), AccountEnable(account=account), reset):
        await house.office.do(data, principal=principal)
    await house.sign_ins.redeem(reset.secret, PASSWORD, ADDRESS)
    assert await house.sign_in("li")
    await house.office.do(AccountErase(account=account), principal=principal)
    assert await maintenance.verify(house.database) == ()


@pytest.mark.parametrize("principal", OUTSIDERS, ids=named)
async def test_nobody_else_does(house: Household, principal: Principal) -> None:
    account = await house.open("li")
    refused = await house.office.refused(AccountOpen(jurisdiction=CITY, login="wang"), principal=principal)
    reads = CITY in principal.within(Permission.READ)
    assert codes(refused) == [("jurisdiction", "NOT_ALLOWED" if reads else "UNKNOWN_JURISDICTION")]
    for kind in (AccountDisable, AccountEnable, AccountReset, AccountErase):
        known = await house.office.refused(kind(account=account), principal=principal)
        absent = await house.office.refused(kind(account=uuid4()), principal=principal)
        assert codes(known) == codes(absent) == [("account", "NOT_FOUND")]


async def test_an_office_keeps_no_account_of_the_installation_or_of_others(house: Household) -> None:
    refused = await house.office.refused(AccountOpen(login="wang"), principal=OFFICE)
    assert codes(refused) == [("jurisdiction", "NOT_ALLOWED")]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.APPROVER, Role.LEADER, Role.INSPECTOR])
async def test_an_office_cannot_take_over_an_account_that_may_more(house: Household, role: Role) -> None:
    account = await house.employ("zhang", role)
    for data in (
        AccountReset(account=account),
        AccountDisable(account=account),
        AccountErase(account=account),
        TokenIssue(account=account, title="x", scopes=("READ",), expires_on="2023-12-31"),
    ):
        assert codes(await house.office.refused(data, principal=OFFICE)) == [("account", "NOT_FOUND")]


@pytest.mark.parametrize("kind", [AccountDisable, AccountErase, AccountReset, AccountEnable])
async def test_nobody_does_it_to_themselves(house: Household, kind: type[Input]) -> None:
    account = await house.employ("boss", Role.PLATFORM_ADMIN, jurisdiction="")
    myself = await house.principal("boss")
    refused = await house.office.refused(kind.model_validate({"account": account}), principal=myself)
    assert codes(refused) == [("account", "NOT_ALLOWED")]


async def test_the_last_administrator_stays(house: Household) -> None:
    first = await house.employ("first", Role.PLATFORM_ADMIN, jurisdiction="")
    second = await house.open("second", jurisdiction="")
    grant = await house.give(second, Role.PLATFORM_ADMIN, jurisdiction="")
    await house.office.do(AccountDisable(account=second))
    for data in (AccountDisable(account=first), AccountErase(account=first)):
        assert codes(await house.office.refused(data)) == [("account", "NOT_ALLOWED")]
    await house.office.do(AccountEnable(account=second))
    await house.office.do(AccountDisable(account=first))
    assert codes(await house.office.refused(GrantEnd(grant=grant))) == [("account", "NOT_ALLOWED")]
    await house.office.do(AccountEnable(account=first))
    await house.office.do(GrantEnd(grant=grant))


async def test_an_administrator_for_a_time_is_nobody_to_rely_on(house: Household) -> None:
    first = await house.employ("first", Role.PLATFORM_ADMIN, jurisdiction="")
    second = await house.open("second", jurisdiction="")
    until = house.office.now.date()
    await house.office.do(GrantGive(account=second, role=Role.PLATFORM_ADMIN, until=until))
    assert codes(await house.office.refused(AccountDisable(account=first))) == [("account", "NOT_ALLOWED")]
    await house.office.do(AccountDisable(account=second))


async def test_an_erased_account_leaves_only_an_opaque_id(house: Household) -> None:
    account = await house.open("li", name="某某人")
    await house.give(account, Role.REPORTER, unit="town1")
    tokens = (await house.sign_in("li")).tokens
    await house.office.do(AccountErase(account=account))
    [credential] = await house.rows(t.credential)
    assert {credential[name] for name in ("login", "password_hash", "redeem_hash")} == {None}
    [person] = await house.rows(t.person)
    assert (person["id"], person["name"]) == (account, None)
    assert await house.resolver.of_session(tokens.access) is None
    assert (await house.refusal("li", PASSWORD))[0] == "WRONG_CREDENTIALS"
    assert all(row["ended_no"] for row in await house.rows(t.role_grant))
    assert await maintenance.verify(house.database) == ()
    for kind in (AccountErase, AccountEnable, AccountReset):
        assert codes(await house.office.refused(kind(account=account))) == [("account", "NOT_ALLOWED")]
    assert await house.open("li")
