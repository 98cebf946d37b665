"""What is looked for in a workbook: a form, reduced to what its reader has to know."""

from dataclasses import dataclass
from enum import StrEnum


class Content(StrEnum):
    """What the cells of a column hold; the names are those of ``sheets.forms``."""

    TEXT = "TEXT"
    MONEY = "MONEY"
    NUMBER = "NUMBER"
    INTEGER = "INTEGER"
    DATE = "DATE"
    CHOICE = "CHOICE"
    CHOICES = "CHOICES"
    FLAG = "FLAG"
    UNIT = "UNIT"
    PROJECT = "PROJECT"
    CODES = "CODES"
    LIST = "LIST"


class Unit(StrEnum):
    """What amounts are counted in."""

    YUAN = "YUAN"
    WAN = "WAN"
    YI = "YI"

    @property
    def yuan(self) -> int:
        """Yuan in one."""
        return {Unit.YUAN: 1, Unit.WAN: 10_000, Unit.YI: 100_000_000}[self]

    @property
    def words(self) -> str:
        """As people write it."""
        return {Unit.YUAN: "元", Unit.WAN: "万元", Unit.YI: "亿元"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedColumn:
    """A column of the form. ``labels`` are its title and aliases; ``choices`` pairs of value and label."""

    field: str
    labels: tuple[str, ...]
    content: Content
    group: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A form. ``money`` is proposed where a sheet does not say; ``said`` is what the user said for that case."""

    columns: tuple[WantedColumn, ...]
    money: Unit
    said: Unit | None = None
