"""What each unit with a task is like, from ``units.csv``."""

from xiangmu.plugin.tables import read_table
from xiangmu.plugin.value import value
from xiangmu_ruzhou.demo.life import THEMES, Theme

ON_TIME, LATE = "t", "l"


@value
class Row:
    """A unit's row in ``units.csv``.

    ``starts`` has a letter for each project signed, in order: ``t`` in time, ``l`` late, ``n`` not in this year.
    ``older`` has a code for each project of earlier years: what falls due (``P`` production, ``S`` start), in
    which quarter, and how it comes out. ``meetings`` has a letter for each month.
    """

    unit: str
    place: str
    themes: tuple[Theme, ...]
    planned: tuple[int, ...]
    signed: tuple[int, ...]
    starts: str
    older: tuple[str, ...]
    meetings: str


def _row(cells: dict[str, str]) -> Row:
    return Row(
        unit=cells["unit"],
        place=cells["place"],
        themes=tuple(THEMES[theme] for theme in cells["themes"].split(";")),
        planned=tuple(map(int, cells["planned"])),
        signed=tuple(map(int, cells["signed"])),
        starts=cells["starts"],
        older=tuple(cells["older"].split()),
        meetings=cells["meetings"],
    )


COLUMNS = ("unit", "place", "themes", "planned", "signed", "starts", "older", "meetings")
ROWS = read_table(__package__, "units.csv", COLUMNS, _row)
