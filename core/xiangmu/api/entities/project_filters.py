"""What can be asked of projects beyond what their columns hold."""

import re
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, func, literal, not_, or_, select

from xiangmu.api.entities.enrolments import ADMISSION, ENROLMENT
from xiangmu.api.entities.enums import Flag, KeyList, ProjectKind, Stage, State
from xiangmu.api.entities.facts import live
from xiangmu.api.entities.lists import FUNDING_STEP, LISTING
from xiangmu.api.entities.plans import MONTH_PROGRESS, PLAN
from xiangmu.api.entities.prefixes import UNIT
from xiangmu.api.entities.preparation import ASSIGNMENT, PROCEDURE, YEAR_PLAN
from xiangmu.api.entities.ranges import amounts
from xiangmu.api.entities.stages import STAGE_EVENT, START_EVENT
from xiangmu.api.entities.versions import PROJECT_VERSION
from xiangmu.api.reader.entity import Condition, Entity, Filter, Filters, Some
from xiangmu.api.reader.expressions import among
from xiangmu.api.reader.filters import containing, ids, one_of, truth
from xiangmu.catalog.names import fold_code, fold_name
from xiangmu.db import tables as t
from xiangmu.plugin.periods import month_days
from xiangmu.plugin.vocabulary import STAGE_ORDER

_P = t.project.c
_V = t.project_version.c
SECTOR = re.compile(r"[A-T][0-9]{0,4}")
FACTS = (
    PROJECT_VERSION,
    ENROLMENT,
    ADMISSION,
    STAGE_EVENT,
    START_EVENT,
    PLAN,
    MONTH_PROGRESS,
    LISTING,
    FUNDING_STEP,
    YEAR_PLAN,
    PROCEDURE,
    ASSIGNMENT,
)
"""What is recorded of projects."""


