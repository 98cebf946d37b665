"""``tick``: what is done because time passes, for those who let something else than ``serve`` keep the time."""

import click

from xiangmu.cli.chinese import Command
from xiangmu.cli.errors import Failure
from xiangmu.cli.installation import catalog, settings, with_database
from xiangmu.db.engine import Database
from xiangmu.services.clock import system_clock
from xiangmu.services.tick import Done, Tick, run_once
from xiangmu.web import logs


@click.command("tick", help="把定时事项做一遍: 投递通知、每天导出账本末号等; 可用 cron 运行", cls=Command)
@click.option("--once", is_flag=True, help="只做一遍, 这是默认")
def tick_command(once: bool) -> None:  # noqa: ARG001  # there is no other way yet, and scripts may say what they mean
    logs.configure(settings().log)
    done = with_database(_ticked)
    if done is None:
        click.echo("另一个进程正在做定时事项, 这次不做")
        return
    for one in done:
        click.echo(f"{one.title}: {'没有做成' if one.count is None else one.count}")
    if any(one.count is None for one in done):
        raise Failure("有的定时事项没有做成, 原因在日志里")


async def _ticked(database: Database) -> tuple[Done, ...] | None:
    return await run_once(Tick(database=database, catalog=catalog(), clock=system_clock, settings=settings()))
