"""What stands in the way of the next step of an issue: states come in order, and confirmed where that is asked."""

from collections.abc import Iterator

from xiangmu.domain.issues.case import Case
from xiangmu.domain.issues.course import ORDER, REACHES
from xiangmu.plugin.issues import ISSUE_STATUS_TITLES, IssueStatus, IssueStepKind
from xiangmu.plugin.value import value


@value
class Obstacle:
    """Why a step cannot be made; ``past``: because the issue is there already or further."""

    message: str
    clause: str = ""
    past: bool = False


def obstacles(case: Case, kind: IssueStepKind) -> Iterator[Obstacle]:
    """All that stands in the way of a step that brings about a state."""
    course, status, rules = case.course, REACHES[kind], case.rules
    if ORDER.index(course.status) >= ORDER.index(status):
        yield Obstacle(message=f"问题{ISSUE_STATUS_TITLES[course.status]}", past=True)
        return
    confirmed = status is IssueStatus.CROSSED_OFF and rules.confirmed
    for ledger in rules.ledgers:
        before = ORDER.index(ledger.status) < ORDER.index(status)
        missing = before and ledger.required and ledger.status not in course.entered
        if missing and not (confirmed and ledger.status is IssueStatus.CONFIRMED):
            yield Obstacle(
                message=f"尚未经过“{ledger.title}”, 不能跳过", clause=ledger.clause or rules.clause
            )
    if confirmed and IssueStatus.CONFIRMED not in course.entered:
        yield Obstacle(message="提出人尚未回访确认, 不能销号", clause=rules.confirmed)
