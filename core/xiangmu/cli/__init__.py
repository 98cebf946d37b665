"""The command ``xiangmu``."""

import sys

import click

from xiangmu.catalog import CatalogError
from xiangmu.cli.accounts import account_group
from xiangmu.cli.attachments import attachments_group
from xiangmu.cli.audit import audit_group
from xiangmu.cli.chinese import Group
from xiangmu.cli.database import database_group, seed_command
from xiangmu.cli.documents import documents_group
from xiangmu.cli.errors import FAILED, MISUSED, in_chinese
from xiangmu.cli.figures import score_command
from xiangmu.cli.grants import grant_group
from xiangmu.cli.plugins import coverage_command, plugin_group, plugins_command, policies_command
from xiangmu.cli.recheck import recheck_command
from xiangmu.cli.serving import schema_command, serve_command
from xiangmu.cli.ticking import tick_command
from xiangmu.cli.tokens import token_group
from xiangmu.db.archive import ArchiveError
from xiangmu.db.engine import DatabaseUrlError, UnreachableError
from xiangmu.db.schema import SchemaError
from xiangmu.db.unavailable import UnavailableError
from xiangmu.services.identity.external.issuers import IssuersError
from xiangmu.services.problems import Refused
from xiangmu.settings import SettingsError
from xiangmu.testing.cells import CaseError

COMMANDS = (
    serve_command,
    tick_command,
    database_group,
    seed_command,
    plugins_command,
    plugin_group,
    policies_command,
    coverage_command,
    schema_command,
    score_command,
    documents_group,
    recheck_command,
    audit_group,
    attachments_group,
    account_group,
    grant_group,
    token_group,
)
EXPECTED = (
    SettingsError,
    CatalogError,
    CaseError,
    SchemaError,
    DatabaseUrlError,
    UnreachableError,
    UnavailableError,
    ArchiveError,
    IssuersError,
    Refused,
)
"""What the program says in its own words; anything else is a fault of the program and shows its trace."""


@click.group("xiangmu", help="重点项目办的 GraphQL 后端", cls=Group)
@click.version_option(package_name="xiangmu", message="%(version)s", help="显示版本")
def program() -> None: ...


for command in COMMANDS:
    program.add_command(command)


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
    except EXPECTED as error:
        _leave(str(error), FAILED)
    else:
        sys.exit(status if isinstance(status, int) else 0)


def _leave(message: str, status: int) -> None:
    click.echo(f"错误: {message}", err=True)
    sys.exit(status)
