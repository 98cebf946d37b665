"""RZ-29 and RZ-37: 2 off for each project late in starting, production or capacity (reading R13)."""

from collections.abc import Iterator

from xiangmu.plugin.facts import Plan
from xiangmu.plugin.happenings import When
from xiangmu.plugin.scoring import Line, ScoringRule, Section
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.vocabulary import PROVINCIAL_BATCH, Stage
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.policy import POLICY
from xiangmu_ruzhou.projects import live
from xiangmu_ruzhou.readings import LateScope, RuzhouSnapshot
from xiangmu_ruzhou.scoring.listings import listing_evidence
from xiangmu_ruzhou.wording import shared

PER_QUARTER = 2
MILESTONES: dict[Stage, When] = {
    Stage.STARTED: milestones.started,
    Stage.PRODUCING: milestones.produced,
    Stage.AT_CAPACITY: milestones.at_capacity,
}


def late_provincial(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """−2 for each project on the provincial list that is late at the quarter's end, once in each quarter."""
    for project in live(snapshot):
        listing = project.listed(*PROVINCIAL_BATCH)
        if listing and (line := _late(snapshot, project, "列入省级“三个一批”")):
            yield Line(
                points=line.points,
                because=line.because,
                evidence=(*line.evidence, listing_evidence(project, listing)),
            )


def late_listed(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """The same for every other admitted project: only 附件4 words it so, and only if the office reads it so."""
    if snapshot.readings.late_scope is LateScope.PROVINCIAL:
        return
    for project in live(snapshot):
        if not project.listed(*PROVINCIAL_BATCH) and (line := _late(snapshot, project, "列入“三个一批”")):
            yield line


def _late(snapshot: RuzhouSnapshot, project: ProjectView, listed: str) -> Line | None:
    """The line for one project; it burdens the unit that has it at the quarter's end."""
    late = [plan for plan in project.plans if _is_late(snapshot, project, plan)]
    share = project.share_on(snapshot.as_of)
    if not late or not share:
        return None
    planned = "、".join(f"{plan.due}{milestones.MILESTONES[plan.milestone]}" for plan in late)
    return Line(
        points=-PER_QUARTER * share,
        because=(
            f"{project.name}{listed}，计划{planned}，到{snapshot.as_of}未实现，"
            f"扣{PER_QUARTER}分{shared(share, PER_QUARTER)}"
        ),
        evidence=tuple(milestones.plan_evidence(project, plan) for plan in late),
    )


def _is_late(snapshot: RuzhouSnapshot, project: ProjectView, plan: Plan) -> bool:
    """Whether a milestone planned since the document was issued (A18) has passed without being reached."""
    when = MILESTONES.get(plan.milestone)
    if when is None or not POLICY.issued_on <= plan.due <= snapshot.as_of:
        return False
    return when(snapshot, project) is None


LATE_PROVINCIAL = ScoringRule(
    key="late_provincial",
    title="省级“三个一批”项目逾期减分",
    clause="RZ-29",
    section=Section.DEDUCTION,
    formula=late_provincial,
)
LATE_LISTED = ScoringRule(
    key="late_listed",
    title="其他“三个一批”项目逾期减分",
    clause="RZ-37",
    section=Section.DEDUCTION,
    formula=late_listed,
)
