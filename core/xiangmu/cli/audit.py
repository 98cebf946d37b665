"""``audit verify`` and ``audit export-head``: proof of what was recorded."""

from pathlib import Path

import click

from xiangmu.cli.chinese import Command, Group
from xiangmu.cli.errors import Failure
from xiangmu.cli.installation import catalog, with_database
from xiangmu.db.proof.findings import Fault
from xiangmu.db.proof.heads import HeadError
from xiangmu.services import audit
from xiangmu.services.clock import system_clock

FOUND = 3
"""The exit code when something does not hold: not the one of a command that could not be carried out."""
SHOWN = 50
"""How many faults are looked for."""
FOLDER = Path("var/heads")


@click.group("audit", help="核对账本, 导出账本末号", cls=Group)
def audit_group() -> None: ...


@audit_group.command(
    "verify", help="核对账本的链、每一行和由它们得出的一切; 有改动则指出何处, 退出码为3", cls=Command
)
@click.option(
    "--head",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="连同以前导出的末号一起核对, 可查出末尾被截去或整段重写; 可写多次",
)
@click.option("--most", default=SHOWN, type=click.IntRange(1, 10_000), help=f"最多找出几处, 默认 {SHOWN}")
def verify_command(files: tuple[Path, ...], most: int) -> None:
    try:
        heads = audit.heads_in(files)
    except (HeadError, OSError, UnicodeDecodeError) as error:
        raise Failure(
            f"读不出导出的末号: {error if isinstance(error, HeadError) else '不是文本文件'}"
        ) from error
    examination = with_database(lambda database: audit.audit(database, heads, most))
    report = examination.report
    for fault in examination.faults:
        click.echo(_line(fault), err=True)
    if examination.faults:
        more = "" if report.complete and len(examination.faults) < most else ", 未全部列出"
        click.echo(f"账本有 {len(examination.faults)} 处不符{more}", err=True)
        raise SystemExit(FOUND)
    click.echo(f"账本完好: 到第 {report.head.no} 号, 末号校验值 {report.head.hash or '无'}")
    agreeing = f", 与导出的 {examination.heads} 个末号相符" if heads else ""
    click.echo(f"核对了 {report.commands} 条命令所记的 {report.rows} 行{agreeing}")


@audit_group.command(
    "export-head", help="每天一次, 把账本末号导出到目录, 并印出一行, 供打印或邮寄保存", cls=Command
)
@click.option(
    "--to",
    "folder",
    default=FOLDER,
    type=click.Path(path_type=Path, file_okay=False),
    help=f"目录, 默认 {FOLDER}",
)
def export_head_command(folder: Path) -> None:
    try:
        head, new = with_database(
            lambda database: audit.export_head(database, catalog(), folder, system_clock)
        )
    except (HeadError, OSError) as error:
        raise Failure(f"无法导出到目录 {folder}: 不可写, 或今天的文件已损坏") from error
    click.echo(head.line())
    if not new:
        click.echo("今天已导出过, 这是当时的末号", err=True)


def _line(fault: Fault) -> str:
    """Where, for programs and people: table, command, row and column, then what is wrong."""
    where = [
        fault.table,
        f"第 {fault.no} 号" if fault.no else "-",
        str(fault.row or "-"),
        fault.column or "-",
    ]
    return "\t".join([*where, fault.message])
