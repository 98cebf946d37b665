"""Signing in and out, renewing a session and setting a password. None of it enters the ledger."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, NoReturn, TypeVar
from uuid import UUID

import strawberry
from strawberry import field

from xiangmu.api.context import Context, Info
from xiangmu.api.costs import COMMAND, COST
from xiangmu.api.mutations.errors import UserError, user_errors
from xiangmu.api.visit import NOTHING, PageSession
from xiangmu.services.identity.sessions import PAGE_LIFE, Tokens
from xiangmu.services.problems import Code, Problem, Refused


@strawberry.type(description="登录会话的凭证。每个请求带上 Authorization: Bearer 加 accessToken。")
class SessionTokens:
    """What a client keeps of a session."""

    access_token: str = field(description="访问凭证。")
    access_expires_at: datetime = field(description="访问凭证的到期时刻,此前须续期。")
    refresh_token: str = field(
        description="续期凭证,只能用一次:续期时换得新的。旧的再用一次,整个会话即告结束。"
    )
    expires_at: datetime = field(description="会话的到期时刻,此后须重新登录。")


@strawberry.interface(description="登录、退出、续期和改口令的结果。有 errors 时什么也没有改变。")
class SessionPayload:
    """What these mutations answer."""

    errors: list[UserError] = field(description="问题。")


GIVEN = strawberry.argument(description="输入。")
HASHING = 10_000
"""What looking at a password costs."""
P = TypeVar("P", bound="SessionPayload")


@strawberry.type(description="登录的结果。")
class SignInPayload(SessionPayload):
    """What came of signing in."""

    session: SessionTokens | None = field(
        default=None, description="凭证;内置网页登录时为空,凭证在浏览器的 Cookie 里。"
    )
    must_change_password: bool = field(
        default=False, description="须先用 passwordChange 改口令,此前什么权限也没有。"
    )


@strawberry.type(description="续期的结果。")
class SessionRefreshPayload(SessionPayload):
    """What came of renewing."""

    session: SessionTokens | None = field(default=None, description="新的凭证。")


@strawberry.type(description="退出的结果。")
class SignOutPayload(SessionPayload):
    """What came of signing out."""


@strawberry.type(description="改口令的结果。")
class PasswordChangePayload(SessionPayload):
    """What came of changing a password."""


@strawberry.type(description="凭一次性口令设定口令的结果。")
class PasswordRedeemPayload(SessionPayload):
    """What came of setting a password."""


@strawberry.input(description="登录。")
class SignInInput:
    """Who signs in."""

    login: str = field(description="登录名,不分大小写。")
    password: str = field(description="口令。")
    page: bool = field(
        default=False,
        description="由内置网页登录:会话存入浏览器的 Cookie,十二小时内有效。须同源发起并带 X-Xiangmu-Page 请求头。",
    )


@strawberry.input(description="续期。")
class SessionRefreshInput:
    """Which session is renewed."""

    request_id: UUID = field(
        description="请求编号:由客户端生成的 UUID。没收到回答时以同一编号重发,得到同样的凭证。"
    )
    refresh_token: str = field(description="续期凭证。")


@strawberry.input(description="退出。")
class SignOutInput:
    """Which sessions end."""

    everywhere: bool = field(default=False, description="结束本账号的全部会话,不只是这一个。")


@strawberry.input(description="改口令。其余的会话当即结束。")
class PasswordChangeInput:
    """From which password to which."""

    old_password: str = field(description="原口令。")
    new_password: str = field(description="新口令,至少 10 个字符,不含登录名。")


@strawberry.input(description="凭管理员给的一次性口令设定口令;然后即可登录。")
class PasswordRedeemInput:
    """Which one-time secret, and the password to be set."""

    secret: str = field(description="一次性口令。")
    new_password: str = field(description="口令,至少 10 个字符,不含登录名。")


async def _sign_in(info: Info, input: Annotated[SignInInput, GIVEN]) -> SignInPayload:
    context, visit = info.context, info.context.visit

    async def work() -> SignInPayload:
        if input.page and not visit.own_page:
            _refuse("page", "须由内置网页同源发起")
        signed = await context.sign_ins.sign_in(input.login, input.password, visit.address, page=input.page)
        if input.page:
            visit.leaves = PageSession(secret=signed.tokens.access, seconds=int(PAGE_LIFE.total_seconds()))
        return SignInPayload(
            errors=[], session=_shown(signed.tokens), must_change_password=signed.must_change
        )

    return await _answered(SignInPayload, work)


async def _refresh(info: Info, input: Annotated[SessionRefreshInput, GIVEN]) -> SessionRefreshPayload:
    async def work() -> SessionRefreshPayload:
        tokens = await info.context.sign_ins.renew(input.refresh_token, input.request_id)
        return SessionRefreshPayload(errors=[], session=_shown(tokens))

    return await _answered(SessionRefreshPayload, work)


async def _sign_out(info: Info, input: Annotated[SignOutInput, GIVEN]) -> SignOutPayload:
    async def work() -> SignOutPayload:
        account, session = _own(info.context)
        await info.context.sign_ins.sign_out(account, session, everywhere=input.everywhere)
        info.context.visit.leaves = NOTHING
        return SignOutPayload(errors=[])

    return await _answered(SignOutPayload, work)


async def _change(info: Info, input: Annotated[PasswordChangeInput, GIVEN]) -> PasswordChangePayload:
    async def work() -> PasswordChangePayload:
        account, session = _own(info.context)
        address = info.context.visit.address
        await info.context.sign_ins.change_password(
            account, session, input.old_password, input.new_password, address
        )
        return PasswordChangePayload(errors=[])

    return await _answered(PasswordChangePayload, work)


async def _redeem(info: Info, input: Annotated[PasswordRedeemInput, GIVEN]) -> PasswordRedeemPayload:
    async def work() -> PasswordRedeemPayload:
        await info.context.sign_ins.redeem(input.secret, input.new_password, info.context.visit.address)
        return PasswordRedeemPayload(errors=[])

    return await _answered(PasswordRedeemPayload, work)


async def _answered(payload: type[P], work: Callable[[], Awaitable[P]]) -> P:
    try:
        return await work()
    except Refused as refused:
        return payload(errors=user_errors(refused.problems))


def _own(context: Context) -> tuple[UUID, UUID]:
    """The account and session of whoever asks."""
    account, session = context.principal.account, context.visit.session
    if account is None or session is None:
        _refuse("", "没有登录会话, 请带上登录所得的凭证")
    return account, session


def _refuse(path: str, message: str) -> NoReturn:
    place = (path,) if path else ()
    raise Refused((Problem(path=place, code=Code.NOT_ALLOWED, message=message),))


def _shown(tokens: Tokens) -> SessionTokens | None:
    """None for a browser's session, which is in its cookie."""
    if tokens.refresh is None:
        return None
    return SessionTokens(
        access_token=tokens.access,
        access_expires_at=tokens.access_until,
        refresh_token=tokens.refresh,
        expires_at=tokens.until,
    )


@strawberry.type
class SessionMutations:
    """The mutations that are about a session and not about the ledger."""

    sign_in: SignInPayload = strawberry.mutation(
        resolver=_sign_in,
        description="登录。连续失败须等候,越来越久;登录名存不存在,回答都一样。",
        metadata={COST: HASHING},
    )
    session_refresh: SessionRefreshPayload = strawberry.mutation(
        resolver=_refresh, description="以续期凭证换取新的一对凭证。", metadata={COST: COMMAND}
    )
    sign_out: SignOutPayload = strawberry.mutation(
        resolver=_sign_out, description="退出登录。", metadata={COST: COMMAND}
    )
    password_change: PasswordChangePayload = strawberry.mutation(
        resolver=_change, description="改自己的口令;其余的会话当即结束。", metadata={COST: HASHING}
    )
    password_redeem: PasswordRedeemPayload = strawberry.mutation(
        resolver=_redeem, description="凭一次性口令设定口令。", metadata={COST: HASHING}
    )
