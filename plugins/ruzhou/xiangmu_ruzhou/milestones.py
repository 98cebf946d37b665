"""When something of a project happened or fell due, as 汝州 counts it (readings R3a, R4, R5, R6)."""

from datetime import date

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Funding, Plan
from xiangmu.plugin.happenings import Happening, reached
from xiangmu.plugin.periods import Period, PeriodKind, add_months
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import FundStep, Stage, StartKind
from xiangmu_ruzhou.projects import PUBLIC_MONEY, admitted_by, in_scope
from xiangmu_ruzhou.readings import FundsLimit, RuzhouReadings, StartRecognisedBy

FUNDS_MONTHS = 3
START_KINDS = {
    StartRecognisedBy.LIBRARY_ENTRY: (StartKind.LIBRARY_ENTRY, "进入固定资产投资库"),
    StartRecognisedBy.SUBSTANTIVE_START: (StartKind.SUBSTANTIVE, "实质性开工"),
}

planned = reached(Stage.RESERVED)
signed = reached(Stage.SIGNED)
at_capacity = reached(Stage.AT_CAPACITY)


def started(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
    """The start that the policy recognises (R3a)."""
    kind, words = START_KINDS[snapshot.readings.start_recognised_by]
    event = project.started(kind)
    if event is None:
        return None
    note = f"{project.name}于{event.on}{words}"
    evidence = Evidence(kind=EvidenceKind.START, id=event.id, project=project.id, on=event.on, note=note)
    return Happening(on=event.on, evidence=evidence)


def produced(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
    """When the project came into production; a project at capacity is in production."""
    first = next((e for e in project.stages if e.stage in (Stage.PRODUCING, Stage.AT_CAPACITY)), None)
    return None if first is None else reached(first.stage)(snapshot, project)


@value
class StartDue:
    """A start that is due ``on`` a day, which decides quarter and unit; in time until ``until``."""

    on: date
    until: date
    evidence: tuple[Evidence, ...]


def start_due(readings: RuzhouReadings, project: ProjectView) -> StartDue | None:
    """When the project's start falls due: by plan, or three months after its funds were issued (R5).

    It falls due once: what comes up after the quarter in which it was due moves nothing.
    """
    plan = project.plan(Stage.STARTED)
    issue = next(iter(project.fundings(FundStep.ISSUED, *PUBLIC_MONEY)), None)
    if plan is not None and (issue is None or _was_due_by_plan(readings, project, plan, issue)):
        return StartDue(on=plan.due, until=quarter_end(plan.due), evidence=(plan_evidence(project, plan),))
    if issue is None:
        return None
    limit = funds_limit(issue.on)
    evidence = (_issue_evidence(project, issue, limit),)
    if plan is None or readings.funds_limit is FundsLimit.REPLACES or _was_due_by_funds(project, plan, limit):
        return StartDue(on=limit, until=limit, evidence=evidence)
    return StartDue(
        on=max(plan.due, limit),
        until=max(quarter_end(plan.due), limit),
        evidence=(plan_evidence(project, plan), *evidence),
    )


def _was_due_by_plan(readings: RuzhouReadings, project: ProjectView, plan: Plan, issue: Funding) -> bool:
    """Whether the planned quarter ended before the funds were issued, with the start being due in it."""
    end = quarter_end(plan.due)
    planned_by_then = (plan.approved_on or plan.made_on) <= end
    return (
        issue.on > end and planned_by_then and admitted_by(project, end) and in_scope(readings, project, end)
    )


def _was_due_by_funds(project: ProjectView, plan: Plan, limit: date) -> bool:
    """Whether the quarter of the limit ended with no plan on record, the start being due in it."""
    end = quarter_end(limit)
    return plan.approved_on is None and plan.made_on > end and admitted_by(project, end)


def funds_limit(issued_on: date) -> date:
    """The last day on which a start counts as in time after funds were issued; that day is in time."""
    return add_months(issued_on, FUNDS_MONTHS)


def quarter_end(day: date) -> date:
    """The last day of the quarter that ``day`` lies in."""
    return Period.holding(PeriodKind.QUARTER, day).end


def plan_evidence(project: ProjectView, plan: Plan) -> Evidence:
    """The plan that binds, as evidence."""
    note = f"{project.name}计划于{plan.due}{MILESTONES[plan.milestone]}"
    return Evidence(kind=EvidenceKind.PLAN, id=plan.id, project=project.id, on=plan.due, note=note)


MILESTONES = {Stage.STARTED: "开工", Stage.PRODUCING: "投产", Stage.AT_CAPACITY: "达效"}


def _issue_evidence(project: ProjectView, issue: Funding, limit: date) -> Evidence:
    note = f"{project.name}的资金于{issue.on}下达，三个月期限到{limit}"
    return Evidence(kind=EvidenceKind.FUNDING, id=issue.id, project=project.id, on=issue.on, note=note)
