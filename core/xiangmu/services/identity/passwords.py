"""Passwords: what is one, and argon2id in threads of its own, few at a time."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from threading import BoundedSemaphore
from typing import TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from xiangmu.plugin.value import value

R = TypeVar("R")
AT_ONCE = 2
"""Each takes 64 MiB and a core for about an eighth of a second."""
MOST_WAITING = 40
SHORTEST, LONGEST = 10, 128
MOST_TYPED = 1000
"""What comes after is not looked at."""
FEWEST_KINDS = 5
"""Different characters of a password."""
COMMON = frozenset(
    {
        "1234567890",
        "12345678910",
        "0123456789",
        "123456789a",
        "a123456789",
        "qwertyuiop",
        "1qaz2wsx3edc",
        "1q2w3e4r5t",
        "password123",
        "password1234",
        "admin123456",
        "abc1234567",
        "woaini1314",
        "iloveyou1314",
        "zhongguo123",
        "xiangmu123",
        "xiangmu1234",
        "xiangmu12345",
    }
)
HASHER = PasswordHasher(time_cost=2, memory_cost=64 * 1024, parallelism=1, type=Type.ID)


class CrowdedError(Exception):
    """Too many wait to have their passwords looked at."""


@value
class Verdict:
    """Whether a password was right, and its new hash when the old one is of weaker parameters."""

    right: bool
    rehashed: str | None = None


def fault_of(password: str, login: str) -> str:
    """What is wrong with a password for that login, in Chinese; "" when nothing is."""
    plain = _plain(password)
    folded = plain.casefold()
    if len(plain) < SHORTEST:
        return f"口令至少 {SHORTEST} 个字符"
    if len(plain) > LONGEST:
        return f"口令至多 {LONGEST} 个字符"
    if login in folded or folded in login:
        return "口令不能含有登录名"
    if folded in COMMON or len(set(folded)) < FEWEST_KINDS:
        return "口令太容易猜到, 请换一个"
    return ""


class Passwords:
    """Hashes and verifies without holding up anything else. Raises CrowdedError when too many wait."""

    def __init__(self, hasher: PasswordHasher = HASHER, most_waiting: int = MOST_WAITING) -> None:
        self._hasher = hasher
        self._threads = ThreadPoolExecutor(AT_ONCE, "argon2")
        self._places = BoundedSemaphore(AT_ONCE + most_waiting)

    async def hash(self, password: str) -> str:
        """The hash to be stored."""
        return await self._in_thread(lambda: self._hasher.hash(_plain(password)))

    async def verify(self, hashed: str | None, password: str) -> Verdict:
        """Whether the password belongs to the hash. Without a hash it never does, after as much work."""
        return await self._in_thread(lambda: self._verdict(hashed, password))

    def _verdict(self, hashed: str | None, password: str) -> Verdict:
        # made whoever asks first: afterwards both kinds of question take one verification
        nobodys = self._nobodys
        plain = _plain(password)[: LONGEST + 1]
        try:
            self._hasher.verify(hashed or nobodys, plain)
        except (VerificationError, InvalidHashError):
            return Verdict(right=False)
        if not hashed:
            return Verdict(right=False)
        weaker = self._hasher.check_needs_rehash(hashed)
        return Verdict(right=True, rehashed=self._hasher.hash(plain) if weaker else None)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("")

    async def _in_thread(self, work: Callable[[], R]) -> R:
        if not self._places.acquire(blocking=False):
            raise CrowdedError
        running = self._threads.submit(work)
        # the place is free when the thread is, however long somebody waited for it
        running.add_done_callback(lambda _: self._places.release())
        return await asyncio.wrap_future(running)


def _plain(password: str) -> str:
    # surrogates cannot be encoded; what the client sent is wrong then, whatever it was
    text = unicodedata.normalize("NFKC", password[:MOST_TYPED])
    return text.encode("utf-8", "replace").decode("utf-8")
