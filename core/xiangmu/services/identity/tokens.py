"""API tokens: issued for an account and revoked. The token itself is shown once and stored nowhere."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from pydantic import Field

from xiangmu.access.roles import Permission, Role
from xiangmu.db import tables as t
from xiangmu.db.records import ApiToken
from xiangmu.services.command import Input, Need
from xiangmu.services.identity.managing import kept_account, may_give, of_account
from xiangmu.services.identity.secrets import API, hash_of, new_secret
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

LONG = timedelta(days=366)


def _new_token() -> str:
    return new_secret(API)


class TokenIssue(Input):
    """为一个账号发放供程序使用的令牌:不超出该账号的授权,也不超出所列的权限。"""

    account: UUID = Field(title="账号")
    title: str = Field(title="用途")
    scopes: tuple[Permission, ...] = Field(title="权限", description="令牌可用的权限")
    expires_on: date = Field(title="到期日", description="含当日")
    secret: str = Field(default_factory=_new_token, title="令牌", exclude=True, repr=False)

    def needs(self) -> Iterable[Need]:
        """The account."""
        return of_account(self.account)


class TokenRevoke(Input):
    """撤销一个令牌,当即生效。"""

    token: UUID = Field(title="令牌")

    def needs(self) -> Iterable[Need]:
        """The token."""
        yield Need(table=t.api_token, column="fact_id", content=self.token)


def token_issue(work: Work, data: TokenIssue) -> UUID:
    """Record the token's hash and what it may be used for."""
    live = kept_account(work, data.account)
    if live.fact.disabled:
        work.refuse("account", Code.NOT_ALLOWED, "账号已停用")
    if not data.title:
        work.problem("title", Code.REQUIRED, "用途不能为空")
    if not data.scopes:
        work.problem("scopes", Code.REQUIRED, "至少列出一项权限")
    if data.expires_on < work.today:
        work.problem("expires_on", Code.REVERSED, f"到期日 {data.expires_on} 已经过去")
    elif data.expires_on > work.today + LONG:
        work.warn("expires_on", "有效期超过一年, 建议定期更换")
    work.require()
    return work.append(
        ApiToken(
            id=work.new_id(),
            account=data.account,
            title=data.title,
            scopes=tuple(sorted(set(data.scopes))),
            expires_on=data.expires_on,
            token_hash=hash_of(data.secret),
        )
    )


def token_revoke(work: Work, data: TokenRevoke) -> UUID:
    """End the token. Its owner may, and whoever keeps accounts where it was issued."""
    found = work.find(ApiToken, "fact_id", data.token)
    if not found or not _may_revoke(work, found[0]):
        work.refuse("token", Code.NOT_FOUND, f"没有令牌 {data.token}")
    work.scope = found[0].row["jurisdiction"]
    work.end(found[0])
    return data.token


def _may_revoke(work: Work, live: Live[ApiToken]) -> bool:
    owner = work.principal.account == live.fact.account
    return owner or may_give(work.principal, Role.REPORTER, live.row["jurisdiction"])
