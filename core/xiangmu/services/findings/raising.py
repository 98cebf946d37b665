"""Raising a finding: what is wrong, whose it is to rectify, and which facts it contradicts."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.inspections import DisputedFact, Finding, Inspection
from xiangmu.plugin.facts import Progress, StageReached, Started
from xiangmu.plugin.inspections import Contradicted, FindingStatus, InspectionRules
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.vocabulary import FindingStepKind, Stage, StartKind
from xiangmu.services.attaching import ATTACHMENTS, attach, attachment_needs
from xiangmu.services.command import Input, Need
from xiangmu.services.corrections import FactKind
from xiangmu.services.findings.following import LONGEST, Following
from xiangmu.services.inspections import inspectable
from xiangmu.services.issues.dealing import readings_today
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

STARTED_TABLES = (t.stage_event, t.start_event, t.month_progress)


class FindingRaise(Input):
    """记录核查发现的一个问题: 哪一类, 关于哪个项目, 由哪个单位整改。虚假开工、虚报投资的, 有关事实随即列为存疑。"""

    policy: str = Field(title="文件")
    category: str = Field(title="类别的键", description="见 inspectionRules")
    unit: str = Field(title="责任单位")
    project: UUID | None = Field(None, title="项目", description="不涉及具体项目的不填")
    inspection: UUID | None = Field(None, title="核查", description="在哪次核查中发现; 平时发现的不填")
    on: date = Field(title="发现日期")
    text: str = Field(title="问题", max_length=LONGEST)
    severe: bool = Field(False, title="是否情节特别严重")
    attachments: tuple[UUID, ...] = ATTACHMENTS

    def needs(self) -> Iterable[Need]:
        """The project with what may be contradicted, the inspection, and earlier findings of the same problem."""
        yield Need(table=t.finding, column="problem", content=problem_of(self))
        if self.project:
            yield Need(table=t.project, column="id", content=self.project)
            for table in (t.finding, *STARTED_TABLES):
                yield Need(table=table, column="project_id", content=self.project)
        if self.inspection:
            yield Need(table=t.inspection, column="fact_id", content=self.inspection)
        yield from attachment_needs(self.attachments)


def problem_of(data: FindingRaise) -> str:
    """Equal for the same kind of problem of one unit."""
    return f"{data.policy} {data.category} {data.unit}"


def finding_raise(work: Work, data: FindingRaise) -> UUID:
    """The finding is on record; what the rules escalate at once goes up at once."""
    policy = work.policy(data.policy)
    rules = work.catalog.inspection_rules_of(policy.key)
    _check(work, data, rules)
    work.require()
    earlier = _same(work, data, policy, rules)
    finding = Finding(
        id=work.new_id(),
        policy=policy.key,
        inspection=data.inspection,
        project=data.project,
        unit=data.unit,
        problem=problem_of(data),
        category=data.category,
        on=data.on,
        text=data.text,
        severe=data.severe,
        status=FindingStatus.FOUND,
        due=None,
        escalated_on=None,
        other=earlier.id if earlier else None,
        closed_on=None,
    )
    following = Following(work, finding)
    category = following.category
    following.step(FindingStepKind.FOUND, data.on, text=data.text, clause=category.clause if category else "")
    following.finish()
    attach(work, t.finding, finding.id, data.attachments)
    if data.project and category and category.contradicts:
        _dispute(work, finding, data.project, category.contradicts)
    return finding.id


def _check(work: Work, data: FindingRaise, rules: InspectionRules) -> None:
    category = rules.category(data.category)
    if category is None:
        known = "、".join(f"{one.key}({one.title})" for one in rules.categories)
        work.problem("category", Code.UNKNOWN_ITEM, f"没有类别 {data.category}, 现有: {known}")
    if data.project:
        inspectable(work, data.project, "project")
    elif category and category.contradicts:
        work.problem("project", Code.REQUIRED, f"{category.title}须写明是哪个项目", category.clause)
    work.unit(data.unit, on=data.on)
    work.past(data.on)
    if not data.text:
        work.problem("text", Code.REQUIRED, "须写明是什么问题")
    if data.inspection:
        found = work.facts(Inspection, "fact_id", data.inspection)
        if not found or found[0].policy != data.policy:
            work.problem("inspection", Code.NOT_FOUND, f"没有核查 {data.inspection}")


def _same(work: Work, data: FindingRaise, policy: Policy, rules: InspectionRules) -> Finding | None:
    """The latest earlier finding of the same problem, as the office reads its policy (L3)."""
    of_project = rules.same_project(readings_today(work, policy))
    if of_project and data.project is None:
        return None
    found = (
        work.facts(Finding, "project_id", data.project)
        if of_project
        else work.facts(Finding, "problem", problem_of(data))
    )
    earlier = [
        one
        for one in found
        if (one.policy, one.category) == (data.policy, data.category) and one.on < data.on
    ]
    return max(earlier, key=lambda one: (one.on, one.id), default=None)


def _dispute(work: Work, finding: Finding, project: UUID, what: Contradicted) -> None:
    """List the facts that cannot be so if the finding is right. They count until the office decides."""
    for kind, fact in _contradicted(work, project, what, finding.on):
        work.append(
            DisputedFact(id=work.new_id(), finding=finding.id, project=project, kind=kind, disputed=fact.id)
        )


def _contradicted(work: Work, project: UUID, what: Contradicted, on: date) -> Iterable[tuple[FactKind, Any]]:
    """A start: the stage, the substantive start and the entry into the library, not the ceremony. Investment: the
    latest month reported, which holds the cumulative figure."""
    if what is Contradicted.INVESTMENT:
        reports = [one for one in work.facts(Progress, "project_id", project) if one.month <= on]
        latest = max(reports, key=lambda one: one.month, default=None)
        return [(FactKind.PROGRESS, latest)] if latest else []
    stages = (one for one in work.facts(StageReached, "project_id", project) if one.stage is Stage.STARTED)
    starts = (one for one in work.facts(Started, "project_id", project) if one.kind is not StartKind.CEREMONY)
    return [
        *((FactKind.STAGE, one) for one in stages if one.on <= on),
        *((FactKind.START, one) for one in starts if one.on <= on),
    ]
