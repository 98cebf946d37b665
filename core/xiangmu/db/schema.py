"""The shape of the database: where the migrations are, which revision it is at, and whether it is as declared."""

from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

import xiangmu
from xiangmu.db import tables as t
from xiangmu.db.ddl import triggers_of

UPGRADE = "xiangmu db upgrade"


class SchemaError(Exception):
    """The database does not fit the program; the message says in Chinese what to do."""


def migrations() -> Path:
    """The migrations: inside the installed package, or at the root of the repository."""
    package = Path(xiangmu.__file__).parent
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parents[1] / "migrations"


def head() -> str:
    """The revision that this program works with."""
    found = _scripts().get_current_head()
    if found is None:
        raise SchemaError("程序不完整: 找不到数据库迁移脚本")
    return found


def revision(connection: Connection) -> str | None:
    """The revision of the database; None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the database to revision ``to``, inside the connection's transaction."""
    _require_known(revision(connection))
    command.upgrade(_config(connection), to)


def downgrade(connection: Connection, to: str = "base") -> None:
    """Bring the database back to revision ``to``."""
    command.downgrade(_config(connection), to)


def require_current(connection: Connection) -> None:
    """Raise SchemaError unless the database is at the program's revision."""
    found = revision(connection)
    if found == head():
        return
    _require_known(found)
    if found is None:
        raise SchemaError(f"数据库尚未建立, 请先运行 {UPGRADE}")
    raise SchemaError(f"数据库版本 {found} 早于程序所需的 {head()}, 请先运行 {UPGRADE}")


def differences(connection: Connection) -> tuple[str, ...]:
    """What of the database is not as the program declares it, in Chinese; empty when all is well."""
    missing = (f"缺少触发器: {name}" for _, name in missing_triggers(connection))
    return (*_declared_differently(connection), *missing)


def _require_known(found: str | None) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if found is not None and found not in known:
        raise SchemaError(f"数据库版本 {found} 比程序新, 请先升级程序")


def _declared_differently(connection: Connection) -> Iterator[str]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    for difference in compare_metadata(context, t.METADATA):
        # changes of one column come as a list of operations, the rest as a tuple
        operation, *what = difference[0] if isinstance(difference, list) else difference
        named = (str(getattr(item, "name", item)) for item in what if item is not None)
        yield f"与声明不符: {operation} {' '.join(named)}"


def missing_triggers(connection: Connection) -> Iterator[tuple[str, str]]:
    """The triggers that should keep what was recorded, and do not: table and trigger."""
    if connection.dialect.name == "postgresql":
        found = connection.execute(
            text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
        )
    else:
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    present = set(found.scalars())
    existing = set(inspect(connection).get_table_names())
    for table in t.APPEND_ONLY:
        for name in triggers_of(table, connection.dialect.name):
            if table.name in existing and name not in present:
                yield table.name, name


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(migrations()))


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    return config
