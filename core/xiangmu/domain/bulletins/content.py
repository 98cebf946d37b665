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


def chinese(day: date) -> str:
    """The day as documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"
