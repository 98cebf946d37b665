"""Which projects to show as quick ones and which to expose as slow ones (LX-26).

The clause speaks of projects and prints no measure. Quick is whoever began to produce in the period, by the planned day
if there is one; slow is whoever passed a planned day of start or production. Both are the product's own (DERIVED).
"""

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Plan
from xiangmu.plugin.lists import Member, ProjectList
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import Stage
from xiangmu_lanxian import courses
from xiangmu_lanxian.courses import INVENTORY
from xiangmu_lanxian.policy import POLICY

NODES = ((Stage.STARTED, courses.began, "开工"), (Stage.PRODUCING, courses.producing, "投产"))
"""Planned days that a project is held to, what reaches them, and their names."""


def quick(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Began to produce in the period and not later than planned, the shortest works first."""
    done = courses.producing(snapshot, project)
    if project.terminated or done is None or not INVENTORY(project, snapshot.as_of):
        return None
    plan = project.plan(Stage.PRODUCING)
    if done.on < snapshot.period.start or (plan is not None and done.on > plan.due):
        return None
    start = courses.began(snapshot, project)
    days = (done.on - start.on).days if start else 0
    took = f"，开工后{days}天" if start else ""
    planned = f"，计划{plan.due}" if plan else ""
    return Member(
        because=f"{project.name}于{done.on}投产达效{took}{planned}", evidence=(done.evidence,), order=days
    )


def slow(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Passed a planned day without reaching it, the longest overdue first."""
    if project.terminated or not INVENTORY(project, snapshot.as_of):
        return None
    late = [
        (plan, word)
        for milestone, reached, word in NODES
        if (plan := project.plan(milestone)) is not None
        and plan.due < snapshot.as_of
        and reached(snapshot, project) is None
    ]
    if not late:
        return None
    days = max((snapshot.as_of - plan.due).days for plan, _ in late)
    listed = "、".join(f"计划{plan.due}{word}" for plan, word in late)
    return Member(
        because=f"{project.name}{listed}，到{snapshot.as_of}未实现，逾期{days}天",
        evidence=tuple(_pointer(project, plan, word) for plan, word in late),
        order=-days,
    )


def _pointer(project: ProjectView, plan: Plan, word: str) -> Evidence:
    note = f"{project.name}计划{plan.due}{word}"
    return Evidence(kind=EvidenceKind.PLAN, id=plan.id, project=project.id, on=plan.due, note=note)


SHOWN = (
    ProjectList(
        policy=POLICY.key,
        key="quick",
        title="重点报道：投产达效快的项目（系统推算）",
        clause="LX-26",
        member=quick,
    ),
    ProjectList(
        policy=POLICY.key, key="slow", title="曝光：进展缓慢的项目（系统推算）", clause="LX-26", member=slow
    ),
)
