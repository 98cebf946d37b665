"""The command ``xiangmu``."""

import sys

import click

from xiangmu.cli.chinese import Group
from xiangmu.cli.errors import FAILED, MISUSED, in_chinese
from xiangmu.cli.loading import Commands

COMMANDS = Commands(
    __name__,
    {
        "serve": "serving:serve_command",
        "tick": "ticking:tick_command",
        "db": "database:database_group",
        "seed": "database:seed_command",
        "plugins": "plugins:plugins_command",
        "plugin": "plugins:plugin_group",
        "policies": "plugins:policies_command",
        "coverage": "plugins:coverage_command",
        "schema": "serving:schema_command",
        "score": "figures:score_command",
        "documents": "documents:documents_group",
        "recheck": "recheck:recheck_command",
        "audit": "audit:audit_group",
        "attachments": "attachments:attachments_group",
        "account": "accounts:account_group",
        "grant": "grants:grant_group",
        "token": "tokens:token_group",
    },
)


@click.group("xiangmu", help="重点项目办的 GraphQL 后端", cls=Group, commands=COMMANDS)
@click.version_option(package_name="xiangmu", message="%(version)s", help="显示版本")
def program() -> None: ...


def main() -> None:
    """Run ``xiangmu``; every expected error is one Chinese line and an exit code."""
    try:
        status = program.main(standalone_mode=False)
    except click.UsageError as error:
        _leave(in_chinese(error), MISUSED)
    except click.ClickException as error:
        _leave(error.message, error.exit_code)
    except click.Abort:
        _leave("已中断", FAILED)
    except Exception as error:
        from xiangmu.cli.expected import EXPECTED  # loads most of the program

        if not isinstance(error, EXPECTED):
            raise
        _leave(str(error), FAILED)
    else:
        sys.exit(status if isinstance(status, int) else 0)


def _leave(message: str, status: int) -> None:
    click.echo(f"错误: {message}", err=True)
    sys.exit(status)
