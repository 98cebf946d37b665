"""Signing in, renewing and ending sessions, setting passwords."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from argon2 import PasswordHasher

from tests.identity.household import ADDRESS, PASSWORD, QUICK, Household, problems_of, request, t
from tests.support.city import CITY
from xiangmu.access.principals import PrincipalKind
from xiangmu.access.roles import Permission, Role
from xiangmu.services.identity.accounts import AccountDisable, AccountEnable, AccountReset
from xiangmu.services.identity.secrets import hash_of
from xiangmu.services.identity.sessions import Tokens
from xiangmu.services.problems import Refused

pytestmark = pytest.mark.anyio


def shown(text: str) -> str:
    """As a test id can be written."""
    return ascii(text[:20])


OTHER = "另一个-staple-口令"


async def renewed(house: Household, refresh: str | None, asked: UUID) -> Tokens:
    assert refresh is not None
    return await house.sign_ins.renew(refresh, asked)


async def test_who_signs_in_is_who_they_are_and_may_what_they_were_granted(house: Household) -> None:
    account = await house.employ("li", Role.OFFICE)
    signed = await house.sign_in(" ＬＩ ")
    assert not signed.must_change
    caller = await house.caller(signed.tokens.access)
    principal = caller.principal
    assert (principal.id, principal.account) == (f"account:{account}", account)
    assert principal.kind is PrincipalKind.ACCOUNT
    assert principal.may(Permission.CONFIRM, CITY)
    assert not principal.everywhere(Permission.READ)


async def test_only_hashes_are_kept_and_nothing_is_shown(house: Household) -> None:
    await house.open("li")
    tokens = (await house.sign_in("li")).tokens
    assert tokens.refresh
    secrets = (PASSWORD, tokens.access, tokens.refresh)
    for table in (t.credential, t.session, t.refresh_token, t.command, t.account):
        for row in await house.rows(table):
            assert not {str(cell) for cell in row.values()} & set(secrets)
    assert not any(secret in repr(tokens) for secret in secrets)


async def test_a_session_lasts_as_long_as_it_says(house: Household) -> None:
    await house.open("li")
    tokens = (await house.sign_in("li")).tokens
    house.office.pass_time(minutes=14, seconds=59)
    assert await house.resolver.of_session(tokens.access)
    house.office.pass_time(seconds=1)
    assert await house.resolver.of_session(tokens.access) is None
    assert tokens.access_until == house.office.now
    later = await renewed(house, tokens.refresh, request())
    assert await house.resolver.of_session(later.access)
    assert later.until == tokens.until
    house.office.now = tokens.until - timedelta(seconds=1)
    last = await renewed(house, later.refresh, request())
    assert last.access_until == tokens.until
    house.office.now = tokens.until
    with pytest.raises(Refused):
        await renewed(house, last.refresh, request())


async def test_renewing_takes_the_old_token_away(house: Household) -> None:
    await house.open("li")
    tokens = (await house.sign_in("li")).tokens
    later = await renewed(house, tokens.refresh, request())
    assert await house.resolver.of_session(tokens.access) is None
    assert await house.resolver.of_session(later.access)


async def test_a_renewal_sent_again_is_answered_again(house: Household) -> None:
    await house.open("li")
    tokens, asked = (await house.sign_in("li")).tokens, request()
    later = await renewed(house, tokens.refresh, asked)
    house.office.pass_time(minutes=1)
    assert await renewed(house, tokens.refresh, asked) == later


@pytest.mark.parametrize("renewals", [1, 3])
async def test_an_old_token_used_again_ends_the_session(house: Household, renewals: int) -> None:
    await house.open("li")
    first = latest = (await house.sign_in("li")).tokens
    for _ in range(renewals):
        latest = await renewed(house, latest.refresh, request())
    with pytest.raises(Refused) as refused:
        await renewed(house, first.refresh, request())
    assert problems_of(refused.value) == [("refreshToken", "WRONG_CREDENTIALS")]
    assert await house.resolver.of_session(latest.access) is None
    with pytest.raises(Refused):
        await renewed(house, latest.refresh, request())


async def test_a_request_sent_again_after_the_next_one_ends_the_session(house: Household) -> None:
    await house.open("li")
    tokens, asked = (await house.sign_in("li")).tokens, request()
    later = await renewed(house, tokens.refresh, asked)
    latest = await renewed(house, later.refresh, request())
    with pytest.raises(Refused):
        await renewed(house, tokens.refresh, asked)
    assert await house.resolver.of_session(latest.access) is None


async def test_of_two_who_renew_at_once_one_is_a_thief(house: Household) -> None:
    await house.open("li")
    tokens = (await house.sign_in("li")).tokens
    given = await asyncio.gather(
        *(renewed(house, tokens.refresh, request()) for _ in range(4)), return_exceptions=True
    )
    [won] = [one for one in given if isinstance(one, Tokens)]
    assert await house.resolver.of_session(won.access) is None


@pytest.mark.parametrize("refresh", ["", "xr_", "xr_" + "0" * 64, "\x00", "\ud800", "x" * 100_000], ids=shown)
async def test_what_is_no_token_renews_nothing(house: Household, refresh: str) -> None:
    with pytest.raises(Refused):
        await renewed(house, refresh, request())


async def test_signing_out_ends_one_session_or_all(house: Household) -> None:
    account = await house.open("li")
    one, two, three = [(await house.sign_in("li")).tokens for _ in range(3)]
    session = (await house.caller(one.access)).session
    assert session
    await house.sign_ins.sign_out(account, session, everywhere=False)
    assert await house.resolver.of_session(one.access) is None
    assert await house.resolver.of_session(two.access)
    session = (await house.caller(two.access)).session
    assert session
    await house.sign_ins.sign_out(account, session, everywhere=True)
    for tokens in (one, two, three):
        assert await house.resolver.of_session(tokens.access) is None
        with pytest.raises(Refused):
            await renewed(house, tokens.refresh, request())
    assert await house.sign_in("li")


async def test_another_password_ends_the_other_sessions(house: Household) -> None:
    account = await house.open("li")
    mine, others = [(await house.sign_in("li")).tokens for _ in range(2)]
    session = (await house.caller(mine.access)).session
    assert session
    await house.sign_ins.change_password(account, session, PASSWORD, OTHER, ADDRESS)
    assert await house.resolver.of_session(mine.access)
    assert await house.resolver.of_session(others.access) is None
    assert await renewed(house, mine.refresh, request())
    assert (await house.refusal("li", PASSWORD))[0] == "WRONG_CREDENTIALS"
    assert await house.sign_in("li", OTHER)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("wrong", OTHER, ("oldPassword", "WRONG_CREDENTIALS")),
        (PASSWORD, PASSWORD, ("newPassword", "WEAK_PASSWORD")),
        (PASSWORD, "short", ("newPassword", "WEAK_PASSWORD")),
    ],
)
async def test_another_password_needs_the_old_one_and_has_to_be_good(
    house: Household, old: str, new: str, problem: tuple[str, str]
) -> None:
    account = await house.open("li")
    session = (await house.caller((await house.sign_in("li")).tokens.access)).session
    assert session
    with pytest.raises(Refused) as refused:
        await house.sign_ins.change_password(account, session, old, new, ADDRESS)
    assert problems_of(refused.value) == [problem]
    assert await house.sign_in("li")


async def test_a_password_that_will_not_do_is_no_guess(house: Household) -> None:
    account = await house.open("li")
    session = (await house.caller((await house.sign_in("li")).tokens.access)).session
    assert session
    for _ in range(6):
        with pytest.raises(Refused) as refused:
            await house.sign_ins.change_password(account, session, PASSWORD, "short", ADDRESS)
        assert problems_of(refused.value) == [("newPassword", "WEAK_PASSWORD")]
    await house.sign_ins.change_password(account, session, PASSWORD, OTHER, ADDRESS)


async def test_the_old_password_is_guessed_no_faster_with_a_session(house: Household) -> None:
    account = await house.open("li")
    session = (await house.caller((await house.sign_in("li")).tokens.access)).session
    assert session
    for _ in range(5):
        with pytest.raises(Refused):
            await house.sign_ins.change_password(account, session, "guess", OTHER, ADDRESS)
    with pytest.raises(Refused) as refused:
        await house.sign_ins.change_password(account, session, PASSWORD, OTHER, ADDRESS)
    assert problems_of(refused.value) == [("", "TOO_MANY_ATTEMPTS")]


async def test_a_weaker_hash_is_replaced_on_signing_in(house: Household) -> None:
    await house.open("li")
    [before] = await house.rows(t.credential)
    stronger = Household(house.office, PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    await stronger.sign_in("li")
    [after] = await house.rows(t.credential)
    assert QUICK.check_needs_rehash(after["password_hash"])
    assert after | {"password_hash": ""} == before | {"password_hash": ""}
    assert await stronger.sign_in("li")


async def test_a_one_time_secret_sets_a_password_once(house: Household) -> None:
    account = await house.open("li")
    tokens = (await house.sign_in("li")).tokens
    reset = AccountReset(account=account)
    await house.office.do(reset)
    assert await house.resolver.of_session(tokens.access) is None
    assert (await house.refusal("li", PASSWORD))[0] == "WRONG_CREDENTIALS"
    with pytest.raises(Refused) as refused:
        await house.sign_ins.redeem(reset.secret, "short", ADDRESS)
    assert problems_of(refused.value) == [("newPassword", "WEAK_PASSWORD")]
    given = await asyncio.gather(
        *(house.sign_ins.redeem(reset.secret, OTHER, ADDRESS) for _ in range(3)), return_exceptions=True
    )
    assert [type(one) for one in given].count(Refused) == 2
    assert await house.sign_in("li", OTHER)
    assert reset.secret not in repr(reset)


async def test_a_one_time_secret_is_good_for_a_week(house: Household) -> None:
    account = await house.open("li")
    reset = AccountReset(account=account)
    await house.office.do(reset)
    house.office.pass_time(days=7)
    with pytest.raises(Refused) as refused:
        await house.sign_ins.redeem(reset.secret, OTHER, ADDRESS)
    assert problems_of(refused.value) == [("secret", "WRONG_CREDENTIALS")]
    [row] = await house.rows(t.credential)
    assert row["redeem_hash"] == hash_of(reset.secret)


async def test_a_disabled_account_is_out_at_once_and_not_let_in(house: Household) -> None:
    account = await house.open("li")
    tokens = (await house.sign_in("li")).tokens
    await house.office.do(AccountDisable(account=account))
    assert await house.resolver.of_session(tokens.access) is None
    with pytest.raises(Refused):
        await renewed(house, tokens.refresh, request())
    disabled = await house.refusal("li", PASSWORD)
    assert disabled == await house.refusal("li", "wrong") == await house.refusal("nobody", PASSWORD)
    await house.office.do(AccountEnable(account=account))
    assert await house.resolver.of_session(tokens.access) is None
    assert await house.sign_in("li")


@pytest.mark.parametrize("login", ["", " ", "li\x00", "\ud800", "x" * 100_000, "' OR 1=1 --"], ids=shown)
async def test_what_is_no_login_is_let_in_nowhere(house: Household, login: str) -> None:
    await house.open("li")
    assert (await house.refusal(login, PASSWORD))[0] == "WRONG_CREDENTIALS"
