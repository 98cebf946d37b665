"""The cells of one sheet as the file holds them, counted while they are read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from xiangmu.sheets.reading.limits import Limits
from xiangmu.sheets.reading.markup import Attributes, is_true, number, parse
from xiangmu.sheets.reading.package import Package
from xiangmu.sheets.reading.refusals import Refusal, UnreadableError, damaged
from xiangmu.sheets.reading.strings import Texts, unescaped

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_MERGES = 100_000
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
AREA = re.compile(r"([A-Z]{1,3}[0-9]{1,7})(?::([A-Z]{1,3}[0-9]{1,7}))?", re.ASCII)


class Kind(Enum):
    """What a cell holds."""

    NUMBER = auto()
    TEXT = auto()
    FLAG = auto()
    DAY = auto()
    """A day written out (ISO)."""
    ERROR = auto()
    UNCOMPUTED = auto()
    """A formula of which the file holds no value."""


KINDS = {
    "n": Kind.NUMBER,
    "s": Kind.TEXT,
    "str": Kind.TEXT,
    "inlineStr": Kind.TEXT,
    "b": Kind.FLAG,
    "d": Kind.DAY,
    "e": Kind.ERROR,
}


class RawCell(NamedTuple):
    """``style`` is the number of the cell's style."""

    kind: Kind
    text: str
    style: int
    formula: bool


class RawRow(NamedTuple):
    """A row with something in it: its cells by the number of the column, from 1."""

    number: int
    hidden: bool
    cells: dict[int, RawCell]


class Merge(NamedTuple):
    """Cells joined into one, all bounds included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True, kw_only=True)
class RawSheet:
    """Rows and merges from top to bottom; ``hidden`` are the spans of columns that are."""

    rows: list[RawRow] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)

    def hides(self, column: int) -> bool:
        """Whether the column is hidden."""
        return any(first <= column <= last for first, last in self.hidden)


class Counter:
    """Cells of all sheets together: a sheet may state millions that hold nothing."""

    def __init__(self, limits: Limits) -> None:
        self._cells = 0
        self._limits = limits

    def cell(self) -> None:
        """One more cell, or row. Raises UnreadableError."""
        self._cells += 1
        if self._cells > self._limits.cells:
            raise UnreadableError(
                Refusal.TOO_MANY_CELLS,
                f"表格超过 {self._limits.cells} 格(空格也算), 请删去表格以外的空行空列, 再另存一份",
            )

    def kept(self, rows: int) -> None:
        """So many rows of a sheet hold something. Raises UnreadableError."""
        if rows > self._limits.rows:
            raise UnreadableError(Refusal.TOO_MANY_ROWS, f"工作表超过 {self._limits.rows} 行, 请分成几个文件")


class _Reader:
    """Takes in the elements of a sheet; kept flat because it is called for each of them."""

    def __init__(self, strings: list[str], counter: Counter, told: Callable[[int], None]) -> None:
        self.sheet = RawSheet()
        self._strings, self._counter, self._told = strings, counter, told
        self._texts = Texts()
        self._value: list[str] = []
        self._in_value = self._in_string = self._has_formula = False
        self._row, self._row_hidden, self._cells = 0, False, dict[int, RawCell]()
        self._column, self._type, self._style = 0, "n", 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v":
            self._in_value = True
        elif self._in_string:
            self._texts.start(name)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self._has_formula = True
        elif name == "is":
            self._in_string = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and (is_true(attributes.get("hidden")) or attributes.get("width") == "0"):
            self.sheet.hidden.append((number(attributes.get("min", "")), number(attributes.get("max", ""))))

    def text(self, text: str) -> None:
        if self._in_value:
            self._value.append(text)
        elif self._in_string:
            self._texts.text(text)

    def end(self, name: str) -> None:
        if name == "v":
            self._in_value = False
        elif name == "c":
            self._end_cell()
        elif name == "is":
            self._in_string = False
            self._value.append(self._texts.taken())
        elif self._in_string:
            self._texts.end(name)
        elif name == "row":
            self._end_row()

    def _begin_row(self, attributes: Attributes) -> None:
        self._counter.cell()
        row = number(attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row < row <= LAST_ROW:
            raise damaged(f"row {row} after {self._row}")
        self._row, self._cells, self._column = row, {}, 0
        self._row_hidden = is_true(attributes.get("hidden"))

    def _end_row(self) -> None:
        if self._cells:
            self.sheet.rows.append(RawRow(self._row, self._row_hidden, self._cells))
            self._counter.kept(len(self.sheet.rows))
            self._told(len(self.sheet.rows))

    def _begin_cell(self, attributes: Attributes) -> None:
        self._counter.cell()
        place = attributes.get("r")
        column = column_of(place.rstrip("0123456789")) if place else self._column + 1
        if not self._column < column <= LAST_COLUMN:
            raise damaged(f"column {column} after {self._column}")
        self._column = column
        self._type = attributes.get("t", "n")
        self._style = number(attributes.get("s", "0"))
        self._value, self._has_formula = [], False

    def _end_cell(self) -> None:
        text = "".join(self._value)
        kind = KINDS.get(self._type)
        if kind is None:
            raise damaged(f"type of cell {self._type[:40]!r}")
        if self._type == "s" and text:
            index = number(text)
            if index >= len(self._strings):
                raise damaged(f"no text {index}")
            text = self._strings[index]
        elif self._type == "str":
            text = unescaped(text)
        elif not text and self._has_formula:
            kind = Kind.UNCOMPUTED
        if kind is Kind.UNCOMPUTED or text.strip():
            self._cells[self._column] = RawCell(kind, text, self._style, self._has_formula)

    def _merge(self, area: str) -> None:
        found = AREA.fullmatch(area)
        if not found or len(self.sheet.merges) >= MOST_MERGES:
            raise damaged(f"merged area {area[:40]!r}")
        (top, left), (bottom, right) = _place(found[1]), _place(found[2] or found[1])
        self.sheet.merges.append(
            Merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        )


def cells_of(
    package: Package, part: str, strings: list[str], counter: Counter, told: Callable[[int], None]
) -> RawSheet:
    """The sheet in ``part``; ``told`` hears of the number of rows so far. Raises UnreadableError."""
    reader = _Reader(strings, counter, told)
    with package.part(part) as content:
        parse(content, reader.start, reader.end, reader.text)
    reader.sheet.merges.sort()
    return reader.sheet


def column_of(letters: str) -> int:
    """``A`` is 1, ``AA`` 27."""
    count = 0
    for letter in letters:
        count = count * 26 + ord(letter) - 64
    return count


def letters_of(column: int) -> str:
    """1 is ``A``, 27 ``AA``."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def _place(text: str) -> tuple[int, int]:
    found = PLACE.fullmatch(text)
    if not found:
        raise damaged(f"place {text[:40]!r}")
    return int(found[2]), column_of(found[1])
