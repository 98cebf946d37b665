"""How the procedures of projects stand: which apply, what is missing, what is late, and how long they took."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from statistics import median
from uuid import UUID

from xiangmu.catalog import Catalog
from xiangmu.domain.fold import Board
from xiangmu.domain.schedule.counting import WorkdayCount
from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Procedure
from xiangmu.plugin.lists import pointer
from xiangmu.plugin.periods import year_start
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.procedures import (
    FINISHED,
    Limited,
    ProcedureGroup,
    ProcedureRule,
    ProcedureStanding,
    ProcedureState,
)
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import PROCEDURE_TITLES, ProcedureKind


@value
class Together:
    """The procedures of a project that go on at the same time, and whether they did."""

    group: ProcedureGroup
    kinds: tuple[ProcedureKind, ...]
    at_once: bool
    """At least two were in hand on the same day."""
    same_day: bool
    """All were applied for, on one and the same day."""
    because: str


@value
class ProjectProcedures:
    """A project with the procedures that apply to it, in the order stated."""

    project: UUID
    name: str
    units: tuple[str, ...]
    """Those that it is enrolled for on the day."""
    standings: tuple[ProcedureStanding, ...]
    together: tuple[Together, ...]
    whole: Evidence
    """The project itself."""

    def evidence(self, standing: ProcedureStanding) -> tuple[Evidence, ...]:
        """The record, or where there is none the project."""
        record = standing.record
        if record is None:
            return (self.whole,)
        return (
            Evidence(
                kind=EvidenceKind.PROCEDURE,
                id=record.id,
                project=self.project,
                on=record.done_on or record.applied_on,
                note=standing.because,
            ),
        )


@value
class Efficiency:
    """How fast those done this year were: those ``limited`` had a limit, ``in_time`` of them kept it."""

    done: int
    median_workdays: Fraction | None
    limited: int
    in_time: int

    @property
    def share(self) -> Fraction | None:
        """How many of a hundred were in time; None where none had a limit."""
        return Fraction(100 * self.in_time, self.limited) if self.limited else None


@value
class OfDepartment:
    """What a department ("": nobody is named) has to do, had to do and did."""

    department: str
    counts: Mapping[ProcedureState, int]
    efficiency: Efficiency
    outstanding: tuple[tuple[ProjectProcedures, ProcedureStanding], ...]
    """What is missing or overdue, the latest first."""


def standings_of(
    rules: Iterable[ProcedureRule], board: Board, project: ProjectView, counting: WorkdayCount
) -> tuple[ProcedureStanding, ...]:
    """How each procedure stands that applies to ``project`` on the board's day."""
    day = board.as_of
    return tuple(_standing(rule, board, project, counting) for rule in rules if rule.applies(project, day))


def procedures_of(catalog: Catalog, board: Board, counting: WorkdayCount) -> tuple[ProjectProcedures, ...]:
    """Every live project to which any procedure applies, by name."""
    rules = catalog.procedures_of(board.policy)
    found = []
    for project in board.whole.live_projects():
        if standings := standings_of(rules, board, project, counting):
            found.append(
                ProjectProcedures(
                    project=project.id,
                    name=project.name,
                    units=board.claimants.get(project.id, ()),
                    standings=standings,
                    together=tuple(_together(standings, board.as_of)),
                    whole=pointer(project),
                )
            )
    return tuple(sorted(found, key=lambda one: (one.name, one.project)))


def efficiency_of(board: Board, standings: Iterable[ProcedureStanding]) -> Efficiency:
    """Of those done in the year of the board's period so far."""
    first = year_start(board.period.start)
    done = [one for one in standings if one.record and one.record.done_on and one.record.done_on >= first]
    took = [Fraction(one.workdays) for one in done if one.workdays is not None]
    limited = [one for one in done if one.limited]
    return Efficiency(
        done=len(done),
        median_workdays=median(took) if took else None,
        limited=len(limited),
        in_time=sum(one.state is ProcedureState.DONE for one in limited),
    )


def departments_of(
    catalog: Catalog, board: Board, found: Iterable[ProjectProcedures]
) -> tuple[OfDepartment, ...]:
    """Every department that has anything to do with them, in the order of the city's units; nobody named last."""
    by: dict[str, list[tuple[ProjectProcedures, ProcedureStanding]]] = defaultdict(list)
    for one in found:
        for standing in one.standings:
            by[standing.department].append((one, standing))
    order = [unit.key for unit in catalog.city_of(board.policy).units.units] + [""]
    return tuple(
        OfDepartment(
            department=key,
            counts=Counter(standing.state for _, standing in by[key]),
            efficiency=efficiency_of(board, (standing for _, standing in by[key])),
            outstanding=tuple(sorted(filter(_outstanding, by[key]), key=lambda pair: -pair[1].late)),
        )
        for key in order
        if key in by
    )