def in_force(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """``column`` of the version that the project's row was made of."""
    standing = case({str(State.CONFIRMED): 2, str(State.CLAIMED): 1}, value=_V.state, else_=0)
    return (
        select(column)
        .where(_V.project_id == _P.id)
        .order_by(
            case((live(t.project_version), 1), else_=0).desc(),
            standing.desc(),
            _V.effective.desc(),
            _V.no.desc(),
            _V.row_id.desc(),
        )
        .limit(1)
        .correlate(t.project)
        .scalar_subquery()
    )


def _waiting(fact: Entity) -> Condition:
    columns = fact.table.c
    claimed = exists().where(
        columns.project_id == _P.id,
        # an expression, so that SQLite looks for the few rows of the project, not among all of the jurisdiction
        columns.jurisdiction.concat("") == _P.jurisdiction,
        live(fact.table),
        columns.state == State.CLAIMED,
    )
    return claimed.correlate(t.project)


CLAIMED = or_(*(_waiting(fact) for fact in FACTS))
"""Something recorded of the project waits for its own jurisdiction to confirm it."""
REGISTERED = select(func.min(_V.no)).where(_V.project_id == _P.id).correlate(t.project).scalar_subquery()
"""The ledger number under which the project was registered."""
_IN_ORDER = (*STAGE_ORDER, *(stage for stage in Stage if stage not in STAGE_ORDER))
ADVANCE = case({str(stage): place for place, stage in enumerate(_IN_ORDER, 1)}, value=_P.stage, else_=0)
"""The place of the project's stage among all stages; 0 before the first."""
BUILDING = [str(stage) for stage in (Stage.STARTED, Stage.BUILDING, Stage.RESUMED)]
"""Whose last event is one of these is under construction."""
_FLAGS = literal(" ") + in_force(_V.flags) + " "


def _in_sector(code: str) -> Condition:
    if not SECTOR.fullmatch(code):
        raise ValueError("须为门类字母, 后面可跟至多四位数字, 如 C、C26")
    return _P.sector.startswith(code)


def _flagged(flags: list[Flag]) -> Condition:
    return or_(False, *(_FLAGS.contains(f" {flag} ", autoescape=True) for flag in flags))


def _listed(lists: list[KeyList]) -> Condition:
    put, off = t.listing, t.listing.alias("off")
    taken_off = exists().where(
        off.c.project_id == put.c.project_id,
        off.c.key_list == put.c.key_list,
        off.c.year.is_not_distinct_from(put.c.year),
        off.c.occurred_on > put.c.occurred_on,
        off.c.delisted,
        _confirmed(off),
    )
    on_it = exists().where(
        put.c.project_id == _P.id,
        among(put.c.key_list, lists),
        not_(put.c.delisted),
        _confirmed(put),
        not_(taken_off.correlate(put)),
    )
    return on_it.correlate(t.project)


def _confirmed(listing: FromClause) -> Condition:
    return and_(listing.c.ended_no.is_(None), listing.c.state == State.CONFIRMED)


def _coded(codes: list[str]) -> Condition:
    columns = t.project_code.c
    carried = among(columns.code, [fold_code(code) for code in codes])
    return exists().where(columns.project_id == _P.id, live(t.project_code), carried).correlate(t.project)


def _standing_at(last: date) -> ColumnElement[Any]:
    """The stage that a project had reached by ``last``, by what the office confirmed."""
    event = t.stage_event.c
    return (
        select(event.stage)
        .where(
            event.project_id == _P.id,
            live(t.stage_event),
            event.state == State.CONFIRMED,
            event.occurred_on <= last,
        )
        .order_by(event.occurred_on.desc(), event.no.desc())
        .limit(1)
        .correlate(t.project)
        .scalar_subquery()
    )


def _owes_progress(month: date) -> Condition:
    """Under construction at the end of the month, and nothing of the month is on record."""
    if month.day != 1:
        raise ValueError("月份须以当月第一天表示, 如 2023-05-01")
    last = month.replace(day=month_days(month.year, month.month))
    reported = t.month_progress.c
    on_record = exists().where(
        reported.project_id == _P.id,
        live(t.month_progress),
        reported.state != State.REJECTED,
        reported.month == month,
    )
    return and_(among(_standing_at(last), BUILDING), not_(on_record.correlate(t.project)))


def _some(fact: Entity) -> Some:
    return Some(
        entity=fact, on=fact.table.c.project_id, key=_P.id, description=f"至少有一条这样的{fact.title}。"
    )


PROJECT_FILTERS: Filters = {
    "jurisdiction": one_of(str, _P.jurisdiction, "辖区的键"),
    "unit": ids(UNIT, _P.unit_id, "填报单位"),
    "kind": one_of(ProjectKind, _P.kind, "类别"),
    "sector": Filter(type=str, description="行业门类或代码的开头,如 C、C26。", where=_in_sector),
    "stage": one_of(Stage, _P.stage, "现在所处的阶段"),
    "total": amounts(_P.total_yuan, "总投资。"),
    "flags": Filter(type=list[Flag], description="标记;任一即可。", where=_flagged),
    "lists": Filter(
        type=list[KeyList], description="现在在哪一名单上,按已确认的事实;任一即可。", where=_listed
    ),
    "text": containing(
        _P.name_folded,
        fold_name,
        "名称含有这段文字,不分全角半角和字母大小写;须同时给出 jurisdiction。",
        beside="jurisdiction",
    ),
    "code": Filter(type=list[str], description="项目代码;任一即可。", where=_coded),
    "owesProgress": Filter(
        type=date,
        description="这个月(以当月第一天表示)应报而没有报送进度的:月末已开工、在建或复工。"
        "按文件查可另给 enrolments,按名单查可另给 lists。",
        where=_owes_progress,
    ),
    "claimed": truth(CLAIMED, "是否有待核的事实。"),
    "versions": _some(PROJECT_VERSION),
    "enrolments": _some(ENROLMENT),
    "admissions": _some(ADMISSION),
    "stages": _some(STAGE_EVENT),
    "starts": _some(START_EVENT),
    "plans": _some(PLAN),
    "progress": _some(MONTH_PROGRESS),
    "listings": _some(LISTING),
    "funding": _some(FUNDING_STEP),
    "yearPlans": _some(YEAR_PLAN),
    "procedures": _some(PROCEDURE),
    "assignments": _some(ASSIGNMENT),
}
