"""The other projects of every unit, made up from ``units.csv``, ``themes.csv`` and ``products.csv``.

What a unit is like stands in its row: how many projects it plans and signs in each quarter, whether those start
in time, and what it had under way already.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import Period, PeriodKind, add_months
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.vocabulary import FundSource, FundStep, KeyList, ProjectKind
from xiangmu_ruzhou.demo.book import LAST_DAY, Book, History
from xiangmu_ruzhou.demo.chance import number, pick, workday
from xiangmu_ruzhou.demo.life import NOT_ADMITTED, Life, Theme, tell_course
from xiangmu_ruzhou.demo.rows import LATE, ON_TIME, ROWS, Row
from xiangmu_ruzhou.demo.told import LIVES
from xiangmu_ruzhou.units import UNITS

LADDER = tuple(
    yi(amount)
    for amount in (
        "0.6", "1", "1.2", "1.5", "1.8", "2.2", "2.6", "3.2", "3.8", "4.5", "5.5", "6.8", "8.6", "10.5", "13", "16"
    )
)  # fmt: skip
"""Total investments, from the smallest that is admitted."""
SMALLEST = {ProjectKind.SOCIAL: 0}
TOWNS = tuple(unit.title for unit in UNITS.units if unit.title.endswith(("镇", "乡")))
"""Where the projects of departments lie."""
BATCH_DAYS = (date(2023, 1, 12), date(2023, 4, 12), date(2023, 7, 12), date(2023, 10, 12))
FIRST_LIST = date(2023, 2, 28)


def _products() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for theme, product in read_table(
        __package__, "products.csv", ("theme", "product"), lambda cells: (cells["theme"], cells["product"])
    ):
        found[theme].append(product)
    return {theme: tuple(products) for theme, products in found.items()}


PRODUCTS = _products()
QUARTERS = Period.whole_year(2023).quarters()


class _Names:
    """Names for projects, each given once."""

    def __init__(self) -> None:
        self._given = {life.name for life in LIVES}

    def give(self, theme: Theme, place: str, words: tuple[str, ...]) -> str:
        """A name made of the place and a product of the theme."""
        products = PRODUCTS[theme.key]
        first = number(len(products), *words, "product")
        scale = pick("234568", *words, "scale")
        name = next(
            name
            for phase in ("", "二期", "三期")
            for product in (*products[first:], *products[:first])
            if (name := f"{place}{product.replace('#', scale)}{phase}项目") not in self._given
        )
        self._given.add(name)
        return name


def invent(book: Book) -> None:
    """Tell all of them."""
    names = _Names()
    for row in ROWS:
        for life in _lives(row, names):
            history = tell_course(book, life)
            history.enrolled(life.unit, life.reserved)
            history.close()
            _list(history, life)
            if life.theme.kind in (ProjectKind.INFRASTRUCTURE, ProjectKind.SOCIAL):
                _fund(history, life)


def _lives(row: Row, names: _Names) -> Iterator[Life]:
    told = [life for life in LIVES if life.unit == row.unit and life.admission != NOT_ADMITTED]
    yield from (_older(row, names, index, code) for index, code in enumerate(row.older))
    waiting = []
    outcomes = iter(row.starts)
    for quarter, planned, signed in zip(QUARTERS, row.planned, row.signed, strict=True):
        to_plan = planned - sum(life.reserved in quarter for life in told)
        waiting += [_reserved(row, names, quarter, index) for index in range(to_plan)]
        waiting.sort(key=lambda life: life.reserved)
        for _ in range(signed - sum(life.signed is not None and life.signed in quarter for life in told)):
            ready = waiting.pop(0)
            yield _signed(ready, quarter, next(outcomes, ON_TIME))
    yield from waiting


def _reserved(row: Row, names: _Names, quarter: Period, index: int) -> Life:
    """A project planned in the quarter; the first of a quarter early, so that it can be signed in it."""
    words = (row.unit, str(quarter), str(index))
    last = add_months(quarter.start, 1) if index == 0 else quarter.end - timedelta(days=9)
    return _project(row, names, words, workday(quarter.start, last, *words))


def _project(row: Row, names: _Names, words: tuple[str, ...], reserved: date) -> Life:
    theme = pick(row.themes, *words, "theme")
    least = max(theme.least, SMALLEST.get(theme.kind, 1))
    picks = [number(theme.most - least + 1, *words, "amount", turn) for turn in ("1", "2")]
    # small projects are many, large ones few
    step = max(picks) if number(5, *words, "large") == 0 else min(picks)
    place = row.place or pick(TOWNS, *words, "place")
    return Life(
        key="-".join(words),
        unit=row.unit,
        theme=theme,
        name=names.give(theme, place, words),
        total_yuan=LADDER[least + step],
        flags=theme.flags,
        admission="",
        reserved=reserved,
    )


def _signed(life: Life, quarter: Period, outcome: str) -> Life:
    words = (life.key, "signed")
    signed = workday(max(quarter.start, life.reserved + timedelta(days=20)), quarter.end, *words)
    month = add_months(signed.replace(day=1), pick((2, 3, 3, 4), *words))
    start_by = workday(month, month + timedelta(days=27), *words)
    due = Period.holding(PeriodKind.QUARTER, start_by)
    entered: date | None = None
    if outcome == ON_TIME:
        earliest = max(signed + timedelta(days=25), start_by - timedelta(days=20))
        entered = workday(earliest, min(due.end, start_by + timedelta(days=8)), *words)
    elif outcome == LATE:
        entered = workday(due.end + timedelta(days=9), due.end + timedelta(days=70), *words)
    building = 6 if life.total_yuan <= yi("1.2") else pick((9, 11, 13, 16), *words)
    produce_by = add_months(start_by, building)
    in_time = outcome == ON_TIME and produce_by <= LAST_DAY
    return replace(
        life,
        signed=signed,
        start_by=start_by,
        entered=entered,
        produce_by=produce_by,
        produced=produce_by - timedelta(days=5) if in_time else None,
    )


def _older(row: Row, names: _Names, index: int, code: str) -> Life:
    """A project planned in 2022 whose start or production falls due in a quarter of 2023."""
    what, quarter, outcome = code[0], QUARTERS[int(code[1]) - 1], code[2]
    words = (row.unit, "older", str(index))
    due = workday(quarter.start + timedelta(days=30), quarter.end - timedelta(days=6), *words)
    came: date | None = None
    if outcome == ON_TIME:
        came = workday(due - timedelta(days=20), min(quarter.end, due + timedelta(days=5)), *words)
    elif outcome == LATE:
        came = workday(quarter.end + timedelta(days=12), quarter.end + timedelta(days=75), *words)
    start_by = due if what == "S" else add_months(due, -pick((9, 11, 12), *words))
    reserved = add_months(start_by, -7)
    return replace(
        _project(row, names, words, reserved),
        signed=add_months(start_by, -4),
        start_by=start_by,
        entered=came if what == "S" else start_by,
        produce_by=add_months(due, 13) if what == "S" else due,
        produced=None if what == "S" else came,
    )


def _list(history: History, life: Life) -> None:
    """Large projects stand on key lists, large manufacturing on the provincial 三个一批 list."""
    if life.signed is None:
        return
    listed_on = max(FIRST_LIST, workday(life.signed, life.signed + timedelta(days=20), life.key, "listed"))
    if life.total_yuan >= yi("8"):
        history.listed(KeyList.PROVINCIAL_KEY, listed_on)
    elif life.total_yuan >= yi("2.5"):
        history.listed(KeyList.CITY_KEY, listed_on)
    elif number(3, life.key, "county") == 0:
        history.listed(KeyList.COUNTY_KEY, listed_on)
    if life.theme.kind is ProjectKind.MANUFACTURING and life.total_yuan >= yi("5"):
        for key_list, event in (
            (KeyList.BATCH_SIGNED, life.signed),
            (KeyList.BATCH_STARTED, life.entered),
            (KeyList.BATCH_PRODUCED, life.produced),
        ):
            day = next((day for day in BATCH_DAYS if event and event <= day), None)
            if day and number(3, life.key, key_list):
                history.listed(key_list, day)


def _fund(history: History, life: Life) -> None:
    """Half of the public projects apply for public money; most of those get it."""
    chance = number(8, life.key, "funds")
    if chance >= 4 or life.reserved.year < QUARTERS[0].year:
        return
    source = FundSource.SPECIAL_BOND if chance < 3 else FundSource.CENTRAL_BUDGET
    amount = life.total_yuan * pick((40, 50, 60), life.key, "funds") // 100
    applied = workday(life.reserved + timedelta(days=14), life.reserved + timedelta(days=40), life.key)
    history.funded(FundStep.APPLIED, applied, source, amount)
    if chance:
        approved = workday(applied + timedelta(days=40), applied + timedelta(days=70), life.key)
        history.funded(FundStep.APPROVED, approved, source, amount)
