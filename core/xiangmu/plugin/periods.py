"""Periods and date arithmetic. Pure: nothing here asks what day it is."""

import calendar
import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from xiangmu.plugin.value import value


class PeriodKind(StrEnum):
    """How long a period is."""

    HALF_MONTH = "HALF_MONTH"
    MONTH = "MONTH"
    QUARTER = "QUARTER"
    YEAR = "YEAR"
    CAMPAIGN = "CAMPAIGN"


LENGTHS = tuple(PeriodKind)
"""From the shortest to the longest."""
_FORMS = {
    PeriodKind.HALF_MONTH: re.compile(r"(\d{4})-(\d{2})-H([12])"),
    PeriodKind.MONTH: re.compile(r"(\d{4})-(\d{2})"),
    PeriodKind.QUARTER: re.compile(r"(\d{4})Q([1-4])"),
    PeriodKind.YEAR: re.compile(r"(\d{4})"),
}


@value
class Period:
    """A stretch of days, both ends included, with one text form: ``2023Q2``, ``2022-09-H1``, ``campaign``."""

    kind: PeriodKind
    start: date
    end: date

    @classmethod
    def parse(cls, text: str, campaign: tuple[date, date] | None = None) -> Self:
        """The period named by ``text``; ``campaign`` gives the dates of the word ``campaign``.

        Raises ValueError in Chinese when the text names no period.
        """
        if text == "campaign" and campaign:
            return cls(kind=PeriodKind.CAMPAIGN, start=campaign[0], end=campaign[1])
        for kind, form in _FORMS.items():
            if found := form.fullmatch(text):
                return cls._of(kind, *(int(part) for part in found.groups()))
        raise ValueError(f"无法识别的考核期: {text!r}(例: 2023、2023Q2、2023-06、2022-09-H1)")

    @classmethod
    def quarter(cls, year: int, number: int) -> Self:
        """Quarter ``number`` (1–4) of ``year``."""
        return cls._of(PeriodKind.QUARTER, year, number)

    @classmethod
    def month(cls, year: int, number: int) -> Self:
        """Month ``number`` (1–12) of ``year``."""
        return cls._of(PeriodKind.MONTH, year, number)

    @classmethod
    def whole_year(cls, year: int) -> Self:
        """The calendar year."""
        return cls._of(PeriodKind.YEAR, year)

    @classmethod
    def holding(cls, kind: PeriodKind, day: date) -> Self:
        """The period of ``kind`` that ``day`` lies in (not for campaigns)."""
        match kind:
            case PeriodKind.HALF_MONTH:
                return cls._of(kind, day.year, day.month, 1 if day.day <= 15 else 2)
            case PeriodKind.MONTH:
                return cls._of(kind, day.year, day.month)
            case PeriodKind.QUARTER:
                return cls._of(kind, day.year, (day.month + 2) // 3)
            case PeriodKind.YEAR:
                return cls._of(kind, day.year)
            case PeriodKind.CAMPAIGN:
                raise ValueError("专项行动的起止由文件规定")

    @classmethod
    def _of(cls, kind: PeriodKind, year: int, *parts: int) -> Self:
        try:
            return cls(kind=kind, start=_first(kind, year, *parts), end=_last(kind, year, *parts))
        except ValueError as error:
            raise ValueError(f"没有这样的日期: {year}-{parts}") from error

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        match self.kind:
            case PeriodKind.HALF_MONTH:
                return f"{self.start:%Y-%m}-H{1 if self.start.day == 1 else 2}"
            case PeriodKind.MONTH:
                return f"{self.start:%Y-%m}"
            case PeriodKind.QUARTER:
                return f"{self.start.year}Q{self.number}"
            case PeriodKind.YEAR:
                return f"{self.start.year:04d}"
            case PeriodKind.CAMPAIGN:
                return "campaign"

    @property
    def year(self) -> int:
        """The calendar year of the first day."""
        return self.start.year

    @property
    def number(self) -> int:
        """Which quarter or month of the year; 1 for a year or a campaign."""
        match self.kind:
            case PeriodKind.QUARTER:
                return (self.start.month + 2) // 3
            case PeriodKind.MONTH | PeriodKind.HALF_MONTH:
                return self.start.month
            case _:
                return 1

    @property
    def title(self) -> str:
        """As people say it: ``2023年第2季度``."""
        match self.kind:
            case PeriodKind.HALF_MONTH:
                return f"{self.start.year}年{self.start.month}月{'上' if self.start.day == 1 else '下'}半月"
            case PeriodKind.MONTH:
                return f"{self.start.year}年{self.start.month}月"
            case PeriodKind.QUARTER:
                return f"{self.start.year}年第{self.number}季度"
            case PeriodKind.YEAR:
                return f"{self.start.year}年"
            case PeriodKind.CAMPAIGN:
                return f"{self.start}至{self.end}专项行动"

    def months(self) -> tuple["Period", ...]:
        """The calendar months that the period touches, in order."""
        first = self.start.year * 12 + self.start.month - 1
        last = self.end.year * 12 + self.end.month - 1
        return tuple(Period.month(index // 12, index % 12 + 1) for index in range(first, last + 1))

    def split(self, kind: PeriodKind) -> tuple["Period", ...]:
        """The periods of a shorter ``kind`` that the period touches, in order; none of a kind that is not shorter."""
        if LENGTHS.index(kind) >= LENGTHS.index(self.kind):
            return ()
        found = [Period.holding(kind, self.start)]
        while found[-1].end < self.end:
            found.append(Period.holding(kind, found[-1].end + timedelta(days=1)))
        return tuple(found)

    def quarters(self) -> tuple["Period", ...]:
        """The four quarters of the period's year."""
        return tuple(Period.quarter(self.year, number) for number in (1, 2, 3, 4))

    def previous(self) -> "Period | None":
        """The period of the same kind just before; None for a campaign."""
        if self.kind is PeriodKind.CAMPAIGN:
            return None
        return Period.holding(self.kind, self.start - timedelta(days=1))

    def year_before(self) -> "Period":
        """The same period a year earlier; a campaign is moved by a year."""
        if self.kind is PeriodKind.CAMPAIGN:
            return Period(kind=self.kind, start=add_months(self.start, -12), end=add_months(self.end, -12))
        return Period.holding(self.kind, add_months(self.start, -12))


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, clipped to the month's end: 2022-11-30 + 3 → 2023-02-28."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, month_days(year, month)))


def month_days(year: int, month: int) -> int:
    """How many days the month has."""
    return calendar.monthrange(year, month)[1]


def year_start(day: date) -> date:
    """1 January of the day's year."""
    return date(day.year, 1, 1)


def _first(kind: PeriodKind, year: int, *parts: int) -> date:
    match kind:
        case PeriodKind.QUARTER:
            return date(year, parts[0] * 3 - 2, 1)
        case PeriodKind.MONTH:
            return date(year, parts[0], 1)
        case PeriodKind.HALF_MONTH:
            return date(year, parts[0], 1 if parts[1] == 1 else 16)
        case _:
            return date(year, 1, 1)


def _last(kind: PeriodKind, year: int, *parts: int) -> date:
    match kind:
        case PeriodKind.QUARTER:
            return date(year, parts[0] * 3, month_days(year, parts[0] * 3))
        case PeriodKind.MONTH:
            return date(year, parts[0], month_days(year, parts[0]))
        case PeriodKind.HALF_MONTH:
            return date(year, parts[0], 15 if parts[1] == 1 else month_days(year, parts[0]))
        case _:
            return date(year, 12, 31)
