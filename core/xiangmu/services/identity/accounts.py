"""Opening, disabling and erasing accounts. The ledger knows an account by its id alone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.records import Account, ApiToken, CalendarFeed, RoleGrant
from xiangmu.services.command import Input, Need
from xiangmu.services.identity.logins import fold_login, is_login
from xiangmu.services.identity.managing import (
    another_admin,
    credential_of,
    enter,
    kept_account,
    not_oneself,
    of_account,
)
from xiangmu.services.identity.secrets import ONCE, hash_of, new_secret
from xiangmu.services.people import forget_person, keep_person
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

REDEEMABLE = timedelta(days=7)
"""How long a one-time secret is good for."""


def _new_once() -> str:
    return new_secret(ONCE)


class AccountOpen(Input):
    """开立一个账号;凭一次性口令设定口令后即可登录。"""

    jurisdiction: str = Field("", title="辖区", description="由哪个辖区管理; 不填为全系统的账号")
    login: str = Field(
        title="登录名",
        description="2 至 64 个字母、数字、汉字或 . _ - @, 不分大小写; 不进台账",
        exclude=True,
        repr=False,
    )
    name: str = Field("", title="姓名", description="不进台账, 可以抹去", exclude=True, repr=False)
    secret: str = Field(default_factory=_new_once, title="一次性口令", exclude=True, repr=False)

    def needs(self) -> Iterable[Need]:
        """Who has the login already."""
        yield Need(table=t.credential, column="login", content=fold_login(self.login))


class AccountDisable(Input):
    """停用一个账号:会话当即结束,它的令牌全部撤销。"""

    account: UUID = Field(title="账号")

    def needs(self) -> Iterable[Need]:
        """The account."""
        return of_account(self.account)


class AccountEnable(Input):
    """重新启用一个账号;撤销的令牌不恢复。"""

    account: UUID = Field(title="账号")

    def needs(self) -> Iterable[Need]:
        """The account."""
        return of_account(self.account)


class AccountReset(Input):
    """重设一个账号的口令:原口令作废,会话当即结束,凭新的一次性口令设定。"""

    account: UUID = Field(title="账号")
    secret: str = Field(default_factory=_new_once, title="一次性口令", exclude=True, repr=False)

    def needs(self) -> Iterable[Need]:
        """The account."""
        return of_account(self.account)


class AccountErase(Input):
    """注销一个账号:抹去登录名、口令和姓名,结束授权,撤销令牌;台账里的编号留存。"""

    account: UUID = Field(title="账号")

    def needs(self) -> Iterable[Need]:
        """The account."""
        return of_account(self.account)


def account_open(work: Work, data: AccountOpen) -> UUID:
    """Record the account; login and name go where they can be erased."""
    enter(work, data.jurisdiction)
    login = fold_login(data.login)
    if not is_login(login):
        work.refuse("login", Code.MALFORMED, "登录名须为 2 至 64 个字母、数字、汉字或 . _ - @")
    if work.rows.find(t.credential, "login", login):
        work.refuse("login", Code.TAKEN, "登录名已被使用")
    account = work.append(Account(id=work.new_id(), disabled=False))
    work.put(
        t.credential,
        {
            "id": account,
            "login": login,
            "password_hash": None,
            "must_change": False,
            "redeem_hash": hash_of(data.secret),
            "redeem_until": work.now + REDEEMABLE,
            "epoch": 0,
            "erased_no": None,
        },
    )
    if data.name:
        keep_person(work, account, data.name, "")
    return account


def account_disable(work: Work, data: AccountDisable) -> UUID:
    """End the sessions and tokens of the account; it signs in no more."""
    live = _changeable(work, data.account, disabled=False)
    another_admin(work, data.account)
    work.replace(live, replace(live.fact, disabled=True))
    _shut_out(work, data.account)
    return data.account


def account_enable(work: Work, data: AccountEnable) -> UUID:
    """Let the account sign in again."""
    live = _changeable(work, data.account, disabled=True)
    if credential_of(work, data.account)["erased_no"]:
        work.refuse("account", Code.NOT_ALLOWED, "账号已注销")
    work.replace(live, replace(live.fact, disabled=False))
    return data.account


def account_reset(work: Work, data: AccountReset) -> UUID:
    """Take the password away; a one-time secret sets another."""
    _changeable(work, data.account, disabled=False)
    credential = credential_of(work, data.account)
    work.change(
        t.credential,
        credential,
        password_hash=None,
        redeem_hash=hash_of(data.secret),
        redeem_until=work.now + REDEEMABLE,
        epoch=credential["epoch"] + 1,
    )
    return data.account


def account_erase(work: Work, data: AccountErase) -> UUID:
    """Forget who it was; what the account did stays on record under its id."""
    live = kept_account(work, data.account)
    not_oneself(work, data.account)
    credential = credential_of(work, data.account)
    if credential["erased_no"]:
        work.refuse("account", Code.NOT_ALLOWED, "账号已注销")
    another_admin(work, data.account)
    if not live.fact.disabled:
        work.replace(live, replace(live.fact, disabled=True))
    for grant in work.find(RoleGrant, "account_id", data.account):
        work.end(grant)
    _shut_out(work, data.account)
    gone = {"login": None, "password_hash": None, "redeem_hash": None, "redeem_until": None}
    work.change(t.credential, credential, **gone, erased_no=work.no)
    for person in work.rows.find(t.person, "id", data.account):
        forget_person(work, person)
    return data.account


def _changeable(work: Work, account: UUID, *, disabled: bool) -> Live[Account]:
    live = kept_account(work, account)
    not_oneself(work, account)
    if live.fact.disabled != disabled:
        message = "账号没有停用" if disabled else "账号已停用"
        work.refuse("account", Code.NOT_ALLOWED, message)
    return live


def _shut_out(work: Work, account: UUID) -> None:
    credential = credential_of(work, account)
    work.change(t.credential, credential, epoch=credential["epoch"] + 1)
    for of in (ApiToken, CalendarFeed):
        for live in work.find(of, "account_id", account):
            work.end(live)
