"""How an issue stands, and in Chinese why."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from xiangmu.domain.issues.case import Case
from xiangmu.domain.issues.checkpoints import CHECKPOINT_OUTCOME_TITLES, CheckpointOutcome, Mark, marks
from xiangmu.domain.issues.escalation import next_due
from xiangmu.plugin.issues import ISSUE_STATUS_TITLES, IssueStatus, IssueStep, IssueStepKind
from xiangmu.plugin.moments import business_day, in_words
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.value import value

K = IssueStepKind
UNSAID = (CheckpointOutcome.NOT_BEGUN, CheckpointOutcome.UNTIMED, CheckpointOutcome.DROPPED)


@value
class Line:
    """One sentence of an explanation, with the clause that asks for it and the steps that show it."""

    text: str
    clause: str = ""
    evidence: tuple[UUID, ...] = ()
    basis: Basis = Basis.PRINTED


@value
class Standing:
    """Where an issue is: ``due`` is the day by which it is to be settled, ``next_due`` when a rule escalates it."""

    status: IssueStatus
    ledger: str
    level: str
    marks: tuple[Mark, ...]
    due: date | None
    next_due: datetime | None
    explanation: tuple[Line, ...]


def standing(case: Case, now: datetime) -> Standing:
    """How the issue stands at ``now``."""
    current = tuple(marks(case, now))
    ledger = case.rules.ledger(case.course.status)
    return Standing(
        status=case.course.status,
        ledger=ledger.title if ledger else ISSUE_STATUS_TITLES[case.course.status],
        level=case.course.level,
        marks=current,
        due=_settle_by(case, current),
        next_due=next_due(case, now),
        explanation=tuple(_explained(case, current)),
    )


def _settle_by(case: Case, current: tuple[Mark, ...]) -> date | None:
    settled = (mark.due for mark in current if mark.checkpoint.met_by is K.SETTLED and mark.due)
    return case.course.due or min(map(business_day, settled), default=None)


def _explained(case: Case, current: tuple[Mark, ...]) -> Iterator[Line]:
    course = case.course
    ledger = case.rules.ledger(course.status)
    last = tuple(step.id for step in course.steps[-1:])
    where = ledger.title if ledger else ISSUE_STATUS_TITLES[course.status]
    clause = (ledger.clause if ledger else "") or case.rules.clause
    round_ = f", 第 {course.round} 轮" if course.round > 1 else ""
    yield Line(text=f"处于“{where}”{round_}", clause=clause, evidence=last)
    for step in course.steps:
        if step.kind is K.ESCALATED:
            yield _escalated(case, step)
    for mark in current:
        if mark.outcome not in UNSAID:
            yield _marked(case, mark)


def _escalated(case: Case, step: IssueStep) -> Line:
    rule = case.rules.rule(step.rule)
    text = f"{in_words(step.at)} 提级到{case.rules.level(step.level).title}: {step.text}"
    basis = rule.basis if rule else Basis.PRINTED
    return Line(text=text, clause=step.clause, evidence=(step.id,), basis=basis)


def _marked(case: Case, mark: Mark) -> Line:
    checkpoint, due = mark.checkpoint, in_words(mark.due) if mark.due else "不限时"
    done = f", {in_words(mark.met)} 完成" if mark.met else ""
    late = f", 逾期{_for(mark)}" if mark.late else ""
    outcome = CHECKPOINT_OUTCOME_TITLES[mark.outcome]
    evidence = tuple(step.id for step in case.course.steps if mark.met and step.at == mark.met)
    text = f"{checkpoint.title}: 应于 {due} 前{done}, {outcome}{late}"
    return Line(text=text, clause=checkpoint.clause, evidence=evidence, basis=checkpoint.basis)


def _for(mark: Mark) -> str:
    days, rest = mark.late.days, mark.late.seconds
    return (
        f" {days} 天"
        if days
        else f" {max(rest // 3600, 1)} 小时以内"
        if rest < 3600
        else f" {rest // 3600} 小时"
    )
