"""What a bulletin prints: sections of sentences, tables and lists. Every view shows this and nothing else."""

from datetime import date

from xiangmu.plugin.schedule import BulletinSection
from xiangmu.plugin.value import value


@value
class Table:
    """Rows of as many cells as there are columns."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@value
class Section:
    """One section; ``remarks`` are the office's own words."""

    key: BulletinSection
    title: str
    text: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    items: tuple[str, ...] = ()
    remarks: str = ""


@value
class Content:
    """A whole bulletin but for its number; ``correction`` is "" where it corrects none."""

    title: str
    issuer: str
    basis: str
    correction: str
    introduction: str
    sections: tuple[Section, ...]


@value
class Paper:
    """A bulletin as it is handed over; ``number`` 0: a draft, which has none yet. ``on``: published or drafted on."""

    content: Content
    year: int
    number: int
    on: date

    @property
    def called(self) -> str:
        """What its file is called."""
        return f"{self.content.title}（{self.issue}）"

    @property
    def issue(self) -> str:
        """Which one it is."""
        return f"{self.year}年第{self.number}期" if self.number else "草稿"


DIGITS = "一二三四五六七八九十"


def numbered(place: int) -> str:
    """The numeral of the section at ``place``, from 0."""
    return DIGITS[place]


LINE = 440
"""Points of a line of text on A4."""


def fitting(text: str, size: int, least: int) -> int:
    """The size in points, no less than ``least``, at which a heading fits on one line; ``size`` if it cannot."""
    fits = LINE * 2 // max(breadth(text), 1)
    return min(size, fits) if fits >= least else size


def breadth(text: str) -> int:
    """How wide the text is, in half-width signs."""
    return sum(1 if sign.isascii() else 2 for sign in text)


def chinese(day: date) -> str:
    """The day as documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"
