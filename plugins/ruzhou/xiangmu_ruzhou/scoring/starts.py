"""RZ-22: starts of key and publicly funded projects, 20 points (readings R3a, R5, R21); RZ-36 adds county lists."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from xiangmu.plugin.scoring import JudgementItem, Line, ScoringRule, Section
from xiangmu.plugin.snapshot import ProjectView
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.projects import in_scope, live
from xiangmu_ruzhou.readings import JudgementWhen, RuzhouSnapshot, StartsItem
from xiangmu_ruzhou.scoring.due import Due, credited, due_starts, weight, weight_done
from xiangmu_ruzhou.scoring.lines import judged, unused
from xiangmu_ruzhou.tasks import STARTED, amount_done, done, owed
from xiangmu_ruzhou.wording import number

FULL = 20
JUDGED = JudgementItem(key="starts", title="开工前期工作", least=0, most=10, clause="RZ-22")


def starts(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """20 for the due projects that started in time; with none due a person judges the preparatory work."""
    if snapshot.readings.starts_item is StartsItem.TASK:
        yield from _by_task(snapshot)
        return
    within = (p for p in live(snapshot) if in_scope(snapshot.readings, p, snapshot.as_of))
    due = tuple(due_starts(snapshot, within, snapshot.period.start, snapshot.period.end))
    if why := _why_judged(snapshot, due):
        yield from judged(snapshot, JUDGED, why)
        return
    yield credited(due, FULL, snapshot.readings.starts, "当季应开工")
    yield from unused(snapshot, JUDGED, "当季有应开工项目")


def _why_judged(snapshot: RuzhouSnapshot, due: Sequence[Due]) -> str:
    """Why a judgement takes the place of the ratio; "" when it does not."""
    if not due:
        return "当季没有应开工项目"
    if snapshot.readings.judgement_when is JudgementWhen.NONE_DUE or weight_done(due):
        return ""
    return "" if any(_started_in_quarter(snapshot)) else f"当季应开工{number(weight(due))}个，没有新开工项目"


def _started_in_quarter(snapshot: RuzhouSnapshot) -> Iterator[ProjectView]:
    for project in live(snapshot):
        start = milestones.started(snapshot, project)
        if start is None or start.on not in snapshot.period:
            continue
        if in_scope(snapshot.readings, project, snapshot.as_of) and project.share_on(start.on):
            yield project


def _by_task(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """R21's other reading: the starting task of 附件2 in proportion."""
    counted, task = done(snapshot, STARTED), owed(snapshot, STARTED)
    reached = amount_done(counted)
    if task == reached == 0:
        yield from judged(snapshot, JUDGED, "到本季度末没有开工任务，也没有开工")
        return
    completed = min(Fraction(1), reached / task) if task else Fraction(1)
    because = (
        f"到本季度末应开工{task}个，实际{number(reached)}个，"
        f"记{FULL}×{number(completed)}={number(FULL * completed)}分"
    )
    yield Line(points=FULL * completed, because=because, evidence=counted.evidence)
    yield from unused(snapshot, JUDGED, "开工按任务完成比例记分")


STARTS = ScoringRule(
    key="starts",
    title="开工情况",
    clause="RZ-22",
    section=Section.BASE,
    formula=starts,
    cap=FULL,
    floor=0,
    judgements=(JUDGED,),
)
