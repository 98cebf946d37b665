"""Planned dates: the first plan of a milestone is frozen, later ones are changes with or without approval."""

from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import Plan
from xiangmu.plugin.vocabulary import PLANNED_STAGES, STAGE_TITLES, Stage
from xiangmu.services.of_project import OfProject
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class PlanSet(OfProject):
    """确定一个节点的计划日期; 此后只能变更。"""

    looks_at = (t.plan,)

    milestone: Stage = Field(title="节点", description="开工、竣工、投产、达效")
    due: date = Field(title="计划日期")
    made_on: date = Field(title="定于", description="签约或谋划时定下计划的那一天")


class PlanChange(OfProject):
    """变更一个节点的计划日期。在原日期之前批准的变更才影响是否按期(A9)。"""

    looks_at = (t.plan,)

    milestone: Stage = Field(title="节点")
    due: date = Field(title="新计划日期")
    made_on: date = Field(title="提出于")
    approved_on: date | None = Field(None, title="批准于", description="没有批准则不填")


def plan_set(work: Work, data: PlanSet) -> UUID:
    """The first plan of a milestone."""
    work.project(data.project)
    _check(work, data)
    others = _plans(work, data)
    if others and not work.correcting:
        work.problem("milestone", Code.DUPLICATE, "这一节点已有计划, 请用变更计划")
    elif others and data.made_on >= others[0].made_on:
        work.problem("made_on", Code.REVERSED, f"首次计划须早于 {others[0].made_on} 的变更")
    work.require()
    return work.append(_plan(work, data))


def plan_change(work: Work, data: PlanChange) -> UUID:
    """A later plan of a milestone that has one."""
    work.project(data.project)
    _check(work, data)
    plans = [plan for plan in _plans(work, data) if plan.made_on <= data.made_on]
    if not plans:
        work.refuse("milestone", Code.NOT_FOUND, "这一节点此前没有计划, 请先确定计划")
    current = plans[-1]
    if current.made_on == data.made_on:
        work.problem("made_on", Code.DUPLICATE, f"{data.made_on} 已定过计划; 如有误请更正")
    if data.approved_on:
        work.past(data.approved_on, "approved_on")
        if data.approved_on < data.made_on:
            work.problem("approved_on", Code.REVERSED, f"批准日 {data.approved_on} 早于提出日 {data.made_on}")
        elif data.approved_on > current.due:
            work.warn("approved_on", f"批准时原计划日期 {current.due} 已过, 是否按期仍以原计划计")
    work.require()
    return work.append(_plan(work, data, data.approved_on))


def _check(work: Work, data: PlanSet | PlanChange) -> None:
    if data.milestone not in PLANNED_STAGES:
        allowed = "、".join(STAGE_TITLES[stage] for stage in PLANNED_STAGES)
        work.problem(
            "milestone", Code.MALFORMED, f"{STAGE_TITLES[data.milestone]}没有计划日期, 可填{allowed}"
        )
    work.past(data.made_on, "made_on")
    if data.due < data.made_on:
        work.warn("due", f"计划日期 {data.due} 早于定计划的 {data.made_on}")


def _plans(work: Work, data: PlanSet | PlanChange) -> list[Plan]:
    plans = work.facts(Plan, "project_id", data.project)
    return sorted((p for p in plans if p.milestone is data.milestone), key=lambda plan: plan.made_on)


def _plan(work: Work, data: PlanSet | PlanChange, approved_on: date | None = None) -> Plan:
    return Plan(
        id=work.fact_id(),
        project=data.project,
        milestone=data.milestone,
        due=data.due,
        made_on=data.made_on,
        approved_on=approved_on,
    )
