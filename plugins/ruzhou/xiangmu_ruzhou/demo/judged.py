"""What the office judged: preparatory work where nothing was due, and shortfalls of factor support.

``judgements.csv`` holds the points of each quarter: ``-`` where none are asked for, ``?`` where the office has not
decided yet.
"""

from collections.abc import Iterator

from xiangmu.plugin.demo import demo_id
from xiangmu.plugin.facts import Judgement
from xiangmu.plugin.periods import Period
from xiangmu.plugin.tables import read_table
from xiangmu_ruzhou.demo.book import Book
from xiangmu_ruzhou.policy import POLICY
from xiangmu_ruzhou.scoring.service import SHORTFALL

NOT_GIVEN = "-?"
REASONS = {
    "signing": (
        "签约储备项目洽谈深入，落地条件成熟",
        "在谈项目较多，落地条件基本具备",
        "在谈项目少，落地条件不足",
    ),
    "starts": (
        "前期手续基本办结，具备开工条件",
        "前期手续按计划推进，尚余两项未批",
        "前期工作滞后，多项手续未启动",
    ),
    "production": ("设备安装调试接近完成", "主体完工，设备陆续进场", "主体工程进度偏慢"),
}
"""For 8 points and more, for 6 and more, and for less."""


def tell(book: Book) -> None:
    """Tell all of it."""
    for judgements in (*PREPARATION, SHORTFALLS):
        for judgement in judgements:
            book.add("judgements", judgement)


def _year(cells: dict[str, str]) -> tuple[Judgement, ...]:
    return tuple(_prepared(cells))


def _prepared(cells: dict[str, str]) -> Iterator[Judgement]:
    good, fair, poor = REASONS[cells["item"]]
    for period in map(str, Period.whole_year(2023).quarters()):
        points = cells[period.removeprefix("2023")]
        if points not in NOT_GIVEN:
            reason = good if float(points) >= 8 else fair if float(points) >= 6 else poor
            yield _judgement(cells["group"], cells["unit"], period, cells["item"], points, reason)


def _shortfall(cells: dict[str, str]) -> Judgement:
    return _judgement(
        cells["group"],
        cells["unit"],
        cells["period"],
        SHORTFALL.key,
        cells["points"],
        cells["reason"],
        cells["matter"],
    )


def _judgement(
    group: str, unit: str, period: str, item: str, points: str, reason: str, matter: str = ""
) -> Judgement:
    return Judgement(
        id=demo_id("ruzhou", "judgement", group, unit, period, item, matter),
        policy=POLICY.key,
        group=group,
        unit=unit,
        period=period,
        item=item,
        hundredths=round(float(points) * 100),
        reason=reason,
        matter=matter,
    )


PREPARATION = read_table(
    __package__, "judgements.csv", ("group", "unit", "item", "Q1", "Q2", "Q3", "Q4"), _year
)
SHORTFALLS = read_table(
    __package__, "shortfalls.csv", ("group", "unit", "period", "points", "matter", "reason"), _shortfall
)
