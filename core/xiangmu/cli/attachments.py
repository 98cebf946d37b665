"""``attachments verify`` and ``attachments sweep``: looking after the files beside the database."""

import click

from xiangmu.cli.audit import FOUND
from xiangmu.cli.chinese import Command, Group
from xiangmu.cli.errors import Failure
from xiangmu.cli.installation import settings, with_database
from xiangmu.db.engine import Database
from xiangmu.services.clock import system_clock
from xiangmu.services.files import keeping
from xiangmu.services.files.opening import open_store
from xiangmu.services.files.store import StoreError


@click.group("attachments", help="核对附件, 清除没有用上的附件", cls=Group)
def attachments_group() -> None: ...


@attachments_group.command(
    "verify", help="按校验值核对全部附件; 有缺失或被改动的逐一列出, 退出码为3", cls=Command
)
def verify_command() -> None:
    count = with_database(_verify)
    if count:
        click.echo(f"附件有 {count} 处不符", err=True)
        raise SystemExit(FOUND)
    click.echo("附件完好")


@attachments_group.command("sweep", help="清除传完而没有用上的附件; xiangmu tick 也做这件事", cls=Command)
def sweep_command() -> None:
    click.echo(f"清除 {with_database(_sweep)} 个文件")


async def _verify(database: Database) -> int:
    count = 0
    try:
        async for fault in keeping.verify(database, open_store(settings())):
            click.echo(f"{fault.content.path}\t{fault.message}", err=True)
            count += 1
    except StoreError as error:
        raise Failure(str(error)) from error
    return count


async def _sweep(database: Database) -> int:
    try:
        days = settings().attachments.keep_days
        return await keeping.sweep(database, open_store(settings()), system_clock, days)
    except StoreError as error:
        raise Failure(str(error)) from error
