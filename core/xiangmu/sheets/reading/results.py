"""What was found in a workbook."""

from dataclasses import dataclass
from enum import StrEnum

from xiangmu.sheets.reading.wanted import Unit

Value = str | int | bool | tuple[str, ...] | None


class Precision(StrEnum):
    """How exactly a date was written."""

    DAY = "DAY"
    MONTH = "MONTH"
    QUARTER = "QUARTER"
    YEAR = "YEAR"


class Where(StrEnum):
    """Where the unit of money was found, the most special first."""

    COLUMN = "COLUMN"
    GROUP = "GROUP"
    LINE = "LINE"
    SAID = "SAID"
    FORM = "FORM"
    """Nowhere: the form's own is a proposal that somebody has to confirm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCell:
    """A cell. ``raw`` is what people see in it; ``value`` is None for a blank one and for one with a ``problem``.

    Values: text; whole yuan (int) for money; a fraction as text (``"17/20"``) for numbers; ISO days for dates; bool for
    flags; the choice's value; a tuple for several. ``note`` tells what was taken for what, and is worth showing.
    A date whose ``precision`` is not DAY is the last day of the month, quarter or year that was written.
    """

    raw: str
    value: Value = None
    problem: str = ""
    note: str = ""
    precision: Precision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row, by its number in the sheet, with a cell for every field whose column was found."""

    number: int
    hidden: bool
    cells: dict[str, ReadCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyFound:
    """The unit of money, and the ``text`` that said so at ``where``."""

    unit: Unit
    where: Where
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundColumn:
    """A column of the sheet with a label. ``field`` is None when the form has no such column.

    ``money`` is for columns of money; None beside a ``problem`` when what is said of the unit contradicts itself.
    """

    field: str | None
    letter: str
    label: str
    hidden: bool = False
    money: MoneyFound | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """A row that is none of the table's, and why; for blank ones, the first of a run."""

    number: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """The table of one sheet. ``missing`` are the required fields without a column.

    ``money`` is the unit that holds for all columns of money; None without such columns, or when they differ.
    """

    sheet: str
    hidden: bool
    header_rows: tuple[int, ...]
    money: MoneyFound | None
    columns: tuple[FoundColumn, ...]
    missing: tuple[str, ...]
    rows: tuple[ReadRow, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()

    @property
    def unconfirmed(self) -> bool:
        """Whether a unit of money is only proposed."""
        return any(column.money and column.money.where is Where.FORM for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSheet:
    """A sheet without a table of the form."""

    sheet: str
    hidden: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read. ``notices`` tell what the file holds that was left alone, such as links to other files."""

    tables: tuple[ReadTable, ...]
    others: tuple[OtherSheet, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the reading of a sheet is: rows ``read`` from the file, and those of them that are ``understood``."""

    sheet: str
    read: int
    understood: int
