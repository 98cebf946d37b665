"""The usual course of a project, from plan to production, as facts."""

from datetime import date, timedelta

from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.money import WAN
from xiangmu.plugin.periods import Period, PeriodKind, add_months
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import Flag, ProjectKind, Stage, StartKind
from xiangmu_ruzhou.demo.book import LAST_DAY, Book, History, project_id
from xiangmu_ruzhou.demo.chance import number
from xiangmu_ruzhou.policy import POLICY
from xiangmu_ruzhou.profile import ADMISSION, Attraction, LeadingIndustry, RuzhouProfile

ALL_SAMPLE = "全部为样例"
FIRST_ADMISSION = date(2023, 1, 3)
"""Projects of earlier years were taken in together on the first working day."""
BEFORE_ENTRY = timedelta(days=7)
"""From the substantive start to the library entry."""
APPROVER = "市重点项目办主任"
NOT_ADMITTED = "none"
ATTRACTIONS = tuple(Attraction)


@value
class Theme:
    """What sort of project it is; ``least`` and ``most`` bound its place on the ladder of amounts."""

    key: str
    title: str
    kind: ProjectKind
    sector: str
    flags: tuple[Flag, ...]
    leading: LeadingIndustry
    least: int
    most: int


@value
class Life:
    """The dates of one project's usual course; None for what is not known or not to come.

    ``entered`` is the library entry; the substantive start lies a few days before it.
    """

    key: str
    unit: str
    theme: Theme
    name: str
    total_yuan: int
    flags: tuple[Flag, ...]
    admission: str
    reserved: date
    signed: date | None = None
    start_by: date | None = None
    entered: date | None = None
    produce_by: date | None = None
    produced: date | None = None
    sample: str = ALL_SAMPLE


def read_flags(cell: str) -> tuple[Flag, ...]:
    """Marks separated by ``;``."""
    return tuple(Flag(flag) for flag in cell.split(";") if flag)


def _theme(cells: dict[str, str]) -> Theme:
    return Theme(
        key=cells["theme"],
        title=cells["title"],
        kind=ProjectKind(cells["kind"]),
        sector=cells["sector"],
        flags=read_flags(cells["flags"]),
        leading=LeadingIndustry(cells["leading"]),
        least=int(cells["least"]),
        most=int(cells["most"]),
    )


COLUMNS = ("theme", "title", "kind", "sector", "flags", "leading", "least", "most")
THEMES = {theme.key: theme for theme in read_table(__package__, "themes.csv", COLUMNS, _theme)}


def tell_course(book: Book, life: Life, *, reports: bool = True) -> History:
    """Tell the project's course; without ``reports`` its monthly investment is told elsewhere."""
    history = History(book, life.key, _version(life))
    history.reached(Stage.RESERVED, life.reserved)
    _admit(history, life)
    if life.signed:
        history.reached(Stage.SIGNED, life.signed)
        history.reached(Stage.PRELIMINARY, life.signed + timedelta(days=10))
    made_on = life.signed or life.reserved
    for milestone, due in ((Stage.STARTED, life.start_by), (Stage.PRODUCING, life.produce_by)):
        if due:
            history.planned(milestone, due, made_on)
    if life.entered:
        broke_ground = life.entered - BEFORE_ENTRY
        history.started(StartKind.SUBSTANTIVE, broke_ground)
        history.reached(Stage.STARTED, broke_ground)
        history.started(StartKind.LIBRARY_ENTRY, life.entered)
        if reports:
            _report(history, life, broke_ground)
    if life.produced:
        history.reached(Stage.COMPLETED, life.produced - timedelta(days=21))
        history.reached(Stage.PRODUCING, life.produced)
    return history


def _version(life: Life) -> ProjectVersion:
    profile = RuzhouProfile(
        leading_industry=life.theme.leading,
        attraction=(ATTRACTIONS[number(len(ATTRACTIONS), life.key)],) if life.signed else (),
    )
    return ProjectVersion(
        id=project_id(life.key, "version"),
        project=project_id(life.key),
        effective=life.reserved,
        name=life.name,
        total_yuan=life.total_yuan,
        kind=life.theme.kind,
        sector=life.theme.sector,
        flags=life.flags,
        profile=profile.model_dump(mode="json"),
        unit=life.unit,
        sample=life.sample,
    )


def _admit(history: History, life: Life) -> None:
    if life.admission == NOT_ADMITTED:
        return
    quarter = Period.holding(PeriodKind.QUARTER, life.reserved)
    on = max(FIRST_ADMISSION, min(life.reserved + timedelta(days=9), quarter.end))
    waiver = ADMISSION.waiver(life.admission)
    if waiver is None:
        history.admitted(on)
    else:
        reason = f"{waiver.title}，带动性强，投资额低于一般标准"
        history.admitted(on, life.admission, reason, APPROVER)


def _report(history: History, life: Life, broke_ground: date) -> None:
    """Monthly reports of 2023: even progress towards the planned production, slower where it comes late."""
    done_by = life.produced or life.produce_by
    if done_by is None:
        return
    if life.produced is None:
        done_by += timedelta(days=30 + number(150, life.key, "slow"))

    def spent(until: date) -> int:
        yuan = life.total_yuan * (until - broke_ground).days // max(1, (done_by - broke_ground).days)
        return min(max(0, yuan), life.total_yuan) // WAN * WAN

    month = max(POLICY.starts, broke_ground.replace(day=1))
    while month <= min(done_by, LAST_DAY):
        following = add_months(month, 1)
        history.invested(month, spent(following) - spent(month), spent(following))
        month = following
