"""Reading one mapping of a case: every key must be known, every word must mean something."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeVar

from xiangmu.plugin.figures import told
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.recurrence import SHANGHAI

T = TypeVar("T")


class CaseError(ValueError):
    """A case that cannot be read; the message names file, case and key in Chinese."""


class Cells:
    """A mapping that remembers which keys were read, so that a misspelt one is never ignored."""

    def __init__(self, place: str, cells: object) -> None:
        if not isinstance(cells, Mapping):
            raise CaseError(f"{place}: 应为键值, 实为 {cells!r}")
        self.place = place
        self._cells = dict(cells)

    def take(self, key: str, default: Any = None) -> Any:
        """The cell, removed; ``default`` when it is not there."""
        return self._cells.pop(key, default)

    def has(self, key: str) -> bool:
        """Whether the cell is there."""
        return key in self._cells

    def need(self, key: str) -> Any:
        """The cell, removed. Raises CaseError when it is not there."""
        if key not in self._cells:
            raise CaseError(f"{self.place}: 缺少“{key}”")
        return self._cells.pop(key)

    def word(self, key: str, words: Mapping[str, T], default: T | None = None) -> T:
        """What the word in the cell means."""
        if default is not None and key not in self._cells:
            return default
        return self.meaning(key, self.need(key), words)

    def meaning(self, key: str, word: object, words: Mapping[str, T]) -> T:
        """What ``word`` means. Raises CaseError when it means nothing."""
        if not isinstance(word, str) or word not in words:
            raise CaseError(f"{self.place}: “{key}”不认识 {word!r}, 可用: {'、'.join(words)}")
        return words[word]

    def day(self, key: str) -> date:
        """The date in the cell."""
        return self.as_day(key, self.need(key))

    def some_day(self, key: str) -> date | None:
        """The date in the cell, if it is there."""
        cell = self.take(key)
        return None if cell is None else self.as_day(key, cell)

    def as_day(self, key: str, cell: object) -> date:
        """``cell`` if it is a date."""
        if not isinstance(cell, date):
            raise CaseError(f"{self.place}: “{key}”不是日期: {cell!r}")
        return cell

    def moment(self, key: str) -> datetime:
        """The moment in the cell, as a clock in Shanghai shows it."""
        cell = self.need(key)
        if not isinstance(cell, datetime) or cell.tzinfo:
            raise CaseError(f"{self.place}: “{key}”不是到秒的时刻(例: 2020-10-02 16:00:01): {cell!r}")
        return cell.replace(tzinfo=SHANGHAI)

    def money(self, key: str) -> int:
        """The yuan in the cell, written with its unit: ``2.9999亿``, ``5000万``, ``100元``."""
        text = str(self.need(key))
        units: dict[str, Callable[[str], int]] = {"亿": yi, "万": wan, "元": int}
        try:
            return units[text[-1]](text[:-1])
        except (KeyError, ValueError) as error:
            raise CaseError(f"{self.place}: “{key}”不是金额: {text}") from error

    def amount(self, key: str) -> Fraction:
        """The amount in the cell as measures count it: ``20``, ``2.5亿``, ``70%`` → 700."""
        cell = self.need(key)
        try:
            return told(str(cell))
        except ValueError as error:
            raise CaseError(f"{self.place}: “{key}”{error}") from error

    def rows(self, key: str) -> Iterator["Cells"]:
        """The mappings listed in the cell."""
        listed = self.take(key, [])
        if not isinstance(listed, list):
            raise CaseError(f"{self.place}: “{key}”应为列表")
        for number, cells in enumerate(listed, 1):
            row = Cells(f"{self.place} · {key}{number}", cells)
            yield row
            row.done()

    def left(self) -> dict[str, Any]:
        """All cells not read yet, removed."""
        cells, self._cells = self._cells, {}
        return cells

    def done(self) -> None:
        """Raise CaseError when a key was not read."""
        if self._cells:
            raise CaseError(f"{self.place}: 不认识的键 {'、'.join(map(str, self._cells))}")


def hundredths(cell: object) -> int:
    """Points as integer hundredths. Raises CaseError for more than two decimals."""
    scaled = Fraction(str(cell)) * 100
    if scaled.denominator != 1:
        raise CaseError(f"分值最多两位小数: {cell!r}")
    return int(scaled)
