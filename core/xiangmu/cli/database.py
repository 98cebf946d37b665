"""Looking after the database: ``db upgrade|check|verify|backup|restore``, and ``seed --demo``."""

from pathlib import Path

import click

from xiangmu.cli.audit import verify_command
from xiangmu.cli.chinese import Command, Group
from xiangmu.cli.errors import FAILED, Failure
from xiangmu.cli.installation import catalog, with_database
from xiangmu.db.engine import Database
from xiangmu.seed import Seeded, seed_demo
from xiangmu.services import maintenance

SHOWN = 20
"""How many faults are listed before the rest is only counted."""


@click.group("db", help="照看数据库", cls=Group)
def database_group() -> None: ...


@database_group.command("upgrade", help="把数据库升级到程序的版本; 空库则建立", cls=Command)
def upgrade() -> None:
    before, after = with_database(maintenance.upgrade, current=False)
    click.echo(f"数据库版本 {after}" + ("" if before == after else f"(原为 {before or '空库'})"))


@database_group.command("check", help="核对数据库的结构与程序所声明的是否一致", cls=Command)
def check() -> None:
    _report(with_database(maintenance.check), "数据库结构与程序一致")


database_group.add_command(verify_command)


@database_group.command("backup", help="把全部内容备份到新文件 FILE; 与数据库种类无关", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    manifest = with_database(lambda database: maintenance.backup(database, file))
    click.echo(f"已备份到 {file}: 账本到第 {manifest.no} 号, 共 {sum(manifest.rows.values())} 行")


@database_group.command("restore", help="把备份 FILE 恢复到空数据库, 并核对账本", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def restore(file: Path) -> None:
    manifest = with_database(lambda database: maintenance.restore(database, file), current=False)
    click.echo(f"已恢复: 账本到第 {manifest.no} 号, 核对无误")


@click.command("seed", help="录入演示数据; 再次运行不改变什么", cls=Command)
@click.option("--demo", is_flag=True, help="录入各插件的演示数据")
def seed_command(demo: bool) -> None:
    if not demo:
        raise Failure("请写明 --demo: 目前只有演示数据可录入")

    async def entered(database: Database) -> Seeded:
        return await seed_demo(database, catalog())

    seeded = with_database(entered)
    done = f"录入 {seeded.entered} 条命令" if seeded.entered else "演示数据早已录入"
    click.echo(f"{done}, 账本到第 {seeded.head} 号")


def _report(faults: tuple[str, ...], fine: str) -> None:
    for fault in faults[:SHOWN]:
        click.echo(fault, err=True)
    if len(faults) > SHOWN:
        click.echo(f"……共 {len(faults)} 处", err=True)
    if faults:
        raise SystemExit(FAILED)
    click.echo(fine)
