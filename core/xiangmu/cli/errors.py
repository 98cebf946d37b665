"""Errors of the command line: one line in Chinese and an exit code."""

import click

FAILED = 1
MISUSED = 2


class Failure(click.ClickException):
    """A command could not do what was asked; exit code 1."""

    exit_code = FAILED


def in_chinese(error: click.UsageError) -> str:
    """What was wrong with the call, in one Chinese line."""
    match error:
        case click.exceptions.NoSuchCommand():
            return f"没有命令 {error.command_name}"
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}"
        case click.MissingParameter() if error.param is not None:
            return f"缺少参数 {error.param.make_metavar(_context(error))}"
        case click.BadParameter() if error.param is not None:
            return f"参数 {error.param.name} 的值不合要求: {error.message}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 用法不对"
        case _:
            return f"用法不对: {error.message}"


def _context(error: click.UsageError) -> click.Context:
    return error.ctx or click.Context(click.Command("xiangmu"))
