"""API tokens: what they may do, when they end, and that nobody waits for noting their use."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.identity.household import Household, codes, t
from tests.identity.test_accounts import ADMIN, OFFICE, OUTSIDERS, named
from tests.support.city import CITY
from tests.support.statements import statements_of
from xiangmu.access.principals import SYSTEM, Principal, PrincipalKind
from xiangmu.access.roles import Permission, Role
from xiangmu.services.identity.accounts import AccountDisable, AccountEnable
from xiangmu.services.identity.grants import GrantEnd
from xiangmu.services.identity.secrets import hash_of
from xiangmu.services.identity.tokens import TokenIssue, TokenRevoke

pytestmark = pytest.mark.anyio
READ = (Permission.READ,)


def issue(
    account: UUID, scopes: tuple[Permission, ...] = READ, until: date = date(2023, 12, 31)
) -> TokenIssue:
    return TokenIssue(account=account, title="大屏", scopes=scopes, expires_on=until)


async def test_a_token_does_what_its_scopes_and_its_owner_may(house: Household) -> None:
    account = await house.employ("li", Role.REPORTER, unit="town1")
    data = issue(account, (Permission.READ, Permission.CONFIRM))
    token = UUID((await house.office.do(data)).subject)
    caller = await house.resolver.of_token(data.secret)
    assert caller
    principal = caller.principal
    assert (principal.id, principal.kind) == (f"token:{token}", PrincipalKind.TOKEN)
    assert (principal.account, caller.session) == (account, None)
    unit = principal.grants[0].unit
    assert principal.may(Permission.READ, CITY, unit)
    assert not principal.may(Permission.REPORT, CITY, unit)
    assert not principal.may(Permission.CONFIRM, CITY, unit)


async def test_only_the_hash_of_a_token_is_kept(house: Household) -> None:
    account = await house.employ("li", Role.VIEWER)
    data = issue(account)
    await house.office.do(data)
    assert data.secret.startswith("xm_")
    assert len(data.secret) == 46
    assert data.secret not in repr(data)
    [row] = await house.rows(t.api_token)
    assert row["token_hash"] == hash_of(data.secret)
    for table in (t.api_token, t.command):
        assert all(data.secret not in str(cell) for row in await house.rows(table) for cell in row.values())


async def test_a_repeat_issues_no_second_token(house: Household) -> None:
    account, asked = await house.employ("li", Role.VIEWER), uuid4()
    first, again = issue(account), issue(account)
    receipts = [await house.again(data, asked) for data in (first, again)]
    assert [receipt.replayed for receipt in receipts] == [False, True]
    assert await house.resolver.of_token(first.secret)
    assert await house.resolver.of_token(again.secret) is None


async def test_a_token_ends_with_its_last_day_in_shanghai(house: Household) -> None:
    data = issue(await house.employ("li", Role.VIEWER), until=date(2023, 7, 2))
    await house.office.do(data)
    house.office.now = house.office.now.replace(day=2, hour=15, minute=59)
    assert await house.resolver.of_token(data.secret)
    house.office.now += timedelta(minutes=1)
    assert await house.resolver.of_token(data.secret) is None


async def test_a_token_ends_when_it_is_revoked(house: Household) -> None:
    data = issue(await house.employ("li", Role.VIEWER))
    token = UUID((await house.office.do(data)).subject)
    await house.office.do(TokenRevoke(token=token))
    assert await house.resolver.of_token(data.secret) is None
    assert codes(await house.office.refused(TokenRevoke(token=token))) == [("token", "NOT_FOUND")]


async def test_a_token_dies_with_the_account_and_its_grants(house: Household) -> None:
    account = await house.open("li")
    grant = await house.give(account, Role.VIEWER)
    data = issue(account)
    await house.office.do(data)
    await house.office.do(GrantEnd(grant=grant))
    caller = await house.resolver.of_token(data.secret)
    assert caller
    assert not caller.principal.grants
    await house.office.do(AccountDisable(account=account))
    await house.office.do(AccountEnable(account=account))
    assert await house.resolver.of_token(data.secret) is None


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"title": ""}, ("title", "REQUIRED")),
        ({"scopes": ()}, ("scopes", "REQUIRED")),
        ({"expires_on": "2023-06-30"}, ("expires_on", "REVERSED")),
    ],
)
async def test_a_token_is_for_something_and_ends_some_day(
    house: Household, given: dict[str, Any], problem: tuple[str, str]
) -> None:
    account = await house.open("li")
    data = TokenIssue.model_validate(issue(account).model_dump() | given)
    assert codes(await house.office.refused(data)) == [problem]


async def test_a_long_life_is_remarked_upon(house: Household) -> None:
    account = await house.open("li")
    receipt = await house.office.do(issue(account, until=date(2025, 1, 1)))
    assert codes(receipt.warnings) == [("expires_on", "UNUSUAL")]


@pytest.mark.parametrize("principal", [SYSTEM, ADMIN, OFFICE], ids=["system", "admin", "office"])
async def test_who_keeps_the_account_keeps_its_tokens(house: Household, principal: Principal) -> None:
    account = await house.employ("li", Role.VIEWER)
    token = UUID((await house.office.do(issue(account), principal=principal)).subject)
    await house.office.do(TokenRevoke(token=token), principal=principal)


@pytest.mark.parametrize("principal", OUTSIDERS, ids=named)
async def test_nobody_else_does(house: Household, principal: Principal) -> None:
    account = await house.employ("li", Role.VIEWER)
    issued = await house.office.refused(issue(account), principal=principal)
    assert codes(issued) == [("account", "NOT_FOUND")]
    token = UUID((await house.office.do(issue(account))).subject)
    for one in (token, uuid4()):
        revoked = await house.office.refused(TokenRevoke(token=one), principal=principal)
        assert codes(revoked) == [("token", "NOT_FOUND")]


async def test_its_owner_may_revoke_a_token(house: Household) -> None:
    account = await house.employ("li", Role.VIEWER)
    token = UUID((await house.office.do(issue(account))).subject)
    await house.office.do(TokenRevoke(token=token), principal=await house.principal("li"))


async def test_use_is_noted_now_and_then_and_nobody_waits(house: Household) -> None:
    data = issue(await house.employ("li", Role.VIEWER))
    token = UUID((await house.office.do(data)).subject)
    noted = []
    for minutes in (0, 1, 8, 1, 10):
        house.office.pass_time(minutes=minutes)
        async with house.database.writing():
            # a writer holds the database, and the token is good all the same
            assert await house.resolver.of_token(data.secret)
        await house.uses.settle()
        [use] = await house.rows(t.token_use)
        assert use["id"] == token
        noted.append(use["used_at"])
    start = noted[0]
    assert [int((at - start).total_seconds() // 60) for at in noted] == [0, 0, 0, 10, 20]


@pytest.mark.parametrize("grants", [0, 1, 3])
async def test_who_somebody_is_takes_one_statement(house: Household, grants: int) -> None:
    account = await house.open("li")
    for unit in ("town1", "town2", "town3")[:grants]:
        await house.give(account, Role.REPORTER, unit=unit)
    data = issue(account)
    await house.office.do(data)
    access = (await house.sign_in("li")).tokens.access
    assert await house.resolver.of_token(data.secret)
    await house.uses.settle()
    for ask, credential in ((house.resolver.of_session, access), (house.resolver.of_token, data.secret)):
        with statements_of(house.database) as sent:
            caller = await ask(credential)
        assert caller
        assert len(caller.principal.grants) == grants
        assert len([one for one in sent if not one.startswith("BEGIN")]) == 1
