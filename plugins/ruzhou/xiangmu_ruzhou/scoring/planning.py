"""RZ-20: planning and reserve, 20 points (reading R3)."""

from collections.abc import Iterator
from fractions import Fraction

from xiangmu.plugin.money import in_words, yi
from xiangmu.plugin.points import ZERO
from xiangmu.plugin.policy import Switch
from xiangmu.plugin.scoring import Line, ScoringRule, Section
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.projects import is_industrial, live
from xiangmu_ruzhou.readings import RuzhouReadings, RuzhouSnapshot, Tiers
from xiangmu_ruzhou.scoring.lines import held
from xiangmu_ruzhou.tasks import PLANNED, amount_done, done, owed
from xiangmu_ruzhou.wording import number, shared

TASK_POINTS = 10
PER_MISSING = 2
MOST_ADDED = 10
TIERS = ((yi(5), 4, "5亿元以上"), (yi(2), 2, "2亿元以上"))


def planning(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """Task met: 10 and the additions. Task missed: 2 off for each missing project, no additions."""
    counted, task = done(snapshot, PLANNED), owed(snapshot, PLANNED)
    reached = amount_done(counted)
    so_far = f"到本季度末应谋划储备{task}个，实际{number(reached)}个"
    if reached >= task:
        because = f"{so_far}，完成任务，记{TASK_POINTS}分"
        yield Line(points=Fraction(TASK_POINTS), because=because, evidence=counted.evidence)
    else:
        full = int(snapshot.readings.planning_deducts_from)
        missing = task - reached
        left = full - PER_MISSING * missing
        because = f"{so_far}，少{number(missing)}个，{full}-{PER_MISSING}×{number(missing)}={number(left)}分"
        yield Line(points=left, because=because, evidence=counted.evidence)
        yield from held("谋划任务", left, 0, None)
        if snapshot.readings.additions_when_missed is Switch.OFF:
            return
    additions = tuple(_additions(snapshot))
    yield from additions
    yield from held("大项目加分", sum((line.points for line in additions), ZERO), None, MOST_ADDED)


def _additions(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """One line for each large industrial project planned in the quarter; the projects are part of the count."""
    for project in live(snapshot):
        event = milestones.planned(snapshot, project)
        if event is None or event.on not in snapshot.period:
            continue
        version, share = project.on(event.on), project.share_on(event.on)
        if not share or not is_industrial(snapshot.readings, version):
            continue
        points, tier = _tier(snapshot.readings, version.total_yuan)
        if points:
            because = (
                f"{event.evidence.note}，总投资{in_words(version.total_yuan)}，"
                f"属{tier}产业项目，加{points}分{shared(share, points)}"
            )
            yield Line(points=points * share, because=because, evidence=(event.evidence,))


def _tier(readings: RuzhouReadings, total_yuan: int) -> tuple[int, str]:
    reached = [(points, words) for least, points, words in TIERS if total_yuan >= least]
    if not reached:
        return 0, ""
    points, words = reached[0]
    return (sum(p for p, _ in reached) if readings.tiers is Tiers.STACKED else points), words


PLANNING = ScoringRule(
    key="planning",
    title="谋划储备",
    clause="RZ-20",
    section=Section.BASE,
    formula=planning,
    cap=20,
    floor=0,
)
