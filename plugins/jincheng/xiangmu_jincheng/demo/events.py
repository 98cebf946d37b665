"""What else was recorded: promotion events, procedures, readings, rulings on repeats and one revised goal."""

from datetime import date

from xiangmu.plugin.facts import DuplicateRuling, GoalRevision, IndicatorReading, Meeting, Procedure
from xiangmu.plugin.facts.units import MICRO
from xiangmu.plugin.figures import Amount, told
from xiangmu.plugin.measures import PER_MILLE
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.vocabulary import ChairRole, MeetingKind, ProcedureKind
from xiangmu_jincheng.demo.book import Book, day, id_of, project_id
from xiangmu_jincheng.indicators import INDICATORS
from xiangmu_jincheng.policy import POLICY

COUNTS = {indicator.key: indicator.counts for indicator in INDICATORS}


def _promotion(cells: dict[str, str]) -> Meeting:
    return Meeting(
        id=id_of("promotion", cells["unit"], cells["on"]),
        unit=cells["unit"],
        kind=MeetingKind.PROMOTION,
        on=date.fromisoformat(cells["on"]),
        chair=ChairRole.MAIN_LEADER,
        solved=True,
    )


def _procedure(cells: dict[str, str]) -> Procedure:
    return Procedure(
        id=id_of("procedure", cells["project"], cells["kind"]),
        project=project_id(cells["project"]),
        kind=ProcedureKind(cells["kind"]),
        department=cells["department"],
        applied_on=day(cells["applied"]),
        promised_on=day(cells["promised"]),
        done_on=day(cells["done"]),
    )


def _reading(cells: dict[str, str]) -> IndicatorReading:
    read = told(cells["value"])
    if COUNTS[cells["indicator"]] is Amount.RATE:
        read /= PER_MILLE
    return IndicatorReading(
        id=id_of("reading", cells["indicator"], cells["unit"], cells["period"]),
        indicator=cells["indicator"],
        unit=cells["unit"],
        period=cells["period"],
        micro=int(read * MICRO),
        source="样例读数",
    )


def _ruling(cells: dict[str, str]) -> DuplicateRuling:
    return DuplicateRuling(
        id=id_of("ruling", cells["project"], cells["other"]),
        project=project_id(cells["project"]),
        other=project_id(cells["other"]),
        same=cells["same"] == "yes",
        on=date.fromisoformat(cells["on"]),
        reason=cells["reason"],
    )


REVISION = GoalRevision(
    id=id_of("revision", "cheng-qu", "planned_1yi"),
    policy=POLICY.key,
    target="planned_1yi",
    group="county_zone",
    unit="cheng-qu",
    goal=12,
    effective=date(2019, 7, 1),
    approved_on=date(2019, 6, 28),
    approver="市转型项目建设年领导组办公室主任",
    reason="样例：城区可用建设用地少，核减谋划任务",
)
TABLES = (
    ("meetings", "promotions.csv", ("unit", "on"), _promotion),
    (
        "procedures",
        "procedures.csv",
        ("project", "kind", "department", "applied", "promised", "done"),
        _procedure,
    ),
    ("indicators", "indicators.csv", ("indicator", "unit", "period", "value"), _reading),
    ("rulings", "rulings.csv", ("project", "other", "same", "on", "reason"), _ruling),
)


def tell(book: Book) -> None:
    """Tell all of it."""
    for field, file, columns, build in TABLES:
        for fact in read_table(__package__, file, columns, build):
            book.add(field, fact)
    book.add("goal_revisions", REVISION)
