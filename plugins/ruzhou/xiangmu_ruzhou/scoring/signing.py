"""RZ-21: signing and landing, 20 points (reading R4); RZ-36 words late starts otherwise."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.happenings import Happening
from xiangmu.plugin.points import ZERO
from xiangmu.plugin.scoring import JudgementItem, Line, ScoringRule, Section
from xiangmu.plugin.vocabulary import Stage
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.projects import live
from xiangmu_ruzhou.readings import LateStart, NoneDue, OnTime, RuzhouReadings, RuzhouSnapshot
from xiangmu_ruzhou.scoring.due import Due, credited
from xiangmu_ruzhou.scoring.lines import judged, unused
from xiangmu_ruzhou.tasks import SIGNED, amount_done, done, owed
from xiangmu_ruzhou.wording import number

HALF = 10
WHOLE = Fraction(1)

JUDGED = JudgementItem(key="signing", title="签约后按期开工", least=0, most=HALF, clause="RZ-21")


def signing(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """10 for the signing task in proportion, and 10 for the signed projects that started in time."""
    counted, task = done(snapshot, SIGNED), owed(snapshot, SIGNED)
    reached = amount_done(counted)
    completed = min(WHOLE, reached / task) if task else WHOLE
    because = (
        f"到本季度末应签约{task}个，实际{number(reached)}个，"
        f"记{HALF}×{number(completed)}={number(HALF * completed)}分"
    )
    yield Line(points=HALF * completed, because=because, evidence=counted.evidence)
    if due := tuple(_due(snapshot)):
        yield credited(due, HALF, snapshot.readings.signed_starts, "当季应开工的签约项目")
        yield from unused(snapshot, JUDGED, "当季有应开工的签约项目")
    else:
        nothing_to_follow = task == reached == 0
        yield from _none_due(snapshot, completed, counted.evidence, nothing_to_follow=nothing_to_follow)


def _due(snapshot: RuzhouSnapshot) -> Iterator[Due]:
    """The signed projects whose planned start, as frozen, falls in the quarter."""
    for project in live(snapshot):
        plan = project.plan(Stage.STARTED)
        if plan is None or plan.due not in snapshot.period or project.reached(Stage.SIGNED) is None:
            continue
        if share := project.share_on(plan.due):
            start = milestones.started(snapshot, project)
            evidence = [milestones.plan_evidence(project, plan)]
            if start is not None:
                evidence.append(start.evidence)
            in_time = _in_time(snapshot.readings, start, plan.due)
            yield Due(share=share, done=Fraction(in_time), evidence=tuple(evidence))


def _in_time(readings: RuzhouReadings, start: Happening | None, planned: date) -> bool:
    """Whether a start counts; whatever a snapshot shows has happened by the quarter's end."""
    if start is None:
        return False
    if readings.on_time is OnTime.QUARTER_END or readings.late_start is LateStart.COUNT_IF_STARTED:
        return True
    return start.on <= planned


def _none_due(
    snapshot: RuzhouSnapshot, completed: Fraction, signed: tuple[Evidence, ...], *, nothing_to_follow: bool
) -> Iterator[Line]:
    none_due = "当季没有应开工的签约项目"
    evidence: tuple[Evidence, ...] = ()
    match snapshot.readings.none_due:
        case NoneDue.FULL:
            points, because = Fraction(HALF), f"{none_due}，按口径记{HALF}分"
        case NoneDue.ZERO:
            points, because = ZERO, f"{none_due}，按口径不记分"
        case NoneDue.FOLLOW if nothing_to_follow:
            yield from judged(snapshot, JUDGED, f"到本季度末没有签约任务，也没有签约，{none_due}")
            return
        case NoneDue.FOLLOW:
            points, evidence = HALF * completed, signed
            because = f"{none_due}，随签约完成比例记{HALF}×{number(completed)}={number(points)}分"
    yield Line(points=points, because=because, evidence=evidence)
    yield from unused(snapshot, JUDGED, f"{none_due}，后{HALF}分按口径记分")


SIGNING = ScoringRule(
    key="signing",
    title="签约落地",
    clause="RZ-21",
    section=Section.BASE,
    formula=signing,
    cap=20,
    floor=0,
    judgements=(JUDGED,),
)
