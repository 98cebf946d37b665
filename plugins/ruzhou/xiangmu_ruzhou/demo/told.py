"""The projects told one by one: the real ones, and those that show a rule at work.

``projects.csv`` holds their usual course, ``events.csv`` whatever else happened to them.
"""

from collections.abc import Callable, Iterable
from datetime import date

from xiangmu.plugin.money import yi
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import EnrolmentState, FundSource, FundStep, KeyList, Stage, StartKind
from xiangmu_ruzhou.demo.book import Book, History
from xiangmu_ruzhou.demo.life import THEMES, Life, read_flags, tell_course

NO_FLAGS = "-"
PROJECT_COLUMNS = (
    "key",
    "unit",
    "theme",
    "name",
    "total_yi",
    "flags",
    "admission",
    "reserved",
    "signed",
    "start_by",
    "entered",
    "produce_by",
    "produced",
    "sample",
)
EVENT_COLUMNS = ("project", "on", "what", "value", "amount_yi", "detail")


@value
class _Event:
    """One row of ``events.csv``."""

    project: str
    on: date
    what: str
    value: str
    amount_yuan: int
    detail: str


def _life(cells: dict[str, str]) -> Life:
    theme = THEMES[cells["theme"]]
    stated = read_flags(cells["flags"].removeprefix(NO_FLAGS))
    return Life(
        key=cells["key"],
        unit=cells["unit"],
        theme=theme,
        name=cells["name"],
        total_yuan=yi(cells["total_yi"]),
        flags=stated if cells["flags"] else theme.flags,
        admission=cells["admission"],
        reserved=date.fromisoformat(cells["reserved"]),
        signed=_day(cells["signed"]),
        start_by=_day(cells["start_by"]),
        entered=_day(cells["entered"]),
        produce_by=_day(cells["produce_by"]),
        produced=_day(cells["produced"]),
        sample=cells["sample"],
    )


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _event(cells: dict[str, str]) -> _Event:
    return _Event(
        project=cells["project"],
        on=date.fromisoformat(cells["on"]),
        what=cells["what"],
        value=cells["value"],
        amount_yuan=yi(cells["amount_yi"]) if cells["amount_yi"] else 0,
        detail=cells["detail"],
    )


LIVES = read_table(__package__, "projects.csv", PROJECT_COLUMNS, _life)
EVENTS = read_table(__package__, "events.csv", EVENT_COLUMNS, _event)


def tell(book: Book) -> None:
    """Tell every one of them."""
    for life in LIVES:
        events = [event for event in EVENTS if event.project == life.key]
        happened = {event.what for event in events}
        history = tell_course(book, life, reports="INVESTED" not in happened)
        if "ENROLLED" not in happened:
            history.enrolled(life.unit, life.reserved)
        for event in events:
            _teller(event.what)(history, event)
        history.close()


Teller = Callable[[History, _Event], None]


def _teller(what: str) -> Teller:
    for names, teller in _TELLERS:
        if what in names:
            return teller
    raise ValueError(f"没有这样的事: {what}")


def _reached(history: History, event: _Event) -> None:
    history.reached(Stage(event.what), event.on)


def _started(history: History, event: _Event) -> None:
    history.started(StartKind(event.what), event.on)


def _listed(history: History, event: _Event) -> None:
    history.listed(KeyList(event.what), event.on)


def _delisted(history: History, event: _Event) -> None:
    history.listed(KeyList(event.value), event.on, delisted=True)


def _funded(history: History, event: _Event) -> None:
    source, _, applicant = event.value.partition(":")
    step = FundStep(event.what)
    history.funded(step, event.on, FundSource(source), event.amount_yuan, event.detail, applicant)


def _planned(history: History, event: _Event) -> None:
    milestone, _, due = event.value.partition(":")
    history.planned(Stage(milestone), date.fromisoformat(due), event.on, _day(event.detail))


def _invested(history: History, event: _Event) -> None:
    history.invested(event.on, yi(event.value), event.amount_yuan)


def _enrolled(history: History, event: _Event) -> None:
    history.enrolled(event.value, event.on, EnrolmentState(event.detail or EnrolmentState.COUNTED))


def _moved(history: History, event: _Event) -> None:
    history.moved(event.value, event.on)


def _revised(history: History, event: _Event) -> None:
    changes: dict[str, object] = {"total_yuan": event.amount_yuan}
    if event.detail:
        changes["name"] = event.detail
    history.revised(event.on, **changes)


_TELLERS: tuple[tuple[Iterable[str], Teller], ...] = (
    (tuple(Stage), _reached),
    (tuple(StartKind), _started),
    (tuple(KeyList), _listed),
    (tuple(FundStep), _funded),
    (("DELISTED",), _delisted),
    (("PLAN",), _planned),
    (("INVESTED",), _invested),
    (("ENROLLED",), _enrolled),
    (("MOVED",), _moved),
    (("REVISED",), _revised),
)
