"""``token``: API tokens for programs."""

from datetime import datetime
from uuid import UUID

import click

from xiangmu.access.roles import Permission
from xiangmu.cli.chinese import Command, Group
from xiangmu.cli.grants import DAY
from xiangmu.cli.installation import with_database
from xiangmu.cli.keeping import account, do, table
from xiangmu.db.engine import Database
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.services.identity import directory
from xiangmu.services.identity.directory import ListedToken
from xiangmu.services.identity.tokens import TokenIssue, TokenRevoke


@click.group("token", help="管理供程序使用的令牌", cls=Group)
def token_group() -> None: ...


@token_group.command("issue", help="为账号 LOGIN 发放令牌, 只印一次", cls=Command)
@click.argument("login")
@click.option("--title", required=True, metavar="用途", help="给谁用、做什么")
@click.option(
    "--scope",
    "scopes",
    required=True,
    multiple=True,
    type=click.Choice([*Permission], case_sensitive=False),
    metavar="权限",
    help=f"可用的权限, 可写多次: {'、'.join(Permission)}",
)
@click.option("--until", required=True, type=DAY, metavar="日期", help="到期日, 含当日")
def issue(login: str, title: str, scopes: tuple[str, ...], until: datetime) -> None:
    data = TokenIssue(
        account=account(login),
        title=title,
        scopes=tuple(map(Permission, scopes)),
        expires_on=until.date(),
    )
    token = do(data)
    click.echo(f"令牌, 只印这一次; 撤销时用编号 {token}:\n\n    {data.secret}\n")


@token_group.command("list", help="列出没有撤销的令牌", cls=Command)
def list_tokens() -> None:
    async def listed(database: Database) -> list[ListedToken]:
        async with database.reading() as connection:
            return await directory.tokens(connection)

    rows = [
        (one.id, one.login, one.title, "、".join(one.scopes), f"{one.expires_on}到期", _used(one.used_at))
        for one in with_database(listed)
    ]
    table(rows, "没有令牌")


@token_group.command("revoke", help="撤销编号为 TOKEN 的令牌, 当即生效", cls=Command)
@click.argument("token", type=click.UUID)
def revoke(token: UUID) -> None:
    do(TokenRevoke(token=token))
    click.echo("已撤销")


def _used(at: datetime | None) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}用过" if at else "没有用过"
