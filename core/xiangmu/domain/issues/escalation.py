"""What a policy's rules escalate: found again and again with the same outcome until it is on record."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from xiangmu.domain.issues.case import Case
from xiangmu.domain.issues.checkpoints import CHECKPOINT_OUTCOME_TITLES, CheckpointOutcome, Mark, marks
from xiangmu.plugin.issues import GRAVITY_TITLES, Gravity, IssueStepKind
from xiangmu.plugin.moments import in_words
from xiangmu.plugin.supervision import EscalationRule, Trigger
from xiangmu.plugin.value import value

K = IssueStepKind
A_SECOND = timedelta(seconds=1)
OF_GRAVITY: Mapping[Trigger, tuple[Gravity, ...]] = {
    Trigger.MAJOR: (Gravity.MAJOR, Gravity.EXCEPTIONAL),
    Trigger.EXCEPTIONAL: (Gravity.EXCEPTIONAL,),
}


@value
class Owed:
    """An escalation that a rule asks for and that is not on record."""

    rule: EscalationRule
    level: str
    checkpoint: str
    because: str


def owed(case: Case, now: datetime) -> Iterator[Owed]:
    """Everything that is owed, in the order of the rules."""
    if not case.course.open or K.SETTLED in case.course.moments:
        return
    current = tuple(marks(case, now))
    for rule in case.rules.escalations:
        level = target(case, rule)
        if level and _concerns(case, rule):
            for checkpoint, because in _reasons(case, rule, current):
                if (rule.key, checkpoint) not in case.course.acted:
                    yield Owed(rule=rule, level=level, checkpoint=checkpoint, because=because)


def target(case: Case, rule: EscalationRule) -> str:
    """The level that the rule leads to from where the issue is; "" when it is there or higher."""
    levels = case.rules.levels
    height = case.rules.height(case.course.level)
    to = case.rules.height(rule.to) if rule.to else min(height + 1, len(levels) - 1)
    return levels[to].key if to > height else ""


def next_due(case: Case, now: datetime) -> datetime | None:
    """The first moment after which a rule escalates the issue if nothing is done; None when none does."""
    waiting = (mark.due for mark in marks(case, now) if mark.due and not mark.met)
    return next((due for due in sorted(waiting) if any(owed(case, due + A_SECOND))), None)


def _concerns(case: Case, rule: EscalationRule) -> bool:
    return rule.on(case.readings) and (not rule.categories or case.category in rule.categories)


def _reasons(case: Case, rule: EscalationRule, current: tuple[Mark, ...]) -> Iterator[tuple[str, str]]:
    """(checkpoint, reason) for which all triggers hold."""
    others = [trigger for trigger in rule.when if trigger is not Trigger.OVERDUE]
    said = [_because(case, trigger, current) for trigger in others]
    if not all(said):
        return
    if Trigger.OVERDUE not in rule.when:
        yield "", ", ".join(said)
        return
    for mark in current:
        watched = not rule.checkpoints or mark.checkpoint.key in rule.checkpoints
        if watched and mark.outcome is CheckpointOutcome.OVERDUE and mark.due:
            yield mark.checkpoint.key, ", ".join([*said, overdue_in_words(mark)])


def overdue_in_words(mark: Mark) -> str:
    """``办结应于 2019-05-03 23:59 前完成, 已逾期``."""
    due = in_words(mark.due) if mark.due else "某日"
    return f"{mark.checkpoint.title}应于 {due} 前完成, {CHECKPOINT_OUTCOME_TITLES[mark.outcome]}"


def _because(case: Case, trigger: Trigger, current: tuple[Mark, ...]) -> str:
    """In words why the trigger holds; "" when it does not."""
    course = case.course
    match trigger:
        case Trigger.REPEATED if course.repeats:
            return "同一问题此前已经办结, 再次发生"
        case Trigger.REPEATED if course.round > 1:
            return f"办结后第 {course.round - 1} 次重开"
        case Trigger.UNFIXED if K.DECLINED in course.moments:
            return "提出方不认可办理结果, 整改不落实"
        case Trigger.UNFIXED:
            missed = (
                m
                for m in current
                if m.checkpoint.met_by is K.SETTLED and m.outcome is CheckpointOutcome.OVERDUE
            )
            return next((f"整改不落实: {overdue_in_words(mark)}" for mark in missed), "")
        case Trigger.MAJOR | Trigger.EXCEPTIONAL if case.gravity in OF_GRAVITY[trigger]:
            return f"属{GRAVITY_TITLES[case.gravity]}问题"
    return ""
