"""Following up one finding within a command: the finding as it stands, and the steps that the command adds."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.inspections import Finding, FindingStep
from xiangmu.domain.findings import Grounds, because
from xiangmu.plugin.inspections import FindingCategory, FindingStatus
from xiangmu.plugin.vocabulary import FindingStepKind
from xiangmu.services.command import VERSION, Input, Need
from xiangmu.services.issues.dealing import readings_today
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

LONGEST = 2000
UNFIXED = (FindingStatus.POOR, FindingStatus.UNTRUE)


class OfFinding(Input):
    """Base of what is done about a finding."""

    finding: UUID = Field(title="核查发现")
    version: int | None = VERSION

    def needs(self) -> Iterable[Need]:
        """The finding with its steps."""
        yield Need(table=t.finding, column="fact_id", content=self.finding)
        yield Need(table=t.finding_step, column="finding_id", content=self.finding)


class Following:
    """See the module. ``before``: how many steps there are."""

    def __init__(
        self, work: Work, finding: Finding, live: Live[Finding] | None = None, before: int = 0
    ) -> None:
        self._work = work
        self._live = live
        self._before = before
        self.finding = finding
        self.rules = work.catalog.inspection_rules_of(finding.policy)
        self._steps: list[FindingStep] = []

    @classmethod
    def of(cls, work: Work, data: OfFinding) -> "Following":
        """The finding; work for its jurisdiction from here on. Refuses one that they do not see, or that is closed."""
        found = work.find(Finding, "fact_id", data.finding)
        if not found:
            work.refuse("finding", Code.NOT_FOUND, f"没有核查发现 {data.finding}")
        work.about(found[0], "finding")
        work.unchanged(found[0], data.version)
        finding = found[0].fact
        if finding.closed_on:
            work.problem("finding", Code.CLOSED, f"已于 {finding.closed_on} 整改到位, 如再发生请另记一次")
        return cls(work, finding, found[0], len(work.find(FindingStep, "finding_id", finding.id)))

    @property
    def category(self) -> FindingCategory | None:
        """Its category, while the policy states it."""
        return self.rules.category(self.finding.category)

    @property
    def overdue(self) -> bool:
        """Whether the day by which the unit had to report has passed without a report."""
        due = self.finding.due
        return due is not None and due < self._work.today

    def owed(self, *, by_clock: bool = False) -> str:
        """Why the finding goes up now; "" when it does not. Only ``by_clock`` does a deadline that passed count."""
        category, finding = self.category, self.finding
        if category is None or not category.investigated or finding.escalated_on or finding.closed_on:
            return ""
        policy = self._work.catalog.policies[finding.policy]
        grounds = Grounds(
            severe=finding.severe,
            unfixed=finding.status in UNFIXED or (by_clock and self.overdue),
            repeated=finding.other is not None,
        )
        return because(grounds, self.rules.escalate_when(readings_today(self._work, policy)))

    def step(self, kind: FindingStepKind, on: date, **more: Any) -> None:
        """One more step."""
        self._steps.append(
            FindingStep(
                id=self._work.new_id(),
                finding=self.finding.id,
                place=self._before + len(self._steps) + 1,
                kind=kind,
                on=on,
                **more,
            )
        )

    def change(self, **cells: Any) -> None:
        """How the finding stands from here on."""
        self.finding = replace(self.finding, **cells)

    def finish(self, *, by_clock: bool = False) -> UUID:
        """Record the steps, what rules escalate at once, and how the finding stands after them."""
        today = self._work.today
        if why := self.owed(by_clock=by_clock):
            self.step(FindingStepKind.ESCALATED, today, text=why, clause=self.rules.escalation)
            self.change(escalated_on=today)
        for step in self._steps:
            self._work.append(step)
        if self._live:
            return self._work.replace(self._live, self.finding)
        return self._work.append(self.finding)
