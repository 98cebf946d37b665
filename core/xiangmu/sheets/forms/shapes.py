"""What a form is, as sheets are read and written by it."""

from enum import StrEnum

from xiangmu.plugin.forms import FormKind
from xiangmu.plugin.money import MoneyUnit
from xiangmu.plugin.value import value


class Content(StrEnum):
    """What the cells of a column hold."""

    TEXT = "TEXT"
    MONEY = "MONEY"
    NUMBER = "NUMBER"
    INTEGER = "INTEGER"
    DATE = "DATE"
    CHOICE = "CHOICE"
    CHOICES = "CHOICES"
    FLAG = "FLAG"
    """Yes or no."""
    UNIT = "UNIT"
    PROJECT = "PROJECT"
    CODES = "CODES"
    LIST = "LIST"
    """Several texts."""


@value
class Choice:
    """What may stand in a cell: ``label`` as people read it, ``value`` as the command takes it."""

    value: str
    label: str


@value
class Column:
    """A column: ``field`` is what it fills in, ``group`` the upper line of a header of two rows."""

    field: str
    title: str
    content: Content
    group: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()


@value
class SheetForm:
    """A form of a jurisdiction. ``policy`` and ``of`` (inventory or group) hold for all of its rows, "" for none."""

    key: str
    title: str
    kind: FormKind
    money: MoneyUnit
    columns: tuple[Column, ...]
    clause: str = ""
    policy: str = ""
    of: str = ""

    def column(self, field: str) -> Column | None:
        """The column that fills in ``field``."""
        return next((column for column in self.columns if column.field == field), None)
