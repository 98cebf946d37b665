"""What a cell means in its column."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from xiangmu.sheets.reading.amounts import amount
from xiangmu.sheets.reading.choosing import choice, codes, flag, several, several_choices
from xiangmu.sheets.reading.days import Year, day
from xiangmu.sheets.reading.figures import figure, whole
from xiangmu.sheets.reading.labels import one_line
from xiangmu.sheets.reading.results import MoneyFound, ReadCell
from xiangmu.sheets.reading.seeing import Look, Seen
from xiangmu.sheets.reading.wanted import Content, WantedColumn

EMPTY_SIGNS = {"", "/", "\\", "-", "--", "—", "——", "－", "–", "―", "∕"}
"""What people put into a cell to show that nothing belongs there."""
MEASURED = frozenset({Content.MONEY, Content.NUMBER, Content.INTEGER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A column of the sheet as one of the form: in what its money is counted, of which year its days are, whether its
    label says %."""

    column: WantedColumn
    money: MoneyFound | None = None
    problem: str = ""
    year: Year | None = None
    hundredths: bool = False

    def read(self, seen: Seen, *, formula: bool = False) -> ReadCell:
        """The cell as the form wants it."""
        if seen.look is Look.UNKNOWN:
            return ReadCell(raw=seen.text, problem=seen.problem)
        if seen.look is Look.BLANK or _is_empty_sign(seen.text):
            problem = f"“{self.column.labels[0]}”必须填写" if self.column.required else ""
            return ReadCell(raw=seen.text, problem=problem)
        cell = self._read(seen)
        if formula and not cell.problem and not cell.note:
            return replace(cell, note="公式, 用的是文件保存时的值")
        return cell

    def _read(self, seen: Seen) -> ReadCell:
        match self.column.content:
            case Content.MONEY if self.money is None:
                return ReadCell(raw=seen.text, problem=self.problem)
            case Content.MONEY if self.money is not None:
                return amount(seen, self.money.unit)
            case Content.CHOICE:
                return choice(seen, self.column.choices)
            case Content.CHOICES:
                return several_choices(seen, self.column.choices)
            case Content.DATE:
                return day(seen, self.year)
            case Content.NUMBER:
                return figure(seen, hundredths=self.hundredths)
            case Content.LIST:
                return ReadCell(raw=seen.text, value=several(seen.text))
            case content:
                return OTHERS[content](seen)


def _name(seen: Seen) -> ReadCell:
    return ReadCell(raw=seen.text, value=one_line(seen.text))


def _text(seen: Seen) -> ReadCell:
    return ReadCell(raw=seen.text, value=seen.text)


def _is_empty_sign(text: str) -> bool:
    return text in EMPTY_SIGNS


OTHERS: dict[Content, Callable[[Seen], ReadCell]] = {
    Content.TEXT: _text,
    Content.UNIT: _name,
    Content.PROJECT: _name,
    Content.INTEGER: whole,
    Content.FLAG: flag,
    Content.CODES: codes,
}
