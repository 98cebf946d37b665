"""What rows of the ledger put on the agenda: one statement for each table, of what whoever asks may see."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.access.row_rules import RULES
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.kinds import State
from xiangmu.db.listed import among
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import PROCEDURE_TITLES, STAGE_TITLES, ProcedureKind, Stage
from xiangmu.services.agenda.entry import Entry, EntryKind, UnitName, at_end, said, shortened

MOST = 2_000
"""Rows of one table; who has more to do sees the earliest."""
Row = Any
Units = Mapping[UUID, UnitName]
MAIN_STAGES = tuple(Stage)[: tuple(Stage).index(Stage.SUSPENDED)]


@value
class Question:
    """What is asked of every table: rows of ``jurisdictions`` due by ``last``; ``now`` decides what is overdue."""

    catalog: Catalog
    rights: Rights
    jurisdictions: tuple[str, ...]
    first: date
    last: date
    now: datetime
    units: Units


@value
class Source:
    """A table, which of its rows, and what they say."""

    select: Callable[[Question], Select[Any]]
    entries: Callable[[Question, Row], Iterator[Entry]]

    async def read(self, connection: AsyncConnection, question: Question) -> list[Entry]:
        """What it puts on the agenda, in one statement."""
        rows = await connection.execute(self.select(question).limit(MOST), question.rights.parameters)
        return [entry for row in rows for entry in self.entries(question, row)]


def _seen(table: Table, question: Question, *columns: ColumnElement[Any]) -> Select[Any]:
    """Live rows that they see, with the command behind each."""
    live = table.c.ended_no.is_(None)
    standing = and_(live, table.c.state != State.REJECTED) if "state" in table.c else live
    return (
        select(table.c.fact_id, table.c.jurisdiction, table.c.no, t.command.c.recorded_at, *columns)
        .join(t.command, t.command.c.no == table.c.no)
        .where(
            standing,
            among(table.c.jurisdiction, question.jurisdictions),
            RULES[table](question.rights.shape),
        )
    )


def _entry(
    question: Question,
    row: Row,
    kind: EntryKind,
    due: datetime,
    title: str,
    *,
    concerned: Sequence[UUID | None] = (),
    note: str = "",
    late: str = "已过期限",
    **more: Any,
) -> Entry:
    units = [question.units[unit] for unit in concerned if unit is not None and unit in question.units]
    overdue = question.now > due
    return Entry(
        kind=kind,
        key=f"{kind.value}/{row.fact_id}",
        jurisdiction=row.jurisdiction,
        title=title,
        note=note,
        because=f"期限是{said(due)}{f', {late}' if overdue else ''}",
        due=due,
        effective=due,
        overdue=overdue,
        unit=units[0] if units else None,
        units=frozenset(unit.key for unit in units),
        about=row.fact_id,
        no=row.no,
        recorded_at=row.recorded_at,
        **more,
    )


def _issues(question: Question) -> Select[Any]:
    c = t.issue.c
    found = _seen(
        t.issue,
        question,
        c.policy,
        c.category,
        c.unit_id,
        c.project_id,
        c.person_id,
        c.text,
        c.due,
        c.next_due,
    )
    by = or_(c.due <= question.last, c.next_due <= at_end(question.last))
    return found.where(c.closed_on.is_(None), by).order_by(func.coalesce(c.due, question.last), c.fact_id)


def _of_issue(question: Question, row: Row) -> Iterator[Entry]:
    stated = row.policy in question.catalog.policies
    about: dict[str, Any] = {
        "concerned": (row.unit_id,),
        "note": row.text,
        "policy": row.policy,
        "clause": question.catalog.issue_rules_of(row.policy).clause if stated else "",
        "project": row.project_id,
        "person": row.person_id,
    }
    if row.due and row.due <= question.last:
        title = f"解决问题: {shortened(row.text)}"
        yield _entry(question, row, EntryKind.ISSUE, at_end(row.due), title, **about)
    if row.next_due and row.next_due <= at_end(question.last):
        title, late = f"办理问题: {shortened(row.text)}", "已过时限, 等待提级"
        yield _entry(question, row, EntryKind.CHECKPOINT, row.next_due, title, late=late, **about)


def _findings(question: Question) -> Select[Any]:
    c = t.finding.c
    found = _seen(t.finding, question, c.policy, c.unit_id, c.project_id, c.text, c.due)
    return found.where(c.closed_on.is_(None), c.due <= question.last).order_by(c.due, c.fact_id)


def _of_finding(question: Question, row: Row) -> Iterator[Entry]:
    stated = row.policy in question.catalog.policies
    yield _entry(
        question,
        row,
        EntryKind.FINDING,
        at_end(row.due),
        f"整改核查发现: {shortened(row.text)}",
        concerned=(row.unit_id,),
        note=row.text,
        policy=row.policy,
        clause=question.catalog.inspection_rules_of(row.policy).clause if stated else "",
        project=row.project_id,
    )


def _plans(question: Question) -> Select[Any]:
    """The latest plan of each milestone that was not reached."""
    c, reached, later = t.plan.c, t.stage_event, t.plan.alias("later")
    project = t.project.c
    own = (project.name, project.unit_id, project.stage)
    found = _seen(t.plan, question, c.milestone, c.due, c.project_id, *own)
    same = and_(reached.c.project_id == c.project_id, reached.c.stage == c.milestone)
    anew = and_(later.c.project_id == c.project_id, later.c.milestone == c.milestone)
    return (
        found.join(t.project, project.id == c.project_id)
        .where(
            c.due <= question.last,
            project.stage != Stage.TERMINATED,
            ~exists().where(same, reached.c.ended_no.is_(None), reached.c.state != State.REJECTED),
            ~exists().where(
                anew, later.c.made_on > c.made_on, later.c.ended_no.is_(None), later.c.state != State.REJECTED
            ),
        )
        .order_by(c.due, c.fact_id)
    )


def _of_plan(question: Question, row: Row) -> Iterator[Entry]:
    stage = Stage(row.milestone)
    if row.stage in MAIN_STAGES and MAIN_STAGES.index(row.stage) > MAIN_STAGES.index(stage):
        return
    yield _entry(
        question,
        row,
        EntryKind.PLAN,
        at_end(row.due),
        f"{row.name}: 计划{STAGE_TITLES[stage]}",
        concerned=(row.unit_id,),
        late="已过计划日期, 没有到达的记录",
        project=row.project_id,
        stage=stage,
    )


def _procedures(question: Question) -> Select[Any]:
    c = t.project_procedure.c
    found = _seen(
        t.project_procedure,
        question,
        *(c.kind, c.promised_on, c.department_id, c.project_id),
        *(t.project.c.name, t.project.c.unit_id),
    )
    return (
        found.join(t.project, t.project.c.id == c.project_id)
        .where(c.done_on.is_(None), c.promised_on <= question.last)
        .order_by(c.promised_on, c.fact_id)
    )


def _of_procedure(question: Question, row: Row) -> Iterator[Entry]:
    yield _entry(
        question,
        row,
        EntryKind.PROCEDURE,
        at_end(row.promised_on),
        f"{row.name}: 办结{PROCEDURE_TITLES[ProcedureKind(row.kind)]}",
        concerned=(row.department_id, row.unit_id),
        late="已过承诺日期, 没有办结",
        project=row.project_id,
    )


def _decisions(question: Question) -> Select[Any]:
    """Those that became a problem are on the agenda as such."""
    c = t.meeting_decision.c
    found = _seen(t.meeting_decision, question, c.unit_id, c.project_id, c.due, c.text, c.meeting_id)
    due = and_(c.due >= question.first, c.due <= question.last)
    return found.where(c.issue_id.is_(None), due).order_by(c.due, c.fact_id)


def _of_decision(question: Question, row: Row) -> Iterator[Entry]:
    yield _entry(
        question,
        row,
        EntryKind.DECISION,
        at_end(row.due),
        f"议定事项: {shortened(row.text)}",
        concerned=(row.unit_id,),
        note=row.text,
        late="当天已过; 办没办没有另外记录",
        project=row.project_id,
    )


def _drafts(question: Question) -> Select[Any]:
    c, decided = t.publication_draft.c, t.draft_decision
    found = _seen(t.publication_draft, question, c.policy, c.group_key, c.period, c.objections_until)
    is_decided = exists().where(decided.c.draft_id == c.fact_id, decided.c.ended_no.is_(None))
    until = and_(c.objections_until >= question.now, c.objections_until <= at_end(question.last))
    return found.where(until, ~is_decided).order_by(c.objections_until, c.fact_id)


def _of_draft(question: Question, row: Row) -> Iterator[Entry]:
    group = question.catalog.groups.get((row.policy, row.group_key))
    if group is None:
        return
    due = row.objections_until
    yield Entry(
        kind=EntryKind.OBJECTIONS,
        key=f"{EntryKind.OBJECTIONS.value}/{row.fact_id}",
        jurisdiction=row.jurisdiction,
        title=f"{group.title} {row.period} 公布稿: 提出异议截止",
        note=question.catalog.policies[row.policy].title,
        because=f"异议可提到{said(due)}",
        due=due,
        effective=due,
        overdue=False,
        policy=row.policy,
        clause=group.clause,
        units=frozenset(group.units),
        about=row.fact_id,
        no=row.no,
        recorded_at=row.recorded_at,
    )


SOURCES = (
    Source(select=_issues, entries=_of_issue),
    Source(select=_findings, entries=_of_finding),
    Source(select=_plans, entries=_of_plan),
    Source(select=_procedures, entries=_of_procedure),
    Source(select=_decisions, entries=_of_decision),
    Source(select=_drafts, entries=_of_draft),
)
