"""Boards (RZ-13, RZ-19, reading R20), awards (RZ-34, reading R16) and the accountability list (RZ-35)."""

from collections.abc import Iterator
from fractions import Fraction

from xiangmu.plugin.money import wan
from xiangmu.plugin.periods import PeriodKind, year_start
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.scoring import AccountabilityList, Award, Ranking, Shortfall, Standing
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.policy import POLICY
from xiangmu_ruzhou.projects import live
from xiangmu_ruzhou.readings import TASK_TITLES, RuzhouSnapshot
from xiangmu_ruzhou.scoring.due import due_starts, evidence_of, weight, weight_done
from xiangmu_ruzhou.tasks import amount_done, done, owed
from xiangmu_ruzhou.units import UNITS
from xiangmu_ruzhou.wording import number

TITLES = {group.key: group.title for group in UNITS.groups}
TASK_GROUPS = ("area", "department")
TASK_AWARDS = ((1, 1, 30), (2, 3, 20), (4, 5, 10))
AWARDS_OF = {"area": TASK_AWARDS, "department": TASK_AWARDS, "service": ((1, 1, 10), (2, 3, 5))}
"""First and last place, and 万元 for each unit."""


def monthly(snapshot: RuzhouSnapshot) -> Standing:
    """By tasks met so far, then by due starts of the year: fewer missed, then more made (R20)."""
    met = [task for task in TASK_TITLES if amount_done(done(snapshot, task)) >= owed(snapshot, task)]
    due = tuple(due_starts(snapshot, live(snapshot), year_start(snapshot.period.start), snapshot.as_of))
    every, made = weight(due), weight_done(due)
    return Standing(
        by=(Fraction(len(met)), made - every, made),
        because=(
            f"四项任务按本季度末应完成数达到{len(met)}项，"
            f"今年以来应开工{number(every)}个、按期开工{number(made)}个；文件未定月度算法，由系统推算，不计入季度得分"
        ),
        evidence=evidence_of(due),
    )


def unmet_tasks(snapshot: RuzhouSnapshot) -> tuple[Shortfall, ...]:
    """Each task that the unit has not met by the period's end, with what was owed and what was done.

    Which shortfall leads to accountability stands in another document: the list reports, it does not decide.
    """
    return tuple(_shortfalls(snapshot))


def _shortfalls(snapshot: RuzhouSnapshot) -> Iterator[Shortfall]:
    for task, title in TASK_TITLES.items():
        counted, goal = done(snapshot, task), owed(snapshot, task)
        reached = amount_done(counted)
        if reached < goal:
            missing = number(goal - reached)
            by = milestones.quarter_end(snapshot.period.end)
            seen = "" if by == snapshot.as_of else f"到{snapshot.as_of}"
            because = f"{title}任务到{by}应完成{goal}个，{seen}实际{number(reached)}个，少{missing}个"
            yield Shortfall(because=because, clause="RZ-35", evidence=counted.evidence)


def _printed(group: str, period_kind: PeriodKind, words: str) -> Ranking:
    return Ranking(
        policy=POLICY.key,
        key=f"{group}-{period_kind.lower()}",
        title=f"{TITLES[group]}{words}考核排序",
        group=group,
        basis=Basis.PRINTED,
        period_kind=period_kind,
        clause="RZ-19",
    )


RANKINGS = (
    *(_printed(group, PeriodKind.QUARTER, "季度") for group in TITLES),
    *(_printed(group, PeriodKind.YEAR, "年度") for group in TITLES),
    *(
        Ranking(
            policy=POLICY.key,
            key=f"{group}-month",
            title=f"{TITLES[group]}月度进度榜（系统推算）",
            group=group,
            basis=Basis.DERIVED,
            period_kind=PeriodKind.MONTH,
            clause="RZ-13",
            measure=monthly,
            reading="R20",
        )
        for group in TASK_GROUPS
    ),
)

AWARDS = tuple(
    Award(
        policy=POLICY.key,
        group=group,
        title=f"重大项目建设管理先进单位（第{first}名）"
        if first == last
        else f"重大项目建设管理先进单位（第{first}至{last}名）",
        first=first,
        last=last,
        yuan=wan(amount),
        clause="RZ-34",
    )
    for group, places in AWARDS_OF.items()
    for first, last, amount in places
)

ACCOUNTABILITY = tuple(
    AccountabilityList(
        policy=POLICY.key,
        key=f"{group}-unmet",
        title=f"{TITLES[group]}未完成任务名单",
        group=group,
        clause="RZ-35",
        measure=unmet_tasks,
    )
    for group in TASK_GROUPS
)
