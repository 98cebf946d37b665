"""``grant``: who has which role where."""

from datetime import date, datetime
from uuid import UUID

import click

from xiangmu.access.roles import Role
from xiangmu.cli.chinese import Command, Group
from xiangmu.cli.installation import with_database
from xiangmu.cli.keeping import account, do, table
from xiangmu.db.engine import Database
from xiangmu.services.identity import directory
from xiangmu.services.identity.directory import ListedGrant
from xiangmu.services.identity.grants import GrantEnd, GrantGive

DAY = click.DateTime(["%Y-%m-%d"])


@click.group("grant", help="管理授权", cls=Group)
def grant_group() -> None: ...


@grant_group.command("give", help=f"授予账号 LOGIN 角色 ROLE({'、'.join(Role)})", cls=Command)
@click.argument("login")
@click.argument("role", type=click.Choice([*Role], case_sensitive=False))
@click.option("--jurisdiction", default="", metavar="辖区", help="平台管理员不填")
@click.option("--unit", default="", metavar="单位", help="只限一个单位(键、名称或别名); 填报员必填")
@click.option("--since", type=DAY, metavar="日期", help="起日, 默认当日")
@click.option("--until", type=DAY, metavar="日期", help="止日, 含当日; 默认不限")
def give(
    login: str, role: str, jurisdiction: str, unit: str, since: datetime | None, until: datetime | None
) -> None:
    data = GrantGive(
        account=account(login),
        role=Role(role),
        jurisdiction=jurisdiction,
        unit=unit,
        since=_day(since),
        until=_day(until),
    )
    click.echo(f"已授权, 编号 {do(data)}")


@grant_group.command("end", help="结束编号为 GRANT 的授权, 当即生效", cls=Command)
@click.argument("grant", type=click.UUID)
def end(grant: UUID) -> None:
    do(GrantEnd(grant=grant))
    click.echo("已结束")


@grant_group.command("list", help="列出授权", cls=Command)
@click.option("--login", default="", metavar="登录名", help="只列一个账号的")
def list_grants(login: str) -> None:
    only = account(login) if login else None

    async def listed(database: Database) -> list[ListedGrant]:
        async with database.reading() as connection:
            return await directory.grants(connection, only)

    rows = [
        (
            one.id,
            one.login,
            one.role,
            one.jurisdiction or "全系统",
            one.unit,
            f"{one.since}起" + (f"至{one.until}" if one.until else ""),
        )
        for one in with_database(listed)
    ]
    table(rows, "还没有授权")


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
