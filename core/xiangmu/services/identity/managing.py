"""Who may keep which accounts and give which grants: nobody gives more than they may manage, or to themselves."""

from collections.abc import Iterable
from uuid import UUID

from xiangmu.access.principals import EVERYWHERE, Principal
from xiangmu.access.roles import Permission, Role
from xiangmu.db import tables as t
from xiangmu.db.ledger import Row
from xiangmu.db.records import Account, RoleGrant
from xiangmu.services.command import Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

REPORTERS = frozenset({Role.REPORTER, Role.VIEWER, Role.ENTERPRISE})
"""The roles that a jurisdiction's own office gives."""


def of_account(account: UUID) -> Iterable[Need]:
    """All that decides who may keep an account, and what goes with it."""
    yield Need(table=t.account, column="fact_id", content=account)
    yield Need(table=t.credential, column="id", content=account)
    yield Need(table=t.person, column="id", content=account)
    yield Need(table=t.role_grant, column="account_id", content=account)
    yield Need(table=t.api_token, column="account_id", content=account)
    yield Need(table=t.calendar_feed, column="account_id", content=account)
    yield from of_admins()


def of_admins() -> Iterable[Need]:
    """All that tells whether another administrator is left."""
    yield Need(table=t.role_grant, column="role", content=Role.PLATFORM_ADMIN)
    yield Need(table=t.account, column="disabled", content=True)


def may_give(principal: Principal, role: str, jurisdiction: str) -> bool:
    """Whether the principal may give and end grants of that role there."""
    if principal.everywhere(Permission.MANAGE_ACCESS):
        return True
    return role in REPORTERS and principal.may(Permission.MANAGE_REPORTERS, jurisdiction)


def enter(work: Work, jurisdiction: str) -> None:
    """Work for an account of that jurisdiction, or of the whole installation. Refuses who keeps none there."""
    if jurisdiction == EVERYWHERE:
        work.extend(EVERYWHERE, "jurisdiction")
    else:
        work.enter(jurisdiction)
    if not may_give(work.principal, Role.REPORTER, jurisdiction):
        work.refuse("jurisdiction", Code.NOT_ALLOWED, "只能管理本辖区的账号")


def kept_account(work: Work, account: UUID, path: str = "account") -> Live[Account]:
    """The account, if the principal may keep it: with everything that it was granted. Refuses it like an absent one."""
    found = work.find(Account, "fact_id", account)
    if not found or not _keeps(work, account, found[0].row):
        work.refuse(path, Code.NOT_FOUND, f"没有账号 {account}")
    work.scope = found[0].row["jurisdiction"]
    return found[0]


def not_oneself(work: Work, account: UUID) -> None:
    """Refuse what nobody may do to their own account."""
    if work.principal.account == account:
        work.refuse("account", Code.NOT_ALLOWED, "不能变更自己的账号和授权, 请另一位管理员来做")


def credential_of(work: Work, account: UUID) -> Row:
    """How the account signs in."""
    return work.rows.find(t.credential, "id", account)[0]


def another_admin(work: Work, account: UUID) -> None:
    """Refuse when the account is an administrator's and no other one would be left for good."""
    admins = [
        live.fact
        for live in work.find(RoleGrant, "role", Role.PLATFORM_ADMIN)
        if live.fact.since <= work.today <= (live.fact.until or work.today)
    ]
    disabled = {live.fact.id for live in work.find(Account, "disabled", True)}
    left = {grant.account for grant in admins if grant.until is None} - disabled - {account}
    if not left and account in {grant.account for grant in admins}:
        work.refuse("account", Code.NOT_ALLOWED, "这是最后一位平台管理员, 请先另设一位")


def _keeps(work: Work, account: UUID, row: Row) -> bool:
    grants = work.find(RoleGrant, "account_id", account)
    return may_give(work.principal, Role.REPORTER, row["jurisdiction"]) and all(
        may_give(work.principal, live.fact.role, live.row["jurisdiction"]) for live in grants
    )