def _outstanding(pair: tuple[ProjectProcedures, ProcedureStanding]) -> bool:
    return pair[1].state in (ProcedureState.MISSING, ProcedureState.OVERDUE)


def _standing(
    rule: ProcedureRule, board: Board, project: ProjectView, counting: WorkdayCount
) -> ProcedureStanding:
    record, day = project.procedure(rule.kind), board.as_of
    applied = record.applied_on if record else None
    if record is None or applied is None:
        needed = rule.needed(project, day)
        return ProcedureStanding(
            rule=rule,
            state=ProcedureState.MISSING if needed else ProcedureState.NOT_NEEDED,
            department=(record.department if record else "") or rule.department,
            record=record,
            promised_on=None,
            statutory_on=None,
            workdays=None,
            late=0,
            because=f"{_said(project, rule)}{'应办, 尚未受理' if needed else '尚未到办理的时候'}",
        )
    promised = record.promised_on or _by(rule.promised, board, applied, counting)
    statutory = _by(rule.statutory, board, applied, counting)
    until = record.done_on or day
    limits = [limit for limit in (promised, statutory) if limit is not None]
    overdue = bool(limits) and until > min(limits)
    workdays = counting.between(applied, until)
    late = counting.between(min(limits), until) if overdue else 0
    return ProcedureStanding(
        rule=rule,
        state=_state(record, overdue=overdue),
        department=record.department or rule.department,
        record=record,
        promised_on=promised,
        statutory_on=statutory,
        workdays=workdays,
        late=late,
        because=_said(project, rule)
        + _course(record, until, workdays)
        + _against(rule, promised, statutory, until, late),
    )


def _by(limited: Limited, board: Board, applied: date, counting: WorkdayCount) -> date | None:
    limit = limited(board.readings) if callable(limited) else limited
    return None if limit is None else counting.last_day(limit, applied)


def _state(record: Procedure, *, overdue: bool) -> ProcedureState:
    if record.done_on is None:
        return ProcedureState.OVERDUE if overdue else ProcedureState.IN_PROGRESS
    return ProcedureState.DONE_LATE if overdue else ProcedureState.DONE


def _said(project: ProjectView, rule: ProcedureRule) -> str:
    return f"{project.name}的{PROCEDURE_TITLES[rule.kind]}"


def _course(record: Procedure, until: date, workdays: int) -> str:
    if record.done_on:
        return f"于{record.applied_on}受理、{record.done_on}办结, 用{workdays}个工作日"
    return f"于{record.applied_on}受理, 到{until}已{workdays}个工作日"


def _against(
    rule: ProcedureRule, promised: date | None, statutory: date | None, until: date, late: int
) -> str:
    own = ", 文件未定期限" if rule.statutory_basis is Basis.LAW else ""
    passed = [
        f"{title}{limit}{source}"
        for title, limit, source in (
            ("承诺期限", promised, ""),
            ("法定期限", statutory, f"({rule.source}{own})"),
        )
        if limit is not None and until > limit
    ]
    return f", 超过{'、'.join(passed)}, 逾期{late or '不足1'}个工作日" if passed else ""


def _together(standings: Iterable[ProcedureStanding], day: date) -> Iterator[Together]:
    members: dict[str, list[ProcedureStanding]] = defaultdict(list)
    for standing in standings:
        if standing.rule.group:
            members[standing.rule.group.key].append(standing)
    for some in members.values():
        group = some[0].rule.group
        if group is None or len(some) < 2:
            continue
        spans = [span for one in some if (span := _span(one, day))]
        at_once = any(_overlap(one, other) for n, one in enumerate(spans) for other in spans[:n])
        same_day = len(spans) == len(some) and len({first for first, _ in spans}) == 1
        done = sum(one.state in FINISHED for one in some)
        how = "同日一并受理" if same_day else "有同时在办的" if at_once else "没有同时在办的"
        yield Together(
            group=group,
            kinds=tuple(one.rule.kind for one in some),
            at_once=at_once,
            same_day=same_day,
            because=f"{group.title}: 共{len(some)}项, 已受理{len(spans)}项, 办结{done}项, {how}",
        )


def _span(standing: ProcedureStanding, day: date) -> tuple[date, date] | None:
    record = standing.record
    if record is None or record.applied_on is None:
        return None
    return record.applied_on, record.done_on or day


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
