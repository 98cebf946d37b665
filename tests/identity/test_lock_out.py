"""Guessing takes ever longer, under a login and from an address; the times are told, not slept."""

import asyncio
from datetime import timedelta

import pytest

from tests.identity.household import PASSWORD, QUICK, Household, t
from xiangmu.services.identity.guard import ADDRESS, LOGIN
from xiangmu.services.identity.passwords import Passwords, Verdict
from xiangmu.services.identity.signing_in import SignIns

pytestmark = pytest.mark.anyio
WRONG, BLOCKED = "WRONG_CREDENTIALS", "TOO_MANY_ATTEMPTS"


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(1, None), (4, None), (5, 30), (6, 60), (7, 120), (11, 1920), (12, 3600), (10**6, 3600)],
)
def test_waits_double_up_to_an_hour(failures: int, seconds: int | None) -> None:
    wait = LOGIN.wait(failures)
    assert wait == (None if seconds is None else timedelta(seconds=seconds))


async def guess(house: Household, login: str, times: int, address: str = "10.9.9.9") -> list[str]:
    return [(await house.refusal(login, f"guess {n}", address))[0] for n in range(times)]


@pytest.mark.parametrize("login", ["li", "nobody"])
async def test_the_right_password_has_to_wait_as_well(house: Household, login: str) -> None:
    await house.open("li")
    assert await guess(house, login, 6) == [WRONG] * 5 + [BLOCKED]
    blocked = await house.refusal(login, PASSWORD, "10.0.0.1")
    assert blocked == (BLOCKED, "尝试次数过多, 请 30 秒后再试")
    house.office.pass_time(seconds=29)
    assert (await house.refusal(login, PASSWORD))[1] == "尝试次数过多, 请 1 秒后再试"
    house.office.pass_time(seconds=1)
    assert await guess(house, login, 1) == [WRONG]
    assert (await house.refusal(login, PASSWORD))[1] == "尝试次数过多, 请 60 秒后再试"


async def test_signing_in_clears_what_stood_against_a_login(house: Household) -> None:
    await house.open("li")
    for _ in range(3):
        await guess(house, "li", 4)
        assert await house.sign_in("li")


async def test_failures_are_forgotten_after_a_day(house: Household) -> None:
    await house.open("li")
    await guess(house, "li", 4)
    house.office.pass_time(hours=24, seconds=1)
    assert await guess(house, "li", 4) == [WRONG] * 4
    assert await house.sign_in("li")


async def test_one_login_does_not_stand_in_the_way_of_another(house: Household) -> None:
    await house.open("li")
    await house.open("wang")
    await guess(house, "li", 6)
    assert await house.sign_in("wang")


async def test_an_address_tries_so_many_logins_and_no_more(house: Household) -> None:
    await house.open("li")
    said = [(await house.refusal(f"user{n}", "guess", "10.9.9.9"))[0] for n in range(ADDRESS.free + 1)]
    assert said == [WRONG] * ADDRESS.free + [BLOCKED]
    assert (await house.refusal("li", PASSWORD, "10.9.9.9"))[0] == BLOCKED
    assert await house.sign_in("li", address="10.9.9.8")
    house.office.pass_time(seconds=60)
    assert await house.sign_in("li", address="10.9.9.9")


async def test_successes_cost_an_address_nothing(house: Household) -> None:
    await house.open("li")
    for _ in range(ADDRESS.free + 2):
        await house.sign_in("li")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("10.0.0.1", "10.0.0.2", False),
        ("unix", "", False),
    ],
)
async def test_a_subscriber_is_one_whatever_addresses_it_has(
    house: Household, one: str, other: str, same: bool
) -> None:
    for address in (one, other):
        await house.refusal("nobody", "guess", address)
    assert len(await house.rows(t.sign_in_guard)) == (2 if same else 3)


async def test_guesses_at_once_are_no_more_than_guesses_in_turn(house: Household) -> None:
    await house.open("li")
    said = await asyncio.gather(*(house.refusal("li", f"guess {n}") for n in range(12)))
    assert sorted(code for code, _ in said) == [BLOCKED] * 7 + [WRONG] * 5


async def test_the_database_knows_no_login_that_was_tried(house: Household) -> None:
    await house.refusal("hunter2", "guess", "10.9.9.9")
    for row in await house.rows(t.sign_in_guard):
        assert "hunter2" not in row["key"]
        assert "10.9.9.9" not in row["key"]


async def test_what_is_long_past_is_thrown_away(house: Household) -> None:
    await house.open("li")
    await guess(house, "nobody", 1)
    house.office.pass_time(days=2)
    await house.sign_in("li")
    keys = {row["failures"] for row in await house.rows(t.sign_in_guard)}
    assert keys == {0}


class Watched(Passwords):
    """Notes what is verified."""

    def __init__(self) -> None:
        super().__init__(QUICK)
        self.seen: list[bool] = []

    async def verify(self, hashed: str | None, password: str) -> Verdict:
        """As ever."""
        self.seen.append(hashed is not None)
        return await super().verify(hashed, password)


async def test_an_unknown_login_takes_the_same_steps(house: Household) -> None:
    await house.open("li")
    passwords = Watched()
    house.sign_ins = SignIns(house.database, house.office.clock, passwords)
    assert await house.refusal("li", "guess") == await house.refusal("nobody", "guess")
    assert passwords.seen == [True, False]


async def test_who_waits_is_not_hashed_for(house: Household) -> None:
    passwords = Watched()
    house.sign_ins = SignIns(house.database, house.office.clock, passwords)
    await guess(house, "nobody", 8)
    assert len(passwords.seen) == LOGIN.free
