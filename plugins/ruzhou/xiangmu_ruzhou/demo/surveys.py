"""Ballots of the enterprises surveyed each quarter on the 18 service departments.

``surveys.csv`` gives what each department is thought of, in per-mille of the full points, and how many
enterprises rated it in each quarter.
"""

from xiangmu.plugin.demo import demo_id
from xiangmu.plugin.facts import Ballot
from xiangmu.plugin.periods import Period
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.value import value
from xiangmu_ruzhou.demo.book import Book
from xiangmu_ruzhou.demo.chance import number
from xiangmu_ruzhou.policy import POLICY

FULL = {"attitude": 20, "efficiency": 40, "quality": 40}
SPREAD = 130
"""How far one enterprise's view lies around the department's level, in per-mille."""


@value
class _Department:
    unit: str
    level: int
    ballots: tuple[int, ...]


def _department(cells: dict[str, str]) -> _Department:
    return _Department(
        unit=cells["unit"], level=int(cells["level"]), ballots=tuple(map(int, cells["ballots"].split()))
    )


DEPARTMENTS = read_table(__package__, "surveys.csv", ("unit", "level", "ballots"), _department)


def tell(book: Book) -> None:
    """Tell every ballot; an enterprise gives whole points."""
    for quarter, period in enumerate(Period.whole_year(2023).quarters()):
        for department in DEPARTMENTS:
            for enterprise in range(department.ballots[quarter]):
                words = (str(period), department.unit, str(enterprise))
                book.add(
                    "ballots",
                    Ballot(
                        id=demo_id("ruzhou", "ballot", *words),
                        policy=POLICY.key,
                        period=str(period),
                        unit=department.unit,
                        **{
                            part: _points(full, department.level, *words, part) for part, full in FULL.items()
                        },
                    ),
                )


def _points(full: int, level: int, *words: str) -> int:
    """Hundredths of a point."""
    view = level + number(SPREAD, *words) - SPREAD // 2
    return 100 * min(full, round(full * view / 1000))
