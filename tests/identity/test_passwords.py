"""What a password must be, and that hashing it holds nobody up."""

import asyncio
import time

import pytest
from argon2 import PasswordHasher

from tests.identity.household import PASSWORD, QUICK
from xiangmu.services.identity.passwords import HASHER, LONGEST, CrowdedError, Passwords, fault_of

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "至少 10 个字符"),
        ("x" * (LONGEST + 1), "至多 128 个字符"),
        ("li.office-2023", "不能含有登录名"),
        ("Li.Office", "至少 10"),
        ("1234567890", "太容易猜到"),
        ("Password123", "太容易猜到"),
        ("aaaaabbbbbcccc", "太容易猜到"),
        ("１２３４５６７８９０", "太容易猜到"),
    ],
)
def test_a_password_that_anybody_guesses_is_none(password: str, said: str) -> None:
    assert said in fault_of(password, "li.office")


@pytest.mark.parametrize("password", [PASSWORD, "七个字不够要十个字啊", "correct horse battery staple"])
def test_what_is_long_and_not_the_login_will_do(password: str) -> None:
    assert fault_of(password, "li.office") == ""


async def test_a_password_is_recognised_whatever_its_width() -> None:
    passwords = Passwords(QUICK)
    hashed = await passwords.hash("Ａｂｃ１２３四五六七八")
    assert hashed.startswith("$argon2id$")
    assert (await passwords.verify(hashed, "Abc123四五六七八")).right
    assert not (await passwords.verify(hashed, "Abc123四五六七九")).right


@pytest.mark.parametrize("hashed", [None, "", "not a hash", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"])
async def test_nothing_belongs_to_what_is_no_hash(hashed: str | None) -> None:
    for password in ("", PASSWORD, "\ud800", "\x00"):
        assert not (await Passwords(QUICK).verify(hashed, password)).right


async def test_a_hash_of_weaker_parameters_is_replaced_when_the_password_is_known() -> None:
    hashed = await Passwords(QUICK).hash(PASSWORD)
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    rehashed = (await stronger.verify(hashed, PASSWORD)).rehashed
    assert rehashed is not None
    assert await stronger.verify(rehashed, PASSWORD) == await stronger.verify(rehashed, PASSWORD)
    assert (await stronger.verify(rehashed, PASSWORD)).rehashed is None
    assert (await stronger.verify(hashed, "wrong")).rehashed is None


async def test_few_are_hashed_at_once_and_few_wait() -> None:
    passwords = Passwords(HASHER, most_waiting=1)
    given = await asyncio.gather(*(passwords.hash(PASSWORD) for _ in range(8)), return_exceptions=True)
    assert [type(one) for one in given].count(CrowdedError) == 5
    assert (await passwords.hash(PASSWORD)).startswith("$argon2id$")


async def test_the_event_loop_goes_on_meanwhile() -> None:
    passwords = Passwords(HASHER)
    hashing = [asyncio.create_task(passwords.hash(PASSWORD)) for _ in range(4)]
    began = before = time.perf_counter()
    longest = 0.0
    while not all(task.done() for task in hashing):
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    # hashed on the loop, all of them would have been one wait
    assert longest < (before - began) / 2


async def test_who_stops_waiting_leaves_a_place() -> None:
    passwords = Passwords(HASHER, most_waiting=0)
    waiting = [asyncio.create_task(passwords.hash(PASSWORD)) for _ in range(2)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    for _ in range(400):
        try:
            assert await passwords.hash(PASSWORD)
            return
        except CrowdedError:
            await asyncio.sleep(0.01)
    raise AssertionError("no place became free")
