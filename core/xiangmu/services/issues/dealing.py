"""Dealing with one issue within a command: its steps so far, those that the command adds, and what follows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from xiangmu.db import tables as t
from xiangmu.db.issues import Issue
from xiangmu.db.kinds import State
from xiangmu.db.ledger import Row
from xiangmu.db.notices import TOPIC_TITLES, Topic
from xiangmu.domain.issues.case import Case
from xiangmu.domain.issues.course import REACHES, Course, course
from xiangmu.domain.issues.escalation import Owed, owed
from xiangmu.domain.issues.moves import obstacles
from xiangmu.domain.issues.standing import Standing, standing
from xiangmu.domain.schedule.workdays import Workdays
from xiangmu.plugin.issues import ISSUE_STATUS_TITLES, IssueStatus, IssueStep, IssueStepKind
from xiangmu.plugin.moments import in_words
from xiangmu.plugin.policy import Policy, Readings
from xiangmu.plugin.supervision import Party, Trigger
from xiangmu.services.outbox import Notice, notify
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

_TOLD = {
    IssueStepKind.RAISED: Topic.ISSUE_RAISED,
    IssueStepKind.ASSIGNED: Topic.ISSUE_RAISED,
    IssueStepKind.ESCALATED: Topic.ISSUE_ESCALATED,
}
FINISHED = (IssueStatus.SETTLED, IssueStatus.CONFIRMED, IssueStatus.CROSSED_OFF, IssueStatus.MERGED)


def readings_today(work: Work, policy: Policy) -> Readings:
    """How the office reads the policy on the day of the command."""
    enabled = [
        row
        for row in work.rows.all(t.enabled_policy)
        if row["policy"] == policy.key and row["since"] <= work.today
    ]
    latest: Row = max(enabled, key=lambda row: row["since"], default={"readings": {}})
    return policy.readings.model_validate(latest["readings"])


def workdays_of(work: Work, jurisdiction: str) -> Workdays:
    """The workdays of the jurisdiction."""
    rows = work.rows.all(t.workday_decision)
    return Workdays(decided={row["day"]: row["works"] for row in rows if row["jurisdiction"] == jurisdiction})


class Dealing:
    """See the module. ``issue`` is the issue as it was, ``steps`` grow."""

    def __init__(
        self, work: Work, issue: Issue, steps: list[IssueStep], live: Live[Issue] | None = None
    ) -> None:
        self._work = work
        self._live = live
        self._new: list[IssueStep] = []
        self.issue = issue
        self.steps = steps
        self.policy = work.catalog.policies[issue.policy]
        self.rules = work.catalog.issue_rules_of(issue.policy)
        self._readings = readings_today(work, self.policy)
        self._workdays = workdays_of(work, self.policy.jurisdiction)

    @classmethod
    def of(cls, work: Work, issue: UUID, path: str = "issue") -> "Dealing":
        """The issue with that identity; work for its jurisdiction from here on. Refuses one that they do not see."""
        found = work.find(Issue, "fact_id", issue)
        if not found:
            work.refuse(path, Code.NOT_FOUND, f"没有问题 {issue}")
        work.about(found[0], path)
        return cls(work, found[0].fact, work.facts(IssueStep, "issue_id", issue), found[0])

    @property
    def course(self) -> Course:
        """Where the steps have brought it."""
        return course(self.steps)

    @property
    def case(self) -> Case:
        """With all that its standing is worked out from."""
        return Case(
            course=self.course,
            category=self.issue.category,
            gravity=self.issue.gravity,
            rules=self.rules,
            readings=self._readings,
            issued_on=self.policy.issued_on,
            workdays=self._workdays,
        )

    def standing(self) -> Standing:
        """How it stands now."""
        return standing(self.case, self._work.now)

    def owed(self) -> tuple[Owed, ...]:
        """What rules escalate now."""
        return tuple(owed(self.case, self._work.now))

    def _owed_by_the_step(self) -> list[Owed]:
        return [one for one in owed(self.case, self.steps[-1].at) if Trigger.OVERDUE not in one.rule.when]

    def moment(self, given: datetime | None) -> datetime:
        """When something was done: now, unless the office enters it later."""
        work, before = self._work, self.steps[-1].at if self.steps else None
        if given is None:
            return work.now
        if work.authority.state is not State.CONFIRMED:
            work.problem("at", Code.NOT_ALLOWED, "只有重点项目办可以补录时间; 不填即为现在")
        elif given > work.now:
            work.problem("at", Code.IN_FUTURE, f"{in_words(given)} 尚未到来")
        elif before and given < before:
            work.problem("at", Code.REVERSED, f"早于上一步({in_words(before)})")
        return given

    def still_open(self) -> None:
        """Note an error unless something is left to do about it."""
        status = self.course.status
        if status in FINISHED:
            self._work.problem("issue", Code.CLOSED, f"问题{ISSUE_STATUS_TITLES[status]}; 如仍未解决请重开")

    def may_move(self, kind: IssueStepKind) -> None:
        """Note an error unless the issue can come to the state that a step of this kind brings about, by them."""
        work = self._work
        for found in obstacles(self.case, kind):
            code = Code.CLOSED if found.past else Code.AGAINST_RULE
            work.problem("issue", code, found.message, found.clause)
        ledger = self.rules.ledger(REACHES[kind])
        if ledger and ledger.by is Party.OFFICE and work.authority.state is not State.CONFIRMED:
            message = f"“{ledger.title}”由重点项目办办理"
            work.problem("issue", Code.AGAINST_RULE, message, ledger.clause or self.rules.clause)

    def add(self, kind: IssueStepKind, at: datetime, **more: Any) -> None:
        """One more step."""
        step = IssueStep(
            id=self._work.new_id(), issue=self.issue.id, place=len(self.steps) + 1, kind=kind, at=at, **more
        )
        self.steps.append(step)
        self._new.append(step)

    def escalate(self, due: Owed, at: datetime) -> None:
        """Put an escalation by rule on record."""
        self.add(
            IssueStepKind.ESCALATED,
            at,
            level=due.level,
            rule=due.rule.key,
            checkpoint=due.checkpoint,
            clause=due.rule.clause,
            text=f"{due.rule.title}: {due.because}",
        )

    def finish(self, **changed: Any) -> UUID:
        """Record the new steps with what rules escalate because of them, and how the issue stands after them.

        What is overdue is the clock's to escalate.
        """
        while found := self._owed_by_the_step():
            self.escalate(found[0], self.steps[-1].at)
        for step in self._new:
            self._work.append(step)
            self._tell(step)
        issue = replace(self.issue, **self._follows(), **changed)
        return self._work.replace(self._live, issue) if self._live else self._work.append(issue)

    def _tell(self, step: IssueStep) -> None:
        """Let the groups know whose it is now, and what went up."""
        topic, unit = _TOLD.get(step.kind), self.course.unit
        if topic is None or (topic is Topic.ISSUE_RAISED and not unit):
            return
        category = self.rules.category(self.issue.category)
        said = step.text if topic is Topic.ISSUE_ESCALATED else self.issue.text
        title = f"{TOPIC_TITLES[topic]}: {category.title if category else self.issue.category}"
        notify(self._work, Notice(topic=topic, title=title, text=said, unit=unit))

    def _follows(self) -> Mapping[str, Any]:
        stands, run = self.standing(), self.course
        return {
            "level": stands.level,
            "status": stands.status,
            "unit": run.unit,
            "post": run.post,
            "person": run.person,
            "due": stands.due,
            "next_due": stands.next_due,
            "closed_on": run.closed_on,
            "merged_into": run.merged_into,
        }
