"""The city's targets (RZ-01 to RZ-04) and the units' yearly tasks (RZ-15, RZ-16)."""

from xiangmu.plugin.filters import Test, at_least, flagged
from xiangmu.plugin.happenings import When, this_year
from xiangmu.plugin.measures import count
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.targets import Notice, Target, Targets
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import Flag
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.policy import POLICY
from xiangmu_ruzhou.readings import TASK_TITLES
from xiangmu_ruzhou.tasks import IN_PRODUCTION, PLANNED, SIGNED, STARTED, TASK_MEASURES
from xiangmu_ruzhou.units import UNITS

AREAS = next(group.units for group in UNITS.groups if group.key == "area")
ADVANCED = flagged(Flag.ADVANCED_MANUFACTURING, Flag.STRATEGIC_EMERGING)

COMMERCE = "shangwu-ju"
REFORM = "fagai-wei"
SIGNING_UNITS = (
    *AREAS,
    "fagai-wei",
    "caizheng-ju",
    "gongxin-ju",
    "zhufang-chengxiang-jianshe-ju",
    "nongye-nongcun-ju",
    "shuili-ju",
    "xumu-ju",
    "jiaotong-yunshu-ju",
    "minzheng-ju",
    "wenguanglv-ju",
)
"""Whom part 二(一) of the document names as responsible for signing."""
BUILDING_UNITS = (
    *AREAS,
    "caizheng-ju",
    "zhufang-chengxiang-jianshe-ju",
    "ziran-ziyuan-guihua-ju",
    "xumu-ju",
    "jiaotong-yunshu-ju",
    "jiaoti-ju-jiaoyu",
    "jiaoti-ju-tiyu",
    "weijian-wei",
    "nongye-nongcun-ju",
    "shuili-ju",
    "gongxin-ju",
    "wenguanglv-ju",
)
"""Whom part 二(二) of the document names as responsible for starts and production."""


@value
class _Goal:
    """One figure of a city target: projects that pass ``tests``, of which there shall be ``goal``."""

    key: str
    title: str
    goal: int
    tests: tuple[Test, ...]


HALF_YI = at_least(wan(5000))


def _sizes(goal: int, of_one_yi: int, of_ten_yi: int | None) -> tuple[_Goal, ...]:
    goals = [
        _Goal(key="", title="5000万元以上项目", goal=goal, tests=(HALF_YI,)),
        _Goal(key="_1yi", title="1亿元以上项目", goal=of_one_yi, tests=(at_least(yi(1)),)),
    ]
    if of_ten_yi is not None:
        ten_yi = (at_least(yi(10)),)
        goals.append(_Goal(key="_10yi", title="10亿元以上项目", goal=of_ten_yi, tests=ten_yi))
    return tuple(goals)


def _city(
    task: str, words: str, when: When, clause: str, lead: str, responsible: tuple[str, ...], *goals: _Goal
) -> tuple[Target, ...]:
    return tuple(
        Target(
            policy=POLICY.key,
            key=f"city_{task}{goal.key}",
            title=f"全市{words}{goal.title}",
            measure=count(when, *goal.tests, title=f"{words}的{goal.title}数"),
            goal=goal.goal,
            clause=clause,
            due=POLICY.ends,
            lead=lead,
            responsible=responsible,
        )
        for goal in goals
    )


CITY = (
    # Projects planned in earlier years stand in the library and count for the city (R1).
    *_city(PLANNED, "谋划储备", milestones.planned, "RZ-01", "", (), *_sizes(200, 100, 20)),
    *_city(
        SIGNED,
        "新签约",
        this_year(milestones.signed),
        "RZ-02",
        COMMERCE,
        SIGNING_UNITS,
        *_sizes(100, 50, 20),
        _Goal(
            key="_advanced",
            title="5000万元以上先进制造业或战略性新兴产业项目",
            goal=30,
            tests=(HALF_YI, ADVANCED),
        ),
    ),
    *_city(
        STARTED,
        "新开工",
        this_year(milestones.started),
        "RZ-03",
        REFORM,
        BUILDING_UNITS,
        *_sizes(100, 50, 10),
    ),
    *_city(
        IN_PRODUCTION,
        "新投产达效",
        this_year(milestones.produced),
        "RZ-04",
        REFORM,
        BUILDING_UNITS,
        *_sizes(50, 30, None),
    ),
)

TASK_CLAUSES = {"area": "RZ-15", "department": "RZ-16"}


def _tasks(cells: dict[str, str]) -> tuple[Target, ...]:
    return tuple(
        Target(
            policy=POLICY.key,
            key=task,
            title=f"{title}任务",
            measure=TASK_MEASURES[task],
            goal=int(cells[task]),
            clause=TASK_CLAUSES[cells["group"]],
            due=POLICY.ends,
            group=cells["group"],
            unit=cells["unit"],
        )
        for task, title in TASK_TITLES.items()
    )


UNIT_TASKS = tuple(
    target
    for row in read_table("xiangmu_ruzhou", "tasks.csv", ("group", "unit", *TASK_TITLES), _tasks)
    for target in row
)


def _sums() -> str:
    goals = {target.key: target.goal for target in CITY}
    sums = (sum(target.goal or 0 for target in UNIT_TASKS if target.key == task) for task in TASK_TITLES)
    stated = (goals[f"city_{task}"] for task in TASK_TITLES)
    return (
        f"附件2分到各单位的谋划、签约、开工、投产达效任务合计为{'/'.join(map(str, sums))}个，"
        f"正文的全市目标为{'/'.join(map(str, stated))}个，两者不同，均按文件列出。"
    )


TARGETS = Targets(
    targets=(*CITY, *UNIT_TASKS),
    notices=(
        Notice(
            policy=POLICY.key,
            text=_sums(),
            clause="RZ-15",
            targets=tuple(f"city_{task}" for task in TASK_TITLES),
        ),
    ),
)
