"""What the units did: their meetings month by month, praise, criticism and harm."""

from datetime import date, timedelta

from xiangmu.plugin.demo import demo_id
from xiangmu.plugin.facts import Criticism, Harm, Meeting, Praise
from xiangmu.plugin.periods import Period
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.vocabulary import ChairRole, CriticismKind, HarmKind, MeetingKind, PraiseSource, Verifier
from xiangmu_ruzhou.demo.book import Book
from xiangmu_ruzhou.demo.chance import number, pick, workday
from xiangmu_ruzhou.demo.rows import ROWS

NOT_HELD = "."
CHAIRED = {
    "m": (ChairRole.MAIN_LEADER, True),
    "u": (ChairRole.MAIN_LEADER, False),
    "d": (ChairRole.DEPUTY, True),
}
"""What a month's letter says: who chaired the on-site meeting, and whether it solved anything."""

Conduct = Praise | Criticism | Harm


def _event(cells: dict[str, str]) -> Conduct:
    fact = demo_id("ruzhou", cells["what"], cells["unit"], cells["on"], cells["kind"])
    unit, on, matter = cells["unit"], date.fromisoformat(cells["on"]), cells["matter"]
    match cells["what"]:
        case "praise":
            return Praise(id=fact, unit=unit, source=PraiseSource(cells["kind"]), on=on, matter=matter)
        case "criticism":
            return Criticism(id=fact, unit=unit, kind=CriticismKind(cells["kind"]), on=on, matter=matter)
        case "harm":
            by = Verifier(cells["by"])
            return Harm(
                id=fact, unit=unit, kind=HarmKind(cells["kind"]), verified_by=by, on=on, matter=matter
            )
        case what:
            raise ValueError(f"没有这样的事: {what}")


EVENTS = read_table(__package__, "conduct.csv", ("unit", "on", "what", "kind", "by", "matter"), _event)
FIELDS: tuple[tuple[type[Conduct], str], ...] = (
    (Praise, "praises"),
    (Criticism, "criticisms"),
    (Harm, "harms"),
)


def tell(book: Book) -> None:
    """Tell all of it."""
    for event in EVENTS:
        book.add(next(field for sort, field in FIELDS if isinstance(event, sort)), event)
    for row in ROWS:
        for month, letter in zip(Period.whole_year(2023).months(), row.meetings, strict=True):
            _meet(book, row.unit, month, letter)


def _meet(book: Book, unit: str, month: Period, letter: str) -> None:
    """The month's on-site meeting, and now and then one of another sort, which does not stand in for it."""
    if letter != NOT_HELD:
        chair, solved = CHAIRED[letter]
        _held(book, unit, month, MeetingKind.ON_SITE, chair, solved)
    if number(6, unit, str(month), "also") == 0:
        _held(book, unit, month, MeetingKind.STUDY, ChairRole.DEPUTY, solved=True)


def _held(book: Book, unit: str, month: Period, kind: MeetingKind, chair: ChairRole, solved: bool) -> None:
    words = (unit, str(month), kind)
    on = workday(month.start + timedelta(days=7), month.end - timedelta(days=4), *words)
    theirs = book.projects_of(unit, on)
    book.add(
        "meetings",
        Meeting(
            id=demo_id("ruzhou", "meeting", *words),
            unit=unit,
            kind=kind,
            on=on,
            chair=chair,
            solved=solved,
            projects=(pick(theirs, *words),) if theirs else (),
        ),
    )
