"""The words that migrations are written in. Released migrations use them, so what a word makes never changes."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

LIVE = "ended_no IS NULL"
ENDED = "ended_no IS NOT NULL"
STANDING = "ended_no IS NULL AND state <> 'REJECTED'"
REFUSE = """
CREATE FUNCTION xiangmu_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: append only', TG_TABLE_NAME;
END $$
"""

Column = sa.Column[Any]


def prepare() -> None:
    """What the triggers of append-only tables need."""
    if _postgresql():
        op.execute(REFUSE)


def clean_up() -> None:
    """Take back ``prepare``."""
    if _postgresql():
        op.execute("DROP FUNCTION xiangmu_append_only()")


def triggers_of(table: sa.Table, dialect: str) -> Iterator[str]:
    """The names of the triggers that keep an append-only table."""
    yield from (f"{table.name}_keep", f"{table.name}_fix")
    if "ended_no" in table.c:
        yield f"{table.name}_end"
    if dialect == "postgresql":
        yield f"{table.name}_hold"


def of_project(name: str, *columns: Column | sa.ForeignKeyConstraint, state: bool = True) -> None:
    """A table of facts about projects."""
    stated = (text("state"),) if state else ()
    refer = refers(name, "project_id", "project.id")
    recorded(name, *stated, uuid("project_id"), *columns, refer)
    index(name, "project_id")


def of_unit(name: str, *columns: Column) -> None:
    """A table of events of units."""
    recorded(name, text("state"), uuid("unit_id"), day("occurred_on"), *columns)


def recorded(name: str, *items: sa.schema.SchemaItem) -> None:
    """A table whose rows a command records and another may end."""
    table = create(
        name,
        sa.Column("row_id", sa.Uuid(), primary_key=True),
        uuid("fact_id"),
        text("jurisdiction"),
        number("no"),
        number("ended_no", nullable=True),
        text("digest"),
        *items,
        refers(name, "no", "command.no"),
        refers(name, "ended_no", "command.no"),
    )
    unique(name, LIVE, "fact_id", name="live")
    index(name, "jurisdiction")
    keep(table)


def create(name: str, *items: sa.schema.SchemaItem, **options: Any) -> sa.Table:
    """A table with its primary key named."""
    return op.create_table(name, *items, sa.PrimaryKeyConstraint(name=f"pk_{name}"), **options)


def index(table: str, column: str) -> None:
    """A plain index."""
    op.create_index(f"ix_{table}_{column}", table, [column])


def follow(table: str) -> None:
    """Indexes of a recorded table by which it is found what changed since a number."""
    index(table, "no")
    where = sa.text(ENDED)
    op.create_index(f"ix_{table}_ended_no", table, ["ended_no"], sqlite_where=where, postgresql_where=where)


def unfollow(table: str) -> None:
    """Take back ``follow``."""
    for column in ("no", "ended_no"):
        op.drop_index(f"ix_{table}_{column}", table)


def unique(table: str, condition: str, *columns: str, name: str = "natural") -> None:
    """A key that holds among the rows for which ``condition`` is true."""
    where = sa.text(condition)
    op.create_index(
        f"uq_{table}_{name}", table, list(columns), unique=True, sqlite_where=where, postgresql_where=where
    )


def keep(table: sa.Table) -> None:
    """Triggers: no deletion, no update but ``ended_no`` from null to a number."""
    _refuse(table.name, "keep", "DELETE")
    _fix(table.name, table.c.keys())
    if "ended_no" in table.c:
        ended = "WHEN (OLD.ended_no IS NOT NULL OR NEW.ended_no IS NULL) "
        _refuse(table.name, "end", "UPDATE OF ended_no", ended)
    if _postgresql():
        op.execute(
            f'CREATE TRIGGER {table.name}_hold BEFORE TRUNCATE ON "{table.name}" '
            "EXECUTE FUNCTION xiangmu_append_only()"
        )


def widen(table: str, *columns: Column) -> None:
    """More columns, null in the rows that are there, for a table that triggers keep."""
    _unfix(table)
    for column in columns:
        op.add_column(table, column)
    _fix(table, _columns(table))


def narrow(table: str, *columns: str) -> None:
    """Take back ``widen``."""
    _unfix(table)
    for column in columns:
        op.drop_column(table, column)
    _fix(table, _columns(table))


def loosen(table: str, column: str) -> None:
    """Let a column of a table that triggers keep be empty."""
    _nullable(table, column, nullable=True)


def tighten(table: str, column: str) -> None:
    """Take back ``loosen``."""
    _nullable(table, column, nullable=False)


def _nullable(table: str, column: str, *, nullable: bool) -> None:
    if _postgresql():
        op.alter_column(table, column, nullable=nullable)
        return
    # SQLite cannot: the table is made anew, without its triggers
    with op.batch_alter_table(table) as batch:
        batch.alter_column(column, nullable=nullable)
    keep(sa.Table(table, sa.MetaData(), autoload_with=op.get_bind()))


def _unfix(table: str) -> None:
    op.execute(f"DROP TRIGGER {table}_fix" + (f' ON "{table}"' if _postgresql() else ""))


def _columns(table: str) -> list[str]:
    return [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]


def _fix(table: str, columns: Iterable[str]) -> None:
    fixed = ", ".join(f'"{column}"' for column in columns if column != "ended_no")
    _refuse(table, "fix", f"UPDATE OF {fixed}")


def _refuse(table: str, name: str, moment: str, when: str = "") -> None:
    act = (
        "EXECUTE FUNCTION xiangmu_append_only()"
        if _postgresql()
        else f"BEGIN SELECT RAISE(ABORT, '{table}: append only'); END"
    )
    op.execute(f'CREATE TRIGGER {table}_{name} BEFORE {moment} ON "{table}" FOR EACH ROW {when}{act}')


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A foreign key."""
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def text(name: str, *, nullable: bool = False) -> Column:
    """A column of text."""
    return sa.Column(name, sa.String(), nullable=nullable)


def texts(*names: str) -> list[Column]:
    """Columns of text."""
    return [text(name) for name in names]


def uuid(name: str, *, nullable: bool = False) -> Column:
    """A column of identities."""
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def number(name: str, *, nullable: bool = False) -> Column:
    """A column of whole numbers."""
    return sa.Column(name, sa.Integer(), nullable=nullable)


def yuan(name: str) -> Column:
    """A column of money in yuan."""
    return sa.Column(name, sa.BigInteger(), nullable=False)


def day(name: str, *, nullable: bool = False) -> Column:
    """A column of business dates."""
    return sa.Column(name, sa.Date(), nullable=nullable)


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
