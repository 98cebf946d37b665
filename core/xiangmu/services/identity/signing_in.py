"""Signing in and out, renewing a session, and setting a password."""

from datetime import UTC, datetime
from typing import Any, NoReturn
from uuid import UUID

from sqlalchemy import select, update

from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ledger import Row
from xiangmu.plugin.value import value
from xiangmu.services.clock import Clock
from xiangmu.services.identity import guard
from xiangmu.services.identity.logins import fold_login, is_login
from xiangmu.services.identity.passwords import CrowdedError, Passwords, Verdict, fault_of
from xiangmu.services.identity.secrets import hash_of
from xiangmu.services.identity.sessions import Tokens, end_all, end_session, open_session, renew_session
from xiangmu.services.problems import Code, Problem, Refused

C, A = t.credential.c, t.account.c
WRONG = "登录名或口令不对"
"""The same whatever of it is wrong."""


@value
class SignedIn:
    """A session was opened. With ``must_change`` it is good for nothing but setting another password."""

    tokens: Tokens
    must_change: bool


class SignIns:
    """Carries out what people do about their own sessions and passwords. Every method raises Refused."""

    def __init__(self, database: Database, clock: Clock, passwords: Passwords) -> None:
        self._database = database
        self._clock = clock
        self._passwords = passwords

    async def sign_in(self, login: str, password: str, address: str, *, page: bool = False) -> SignedIn:
        """Open a session; ``page`` says that a browser will keep it in a cookie."""
        folded = fold_login(login)
        attempted = (guard.of_address(address), guard.of_login(folded))
        await self._count(attempted)
        # what cannot be a login may be nothing that a database takes
        known_as = folded if is_login(folded) else ""
        credential, verdict = await self._looked_at(C.login == known_as, password)
        if credential is None or not verdict.right:
            _refuse((), Code.WRONG_CREDENTIALS, WRONG)
        now = self._now()
        async with self._database.writing() as connection:
            await guard.forgive(connection, attempted, now)
            if verdict.rehashed:
                same = (C.id == credential["id"]) & (C.password_hash == credential["password_hash"])
                await connection.execute(
                    update(t.credential).where(same).values(password_hash=verdict.rehashed)
                )
            tokens = await open_session(connection, credential["id"], credential["epoch"], now, page=page)
        return SignedIn(tokens=tokens, must_change=credential["must_change"])

    async def renew(self, refresh: str, request: UUID) -> Tokens:
        """The next tokens of a session."""
        async with self._database.writing() as connection:
            tokens = await renew_session(connection, refresh, request, self._now())
        if tokens is None:
            _refuse(("refreshToken",), Code.WRONG_CREDENTIALS, "续期凭证无效、已用过或已过期, 请重新登录")
        return tokens

    async def sign_out(self, account: UUID, session: UUID, *, everywhere: bool) -> None:
        """End that session of the account, or all of its sessions."""
        async with self._database.writing() as connection:
            if everywhere:
                await end_all(connection, account)
            else:
                await end_session(connection, session, self._now())

    async def change_password(self, account: UUID, session: UUID, old: str, new: str, address: str) -> None:
        """Set another password; all other sessions of the account end."""
        login = await self._login_of(account)
        if old == new:
            _refuse(("newPassword",), Code.WEAK_PASSWORD, "新口令不能与原口令相同")
        _require_good(new, login)
        attempted = (guard.of_address(address), guard.of_login(login))
        await self._count(attempted)
        credential, verdict = await self._looked_at(C.id == account, old)
        if credential is None or not verdict.right:
            _refuse(("oldPassword",), Code.WRONG_CREDENTIALS, "原口令不对")
        hashed = await self._hashed(new)
        async with self._database.writing() as connection:
            await guard.forgive(connection, attempted, self._now())
            epoch = credential["epoch"] + 1
            as_seen = (C.id == account) & (C.epoch == credential["epoch"])
            changed = {"password_hash": hashed, "must_change": False, "epoch": epoch}
            done = await connection.execute(update(t.credential).where(as_seen).values(changed))
            if not done.rowcount:
                _refuse((), Code.CONFLICT, "口令或会话刚刚已被变更, 请重新登录")
            kept = (t.session.c.id == session) & (t.session.c.account_id == account)
            await connection.execute(update(t.session).where(kept).values(epoch=epoch))

    async def redeem(self, secret: str, new: str, address: str = "", *, must_change: bool = False) -> None:
        """Set the password of the account that the one-time secret is for. All its sessions end."""
        attempted = (guard.of_address(address),)
        await self._count(attempted)
        now = self._now()
        credential = await self._credential(C.redeem_hash == hash_of(secret))
        if credential is None or credential["redeem_until"] <= now:
            _refuse(("secret",), Code.WRONG_CREDENTIALS, "一次性口令无效、已用过或已过期, 请管理员重发")
        _require_good(new, credential["login"])
        hashed = await self._hashed(new)
        async with self._database.writing() as connection:
            await guard.forgive(connection, (*attempted, guard.of_login(credential["login"])), now)
            changed = {
                "password_hash": hashed,
                "must_change": must_change,
                "epoch": C.epoch + 1,
                "redeem_hash": None,
                "redeem_until": None,
            }
            once = update(t.credential).where(C.redeem_hash == credential["redeem_hash"]).values(changed)
            if not (await connection.execute(once)).rowcount:
                _refuse(("secret",), Code.CONFLICT, "一次性口令刚刚已被使用")

    async def _count(self, attempted: tuple[guard.Attempted, ...]) -> None:
        try:
            async with self._database.writing() as connection:
                await guard.count(connection, attempted, self._now())
        except guard.BlockedError as blocked:
            _refuse((), Code.TOO_MANY_ATTEMPTS, str(blocked))

    async def _looked_at(self, condition: Any, password: str) -> tuple[Row | None, Verdict]:
        credential = await self._credential(condition)
        hashed = credential["password_hash"] if credential else None
        try:
            return credential, await self._passwords.verify(hashed, password)
        except CrowdedError:
            _refuse_crowded()

    async def _hashed(self, new: str) -> str:
        try:
            return await self._passwords.hash(new)
        except CrowdedError:
            _refuse_crowded()

    async def _credential(self, condition: Any) -> Row | None:
        """The credential of an account that is not disabled."""
        usable = (A.fact_id == C.id) & A.ended_no.is_(None) & A.disabled.is_(False)
        statement = select(t.credential).join(t.account, usable).where(condition)
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).mappings().one_or_none()
        return dict(row) if row else None

    async def _login_of(self, account: UUID) -> str:
        credential = await self._credential(C.id == account)
        if credential is None:
            _refuse((), Code.WRONG_CREDENTIALS, "账号已停用或注销")
        login: str = credential["login"]
        return login

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)


def _refuse(path: tuple[str, ...], code: Code, message: str) -> NoReturn:
    raise Refused((Problem(path=path, code=code, message=message),))


def _require_good(new: str, login: str) -> None:
    if fault := fault_of(new, login):
        _refuse(("newPassword",), Code.WEAK_PASSWORD, fault)


def _refuse_crowded() -> NoReturn:
    _refuse((), Code.BUSY, "此刻登录的人太多, 请稍后再试")
