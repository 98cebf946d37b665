"""Procedures of projects (前期手续): who has to act, and how far each has come."""

from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.kinds import State
from xiangmu.plugin.facts import Procedure
from xiangmu.plugin.vocabulary import PROCEDURE_TITLES, ProcedureKind
from xiangmu.services.command import VERSION
from xiangmu.services.of_project import OfProject
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work


class ProcedureRecord(OfProject):
    """记录项目一项前期手续办到哪一步。每种手续一条, 随办随记; 不填的不变。"""

    looks_at = (t.project_procedure,)

    kind: ProcedureKind = Field(title="哪一种手续")
    department: str = Field("", title="办理部门")
    applied_on: date | None = Field(None, title="受理日期", description="尚未受理则不填")
    promised_on: date | None = Field(None, title="承诺办结日期", description="没有承诺则不填")
    done_on: date | None = Field(None, title="办结日期", description="尚未办结则不填")
    version: int | None = VERSION


def procedure_record(work: Work, data: ProcedureRecord) -> UUID:
    """What is known of the procedure now: a new fact, or the one there with what is given put in its place."""
    work.project(data.project)
    before = _before(work, data)
    procedure = _procedure(work, data, before.fact if before else None)
    _check(work, procedure)
    work.require()
    return work.replace(before, procedure) if before else work.append(procedure)


def _before(work: Work, data: ProcedureRecord) -> Live[Procedure] | None:
    found = (live for live in work.find(Procedure, "project_id", data.project) if live.fact.kind is data.kind)
    before = next(found, None)
    if before is not None:
        work.unchanged(before, data.version)
        if before.row["state"] == State.CONFIRMED:
            work.office_only("kind", "更新已确认的手续")
    return before


def _procedure(work: Work, data: ProcedureRecord, before: Procedure | None) -> Procedure:
    return Procedure(
        id=before.id if before else work.fact_id(),
        project=data.project,
        kind=data.kind,
        department=data.department or (before.department if before else ""),
        applied_on=data.applied_on or (before.applied_on if before else None),
        promised_on=data.promised_on or (before.promised_on if before else None),
        done_on=data.done_on or (before.done_on if before else None),
    )


def _check(work: Work, procedure: Procedure) -> None:
    applied, promised, done = procedure.applied_on, procedure.promised_on, procedure.done_on
    title = PROCEDURE_TITLES[procedure.kind]
    if procedure.department:
        work.unit(procedure.department, "department", applied)
    for day, field in ((applied, "applied_on"), (done, "done_on")):
        if day:
            work.past(day, field)
    if applied is None:
        for day, field, what in ((promised, "promised_on", "承诺办结"), (done, "done_on", "办结")):
            if day:
                work.problem(field, Code.REQUIRED, f"{title}于 {day} {what}, 须先填受理日期")
    elif promised and promised < applied:
        work.problem("promised_on", Code.REVERSED, f"{title}在 {applied} 受理, 不能承诺 {promised} 办结")
    if applied and done and done < applied:
        work.problem("done_on", Code.REVERSED, f"{title}在 {applied} 受理, 不能在 {done} 办结")
