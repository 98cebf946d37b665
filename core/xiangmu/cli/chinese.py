"""Commands and groups that explain themselves in Chinese throughout, where click would use English words."""

import click

WORDS = {"Options": "选项", "Commands": "命令"}


class _Help(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(WORDS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Help


class Command(click.Command):
    """A command with Chinese help."""

    context_class = _Context
    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse what is left over, in Chinese."""
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group):
            ctx.fail(f"多余的参数 {' '.join(rest)}")
        return rest

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What may follow the command."""
        return ["[选项]", *super().collect_usage_pieces(ctx)[1:]]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示这段说明"
        return option


class Group(Command, click.Group):
    """A group of commands with Chinese help."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What may follow the group."""
        return [*super().collect_usage_pieces(ctx)[:-1], "命令 …"]
