"""Errors of the command line: one line in Chinese and an exit code."""

from collections.abc import Sequence

import click

FAILED = 1
MISUSED = 2


class Failure(click.ClickException):
    """A command could not do what was asked; exit code 1."""

    exit_code = FAILED


def in_chinese(error: click.UsageError) -> str:
    """What was wrong with the call, in one Chinese line."""
    match error:
        case click.exceptions.NoArgsIsHelpError() if isinstance(error.ctx.command, click.Group):
            verbs = "、".join(error.ctx.command.list_commands(error.ctx))
            return f"{error.ctx.command_path} 后面须写明命令, 可用: {verbs}"
        case click.exceptions.NoSuchCommand():
            return f"没有命令 {error.command_name}{_perhaps(error.possibilities)}"
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}{_perhaps(error.possibilities)}"
        case click.MissingParameter() if error.param is not None:
            return f"缺少参数 {_named(error.param)}"
        case click.BadParameter() if error.param is not None:
            return f"参数 {_named(error.param)} 的值不合要求: {_wanted(error.param.type)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面缺少值, 或不该有值"
        case _:
            return error.message


def _named(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else str(param.name).upper()


def _wanted(kind: click.ParamType[object]) -> str:
    match kind:
        case click.IntRange():
            return f"须为 {kind.min} 至 {kind.max} 的整数"
        case click.Choice():
            return f"须为 {'、'.join(kind.choices)} 之一"
        case click.DateTime():
            return "须为日期, 形如 2023-06-30"
        case click.Path(file_okay=False):
            return "须为目录, 不能是文件"
        case click.Path():
            return "须为已有的文件" if kind.exists else "须为文件, 不能是目录"
        case _:
            return "不是有效的标识"


def _perhaps(possibilities: Sequence[str] | None) -> str:
    return f", 是否指 {'、'.join(possibilities)}" if possibilities else ""
