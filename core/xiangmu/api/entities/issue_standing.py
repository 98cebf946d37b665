"""What follows from the steps of an issue: its state as the policy calls it, its checkpoints, and why."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import strawberry
from strawberry import field

from xiangmu.api.entities.enums import CheckpointOutcome
from xiangmu.api.enums import Basis
from xiangmu.api.reader.entity import Computed, Environment
from xiangmu.db import tables as t
from xiangmu.domain.issues.case import Case
from xiangmu.domain.issues.checkpoints import Mark
from xiangmu.domain.issues.standing import Line, standing
from xiangmu.plugin.issues import Gravity
from xiangmu.services.issues.standings import Head, cases

_I = t.issue.c
STEP = "ist"
"""How the ids of steps begin."""
MINUTE = 60


@strawberry.type(description="一项时限:自某一步起,应在何时之前做到哪一步。")
class IssueCheckpoint:
    """A checkpoint of an issue."""

    key: str = field(description="时限的键;为这个问题约定的办结期限为 agreed。")
    title: str = field(description="名称。")
    outcome: CheckpointOutcome = field(description="完成得怎样。")
    due: datetime | None = field(description="最迟何时,恰在此刻算按时;没有期限或尚未起算的为空。")
    met: datetime | None = field(description="何时做到;没有做到的为空。")
    late_minutes: int = field(description="迟了多少分钟,不足一分钟的算一分钟;没有迟的为 0。")
    clause: str | None = field(description="条款编号;没有条款的为空。")
    basis: Basis = field(description="时限从何而来。")


@strawberry.type(description="问题现状的一句说明。")
class IssueLine:
    """A sentence of an explanation."""

    text: str = field(description="说明。")
    clause: str | None = field(description="条款编号;没有条款的为空。")
    basis: Basis = field(description="规定从何而来。")
    evidence: list[strawberry.ID] = field(description="依据:问题办理记录的标识。")


@strawberry.type(description="问题的现状,由其办理记录、文件的规定和此刻的时间得出。")
class IssueStanding:
    """How an issue stands."""

    ledger: str = field(description="文件对现在这一状态的叫法,如 建账。")
    category_title: str = field(description="类别的名称。")
    level_title: str = field(description="办理层级的名称。")
    round: int = field(description="第几轮办理,从1起;每重开一次加一。")
    checkpoints: list[IssueCheckpoint] = field(description="各项时限。")
    explanation: list[IssueLine] = field(description="说明:处于哪一步、为何在这一级、各项时限怎样。")


def _checkpoint(mark: Mark) -> dict[str, Any]:
    return {
        "key": mark.checkpoint.key,
        "title": mark.checkpoint.title,
        "outcome": str(mark.outcome),
        "due": mark.due,
        "met": mark.met,
        "lateMinutes": -(-int(mark.late.total_seconds()) // MINUTE),
        "clause": mark.checkpoint.clause or None,
        "basis": str(mark.checkpoint.basis),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "text": line.text,
        "clause": line.clause or None,
        "basis": str(line.basis),
        "evidence": [f"{STEP}_{step.hex}" for step in line.evidence],
    }


def _shown(case: Case, now: datetime) -> Mapping[str, Any]:
    stands, category = standing(case, now), case.rules.category(case.category)
    return {
        "ledger": stands.ledger,
        "categoryTitle": category.title if category else case.category,
        "levelTitle": case.rules.level(stands.level).title,
        "round": case.course.round,
        "checkpoints": [_checkpoint(mark) for mark in stands.marks],
        "explanation": [_line(line) for line in stands.explanation],
    }


async def _standings(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[Any]:
    context = environment.context
    heads = [
        Head(id=id_, jurisdiction=jurisdiction, policy=policy, category=category, gravity=Gravity(gravity))
        for id_, jurisdiction, policy, category, gravity in needs
    ]
    known = [head for head in heads if head.policy in context.catalog.policies]
    now = context.clock()
    worked_out = await cases(environment.execute, context.catalog, known, now)
    found = {head.id: _shown(case, now) for head, case in zip(known, worked_out, strict=True)}
    return [found.get(head.id) for head in heads]


STANDING = Computed(
    type="IssueStanding",
    needs=(_I.fact_id, _I.jurisdiction, _I.policy, _I.category, _I.gravity),
    fill=_standings,
)
