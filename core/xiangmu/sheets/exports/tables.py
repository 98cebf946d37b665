"""What a sheet of an export holds, before anything is written."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from xiangmu.plugin.money import MoneyUnit
from xiangmu.plugin.value import value

LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What programs take for the beginning of a formula when a cell is edited or passed on as text."""
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Kind(StrEnum):
    """How the cells of a column are written."""

    TEXT = "TEXT"
    LONG = "LONG"
    """Text that takes several lines."""
    INTEGER = "INTEGER"
    NUMBER = "NUMBER"
    MONEY = "MONEY"
    AREA = "AREA"
    POINTS = "POINTS"
    """Two places, more where there are more."""
    DATE = "DATE"
    INSTANT = "INSTANT"


@value
class Heading:
    """A column; ``group`` is the upper line of a header of two rows. ``width`` 0 is the usual one of the kind."""

    title: str
    kind: Kind = Kind.TEXT
    group: str = ""
    width: int = 0


@value
class Head:
    """What stands above the rows of a sheet called ``name``: the title, lines that tell where it is from, the header.

    ``money`` is the unit that the line above the header names where money is shown.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    headings: tuple[Heading, ...]
    money: MoneyUnit = MoneyUnit.WAN

    @property
    def unit(self) -> str:
        """The line that names units; "" where nothing has one."""
        kinds = {heading.kind for heading in self.headings}
        told = [f"单位：{self.money.words}"] if Kind.MONEY in kinds else []
        return "；".join([*told, *(["面积单位：亩"] if Kind.AREA in kinds else [])])


@value
class Table:
    """A whole sheet that is at hand. ``total``: the row of sums, with None where there is none."""

    head: Head
    rows: Sequence[Sequence[Any]]
    total: Sequence[Any] | None = None


def clean(text: str) -> str:
    """``text`` as a cell can hold it: without control characters, not too long, with nothing that is an escape."""
    whole = _ESCAPED.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", text))
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…"


def listed(texts: Iterable[str]) -> str:
    """Several texts in one cell."""
    return "、".join(texts)
