"""Which facts behind a publication are no longer what they were, and since which command."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db.kinds import kind_of
from xiangmu.plugin import facts as f
from xiangmu.plugin.facts.units import MICRO
from xiangmu.plugin.money import in_words
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import (
    DUTY_TITLES,
    PROCEDURE_TITLES,
    STAGE_TITLES,
    Duty,
    ProcedureKind,
    Stage,
)
from xiangmu.services.stored import Seen

TITLES: dict[type[Any], str] = {
    f.ProjectVersion: "项目属性",
    f.Enrolment: "纳入",
    f.Admission: "准入",
    f.StageReached: "阶段",
    f.Started: "开工",
    f.Plan: "计划",
    f.Progress: "月度投资",
    f.Listing: "名单",
    f.Funding: "资金",
    f.Meeting: "会议",
    f.Praise: "表扬",
    f.Criticism: "批评",
    f.Harm: "损害",
    f.Judgement: "酌情给分",
    f.Ballot: "选票",
    f.YearPlan: "年度计划投资",
    f.Procedure: "前期手续",
    f.ProjectCode: "项目代码",
    f.DuplicateRuling: "重复认定",
    f.Assignment: "责任",
    f.IndicatorReading: "指标读数",
    f.GoalRevision: "目标调整",
    f.Commitment: "公开承诺",
    f.Inspected: "核查",
    f.Finding: "核查发现",
}
FIELDS = {
    "on": "日期",
    "stage": "阶段",
    "kind": "类别",
    "unit": "单位",
    "since": "起日",
    "until": "止日",
    "state": "认定",
    "due": "计划日期",
    "made_on": "定于",
    "approved_on": "批准于",
    "total_yuan": "总投资",
    "amount_yuan": "金额",
    "invested_yuan": "当月投资",
    "cumulative_yuan": "累计投资",
    "year_to_date_yuan": "1月以来投资",
    "picture": "形象进度",
    "next_month_yuan": "下月计划投资",
    "next_month_work": "下月计划",
    "name": "名称",
    "effective": "自",
    "hundredths": "百分之一分",
    "reason": "理由",
    "matter": "事项",
    "solved": "解决问题",
    "projects": "涉及项目",
    "year": "年份",
    "yuan": "计划投资",
    "department": "办理部门",
    "applied_on": "受理于",
    "promised_on": "承诺办结于",
    "done_on": "办结于",
    "code": "代码",
    "other": "另一项目",
    "same": "是否同一项目",
    "duty": "责任",
    "post": "职务",
    "indicator": "指标",
    "period": "期",
    "micro": "读数",
    "target": "目标",
    "goal": "目标值",
    "approver": "批准人",
    "text": "内容",
    "category": "类别",
    "severe": "情节特别严重",
    "steps": "后续处理",
}


WORDS: Mapping[type[Any], Mapping[Any, str]] = {
    Stage: STAGE_TITLES,
    ProcedureKind: PROCEDURE_TITLES,
    Duty: DUTY_TITLES,
}
OF_PROJECT = tuple(
    field.name for field in fields(ProjectView) if field.name not in ("id", "tenures", "admission")
)
OF_UNIT = (
    "meetings",
    "praises",
    "criticisms",
    "harms",
    "judgements",
    "ballots",
    "indicators",
    "assignments",
    "commitments",
    "findings",
)
"""Fields that hold facts."""


@value
class FactDifference:
    """A fact that is not what the publication was made from.

    ``no`` is the later command that recorded or ended it; None when it was changed behind the ledger.
    """

    kind: str
    id: UUID
    project: UUID | None
    what: str
    no: int | None


async def compare(
    connection: AsyncConnection,
    stored: Seen,
    then: tuple[f.Facts, Seen],
    now: tuple[f.Facts, Seen],
    known_no: int,
) -> tuple[FactDifference, ...]:
    """How the facts behind ``stored`` differ from those known at its number, and from those known now."""
    before = _facts_in(stored)
    behind = _differing(before, *then)
    later = {fact: pair for fact, pair in _differing(before, *now).items() if fact not in behind}
    numbers = await _numbers(connection, later, known_no)
    return tuple(
        FactDifference(
            kind=TITLES[type(was or becomes)],
            id=fact,
            project=getattr(was or becomes, "project", None),
            what=_what(was, becomes),
            no=numbers.get(fact),
        )
        for fact, (was, becomes) in sorted({**behind, **later}.items())
    )


Pair = tuple[Any, Any]
"""A fact as it was and as it is; None for one that is not there."""


def _differing(before: dict[UUID, Any], known: f.Facts, seen: Seen) -> dict[UUID, Pair]:
    visible = _facts_in(seen)
    # as the rules see it: a procedure done later than the day seen is not done yet
    everything = {fact.id: fact for name in fields(known) for fact in getattr(known, name.name)} | visible
    changed = {
        fact: (was, everything.get(fact)) for fact, was in before.items() if everything.get(fact) != was
    }
    appeared = {fact: new for fact, new in visible.items() if fact not in before}
    touched = [*(was for was, _ in changed.values()), *appeared.values()]
    moved = {fact.project for fact in touched if isinstance(fact, f.Enrolment)}
    # what a project brings along when its unit changes has not changed itself
    new = {
        fact: (None, appearing)
        for fact, appearing in appeared.items()
        if isinstance(appearing, f.Enrolment) or getattr(appearing, "project", None) not in moved
    }
    return changed | new


def _facts_in(seen: Seen) -> dict[UUID, Any]:
    return {fact.id: fact for fact in _each_fact(seen)}


def _each_fact(seen: Seen) -> Iterator[Any]:
    for deciding in (seen.enrolments, seen.rulings, seen.revisions):
        yield from deciding
    for snapshot in seen.snapshots:
        for project in snapshot.projects:
            yield from filter(None, [project.admission])
            for name in OF_PROJECT:
                yield from getattr(project, name)
        for name in OF_UNIT:
            yield from getattr(snapshot, name)


async def _numbers(connection: AsyncConnection, later: dict[UUID, Pair], known_no: int) -> dict[UUID, int]:
    numbers: dict[UUID, int] = {}
    for of in {type(was or becomes) for was, becomes in later.values()}:
        table = kind_of(of).table
        newest = func.max(func.coalesce(table.c.ended_no, table.c.no))
        since = or_(table.c.no > known_no, table.c.ended_no > known_no)
        of_fact = select(table.c.fact_id, newest).where(since).group_by(table.c.fact_id)
        numbers |= {fact: no for fact, no in await connection.execute(of_fact) if fact in later}
    return numbers


def _what(was: Any, becomes: Any) -> str:
    if was is None:
        return f"新增: {_described(becomes)}"
    if becomes is None:
        return f"不再有: {_described(was)}"
    changed = (name for name in _names(was) if getattr(was, name) != getattr(becomes, name))
    return "; ".join(
        f"{FIELDS.get(name, name)}由 {_said(name, getattr(was, name))} 改为 {_said(name, getattr(becomes, name))}"
        for name in changed
    )


def _described(fact: Any) -> str:
    shown = (name for name in _names(fact) if name in FIELDS and getattr(fact, name) not in ("", None, ()))
    return ", ".join(f"{FIELDS[name]} {_said(name, getattr(fact, name))}" for name in shown)


def _names(fact: Any) -> Iterable[str]:
    return (field.name for field in fields(fact))


def _said(name: str, content: Any) -> str:
    if titles := WORDS.get(type(content)):
        return titles[content]
    if name.endswith("yuan"):
        return in_words(content)
    if name == "micro":
        return str(Fraction(content, MICRO))
    if isinstance(content, bool):
        return "是" if content else "否"
    if isinstance(content, Enum | date | int | str):
        return str(content) or "空"
    return "空" if content is None else f"{len(content)} 项"
