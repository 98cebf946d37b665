"""Problems raised and followed up, each step when it became known."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from xiangmu.plugin.demo import DemoIssue, DemoIssueStep, demo_id
from xiangmu.plugin.issues import IssueStepKind
from xiangmu.seed.steps import Known, Rank, Step, Telling, evening, morning, request_id
from xiangmu.services.command import Input
from xiangmu.services.issues.closing import IssueConfirm, IssueCrossOff, IssueReopen, IssueSettle
from xiangmu.services.issues.handling import (
    IssueAccept,
    IssueAct,
    IssueAction,
    IssueAssign,
    IssueEscalate,
    IssueInstruct,
)
from xiangmu.services.issues.raising import IssueRaise

K = IssueStepKind


def issue_steps(telling: Telling, issues: tuple[DemoIssue, ...]) -> Iterator[Step]:
    """Steps for all of them."""
    for issue in issues:
        words, given = (issue.policy, "issue", issue.key), demo_id(issue.policy, "issue", issue.key)
        yield Step(
            at=telling.moment(issue.on),
            rank=Rank.RECORD,
            request=request_id(*words),
            data=partial(_raise, issue),
            needs=frozenset((issue.project,) if issue.project else ()),
            gives=given,
        )
        for place, step in enumerate(issue.steps):
            yield Step(
                at=evening(telling.moment(step.on).date()),
                rank=Rank.SETTLE,
                request=request_id(*words, place),
                data=partial(_do, issue, given, step),
                needs=frozenset((given,)),
            )


def _raise(issue: DemoIssue, known: Known) -> Input:
    return IssueRaise(
        policy=issue.policy,
        category=issue.category,
        project=known[issue.project] if issue.project else None,
        unit=issue.unit,
        on=issue.on,
        text=issue.text,
        gravity=issue.gravity,
    )


def _do(issue: DemoIssue, given: UUID, step: DemoIssueStep, known: Known) -> Input:
    return _COMMANDS[step.kind](
        issue, step, {"issue": known[given], "text": step.text, "at": _moment(issue, step)}
    )


def _moment(issue: DemoIssue, step: DemoIssueStep) -> datetime:
    """In the order in which they were told, however many on one day."""
    place = issue.steps.index(step)
    return morning(step.on).replace(minute=place)


_Make = Callable[[DemoIssue, DemoIssueStep, Mapping[str, Any]], Input]


def _acting(action: IssueAction) -> _Make:
    return lambda _, __, of: IssueAct(action=action, **of)


_COMMANDS: Mapping[IssueStepKind, _Make] = {
    K.ACCEPTED: lambda _, __, of: IssueAccept(**of),
    K.ASSIGNED: lambda issue, _, of: IssueAssign(unit=issue.unit, post=issue.post, due=issue.due, **of),
    K.ANSWERED: _acting(IssueAction.ANSWER),
    K.MEASURES: _acting(IssueAction.MEASURES),
    K.PROGRESS: _acting(IssueAction.PROGRESS),
    K.INSTRUCTED: lambda issue, _, of: IssueInstruct(post=issue.post, **of),
    K.ESCALATED: lambda _, __, of: IssueEscalate(rule="beyond", **of),
    K.SETTLED: lambda _, __, of: IssueSettle(**of),
    K.CONFIRMED: lambda _, __, of: IssueConfirm(confirmed=True, **of),
    K.DECLINED: lambda _, __, of: IssueConfirm(confirmed=False, **of),
    K.CROSSED_OFF: lambda _, __, of: IssueCrossOff(**of),
    K.REOPENED: lambda _, __, of: IssueReopen(**of),
}
