"""``account``: opening and closing accounts from the shell of the machine."""

from uuid import UUID

import click

from xiangmu.access.roles import Role
from xiangmu.cli.chinese import Command, Group
from xiangmu.cli.errors import Failure
from xiangmu.cli.installation import with_database
from xiangmu.cli.keeping import account, carry_out, do, set_password, table, typed_password, typed_secret
from xiangmu.db.engine import Database
from xiangmu.services.identity import directory
from xiangmu.services.identity.accounts import (
    REDEEMABLE,
    AccountDisable,
    AccountEnable,
    AccountErase,
    AccountOpen,
    AccountReset,
)
from xiangmu.services.identity.directory import ListedAccount
from xiangmu.services.identity.grants import GrantGive


@click.group("account", help="管理账号", cls=Group)
def account_group() -> None: ...


@account_group.command("bootstrap", help="开立第一位平台管理员, 印出一次性口令", cls=Command)
@click.option("--login", default="admin", metavar="登录名", help="登录名, 默认 admin")
def bootstrap(login: str) -> None:
    data = AccountOpen(login=login)

    async def opened(database: Database) -> None:
        async with database.reading() as connection:
            if await directory.has_admin(connection):
                raise Failure("已有平台管理员; 忘了口令可用 xiangmu account reset 重设")
        [receipt] = await carry_out(database, data)
        await carry_out(database, GrantGive(account=UUID(receipt.subject), role=Role.PLATFORM_ADMIN))

    with_database(opened)
    _tell_secret(data.secret)


@account_group.command("add", help="开立账号 LOGIN; 授权另用 xiangmu grant give", cls=Command)
@click.argument("login")
@click.option("--jurisdiction", default="", metavar="辖区", help="由哪个辖区管理; 不填为全系统的账号")
@click.option("--named", is_flag=True, help="询问姓名, 存入可以抹去的人员表")
@click.option("--password", is_flag=True, help="当场设定口令(键入或由标准输入给出), 首次登录须改")
def add(login: str, jurisdiction: str, named: bool, password: bool) -> None:
    name = click.prompt("姓名", default="", show_default=False) if named else ""
    data = AccountOpen(jurisdiction=jurisdiction, login=login, name=name)
    typed = typed_password(login) if password else ""
    do(data)
    if password:
        set_password(data.secret, typed, must_change=True)
        click.echo("已开立, 首次登录须改口令")
    else:
        _tell_secret(data.secret)


@account_group.command("list", help="列出账号", cls=Command)
def list_accounts() -> None:
    async def listed(database: Database) -> list[ListedAccount]:
        async with database.reading() as connection:
            return await directory.accounts(connection)

    rows = [
        (one.login or "(已注销)", one.jurisdiction or "全系统", _state(one)) for one in with_database(listed)
    ]
    table(rows, "还没有账号, 可用 xiangmu account bootstrap 开立第一位平台管理员")


@account_group.command("disable", help="停用账号 LOGIN: 会话当即结束, 令牌撤销", cls=Command)
@click.argument("login")
def disable(login: str) -> None:
    do(AccountDisable(account=account(login)))
    click.echo("已停用")


@account_group.command("enable", help="重新启用账号 LOGIN", cls=Command)
@click.argument("login")
def enable(login: str) -> None:
    do(AccountEnable(account=account(login)))
    click.echo("已启用")


@account_group.command("erase", help="注销账号 LOGIN: 抹去登录名、口令和姓名", cls=Command)
@click.argument("login")
def erase(login: str) -> None:
    do(AccountErase(account=account(login)))
    click.echo("已注销, 台账里只留编号")


@account_group.command("reset", help="重设账号 LOGIN 的口令, 印出一次性口令", cls=Command)
@click.argument("login")
@click.option("--password", is_flag=True, help="当场设定口令(键入或由标准输入给出), 登录后须改")
def reset(login: str, password: bool) -> None:
    data = AccountReset(account=account(login))
    typed = typed_password(login) if password else ""
    do(data)
    if password:
        set_password(data.secret, typed, must_change=True)
        click.echo("已重设, 登录后须改口令")
    else:
        _tell_secret(data.secret)


@account_group.command("redeem", help="凭一次性口令设定口令", cls=Command)
def redeem() -> None:
    secret = typed_secret("一次性口令")
    set_password(secret, typed_secret("新口令", twice=True), must_change=False)
    click.echo("口令已设定, 可以登录了")


def _tell_secret(secret: str) -> None:
    click.echo(f"一次性口令, 只印这一次, {REDEEMABLE.days} 天内有效:\n\n    {secret}\n")
    click.echo("本人凭它设定口令: 运行 xiangmu account redeem, 或在接口里用 passwordRedeem")


def _state(one: ListedAccount) -> str:
    if one.disabled:
        return "已停用"
    return "可用" if one.ready else "待设口令"
