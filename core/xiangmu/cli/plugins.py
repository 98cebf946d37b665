"""What the plugins say: ``plugins``, ``plugin check``, ``policies``, ``coverage``."""

from dataclasses import asdict
from pathlib import Path

import click
import orjson

from xiangmu.catalog.coverage import Status, coverage
from xiangmu.cli.chinese import Command, Group
from xiangmu.cli.errors import FAILED, Failure
from xiangmu.cli.installation import catalog
from xiangmu.testing.check import check_plugin


@click.command("plugins", help="列出已加载的插件", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出")
def plugins_command(as_json: bool) -> None:
    cities = catalog().cities
    if as_json:
        click.echo(orjson.dumps([asdict(city.info) for city in cities]))
        return
    for city in cities:
        click.echo(f"{city.info.key}\t{city.info.title}\t{city.info.version}\t{len(city.units.units)}个单位")


@click.group("plugin", help="检查单个插件", cls=Group)
def plugin_group() -> None: ...


@plugin_group.command("check", help="检查 PATH 处的插件: 目录、条款、约定与案例, 不用数据库", cls=Command)
@click.argument("path", type=click.Path(path_type=Path))
def plugin_check(path: Path) -> None:
    if not path.is_dir():
        raise Failure(f"没有目录 {path}")
    report = check_plugin(path)
    for problem in report.problems:
        click.echo(problem, err=True)
    open_clauses = [covered.clause for covered in report.clauses if covered.status is Status.OPEN]
    click.echo(
        f"{report.plugin}: {len(report.clauses)}条条款, 其中{len(open_clauses)}条未实现; "
        f"{report.cases}个案例, {len(report.problems)}个问题"
    )
    if report.problems:
        raise SystemExit(FAILED)


@click.command("policies", help="列出各辖区的文件", cls=Command)
def policies_command() -> None:
    for policy in catalog().policies.values():
        click.echo(
            f"{policy.key}\t{policy.title}\t{policy.starts}至{policy.ends}\t{len(policy.clauses)}条条款"
        )


@click.command("coverage", help="逐条列出条款由什么实现; 有未实现的则退出码为1", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出")
def coverage_command(as_json: bool) -> None:
    covered = coverage(catalog())
    if as_json:
        click.echo(orjson.dumps([asdict(clause) for clause in covered], option=orjson.OPT_INDENT_2))
    else:
        for clause in covered:
            click.echo(f"{clause.clause}\t{clause.status}\t{'、'.join(clause.by) or clause.reason}")
    if any(clause.status is Status.OPEN for clause in covered):
        raise SystemExit(FAILED)
