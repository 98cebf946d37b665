"""RZ-23: production, 20 points (reading R6)."""

from collections.abc import Iterator
from fractions import Fraction

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.money import in_words
from xiangmu.plugin.points import ZERO, ratio
from xiangmu.plugin.scoring import JudgementItem, Line, ScoringRule, Section
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.vocabulary import Stage
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.projects import live
from xiangmu_ruzhou.readings import ProductionReachedBy, RuzhouSnapshot, Weighted
from xiangmu_ruzhou.scoring.due import Due, evidence_of, weight, weight_done
from xiangmu_ruzhou.scoring.lines import judged, unused
from xiangmu_ruzhou.wording import number

FULL = 20
MILESTONE = {
    ProductionReachedBy.PRODUCING: (Stage.PRODUCING, milestones.produced),
    ProductionReachedBy.AT_CAPACITY: (Stage.AT_CAPACITY, milestones.at_capacity),
}

JUDGED = JudgementItem(key="production", title="投产前期工作", least=0, most=10, clause="RZ-23")


def production(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """20 × the mean completion of what was due; with none due a person judges the preparatory work."""
    due = tuple(_due(snapshot))
    words = milestones.MILESTONES[MILESTONE[snapshot.readings.production_reached_by][0]]
    if not due:
        yield from judged(snapshot, JUDGED, f"当季没有应{words}项目")
        return
    mean = ratio(weight_done(due), weight(due))
    because = f"当季应{words}{len(due)}个，已{words}的计1，未{words}的按投资完成比例计，"
    if unknown := sum(item.share == 0 for item in due):
        because += f"{unknown}个未填总投资不计入平均，"
    if mean is None:
        because += "完成比例无从计算，记0分"
    else:
        by = "按总投资加权" if snapshot.readings.weighted is Weighted.BY_INVESTMENT else ""
        because += f"{by}平均{number(mean)}，记{FULL}×{number(mean)}={number(FULL * mean)}分"
    yield Line(points=FULL * (mean or ZERO), because=because, evidence=evidence_of(due))
    yield from unused(snapshot, JUDGED, f"当季有应{words}项目")


def _due(snapshot: RuzhouSnapshot) -> Iterator[Due]:
    """The projects whose planned production, as frozen, falls in the quarter, with their completion.

    One whose completion cannot be computed weighs nothing in the mean (A4).
    """
    milestone, when = MILESTONE[snapshot.readings.production_reached_by]
    for project in live(snapshot):
        plan = project.plan(milestone)
        if plan is None or plan.due not in snapshot.period:
            continue
        share = project.share_on(plan.due)
        if not share:
            continue
        event = when(snapshot, project)
        completed, shown = (Fraction(1), event.evidence) if event else _invested(project)
        if completed is None:
            share = ZERO
        elif snapshot.readings.weighted is Weighted.BY_INVESTMENT:
            share *= project.latest.total_yuan
        yield Due(
            share=share,
            done=completed or ZERO,
            evidence=(milestones.plan_evidence(project, plan), shown),
        )


def _invested(project: ProjectView) -> tuple[Fraction | None, Evidence]:
    """The share of the total that the latest month report shows as invested; None without a total."""
    total = project.latest.total_yuan
    report = next(reversed(project.progress), None)
    invested = report.cumulative_yuan if report else 0
    completed = ratio(invested, total)
    if completed is None:
        said = "未填总投资，不计入平均"
    elif report is None:
        said = "没有投资月报，完成比例计0"
    else:
        completed = min(Fraction(1), completed)
        said = f"到{report.month:%Y-%m}累计完成{in_words(invested)}，占{in_words(total)}的{number(completed)}"
    return completed, Evidence(
        kind=EvidenceKind.PROGRESS if report else EvidenceKind.PROJECT,
        id=report.id if report else project.id,
        project=project.id,
        on=report.month if report else None,
        note=f"{project.name}{said}",
    )


PRODUCTION = ScoringRule(
    key="production",
    title="投产达效情况",
    clause="RZ-23",
    section=Section.BASE,
    formula=production,
    cap=FULL,
    floor=0,
    judgements=(JUDGED,),
)
