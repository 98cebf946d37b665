"""Projects on their way into the four libraries, and what the statistics office has: samples, all of it."""

from datetime import date

from xiangmu.plugin.demo import DemoLibraryEntry, DemoLibraryStep, DemoStatistics
from xiangmu.plugin.libraries import LibraryStepKind
from xiangmu.plugin.tables import read_table
from xiangmu_jincheng.demo.book import project_id
from xiangmu_jincheng.policy import POLICY

REVIEWERS = {"city": "市发改委", "province": "省发改委"}


def _entry(cells: dict[str, str]) -> DemoLibraryEntry:
    return DemoLibraryEntry(
        policy=POLICY.key,
        library=cells["library"],
        project=project_id(cells["project"]),
        steps=tuple(map(_step, cells["steps"].split(";"))),
    )


def _step(told: str) -> DemoLibraryStep:
    step, rest = ("", told) if told.startswith(LibraryStepKind.SUBMITTED) else told.split(" ", 1)
    kind, on, *text = rest.split(" ", 2)
    return DemoLibraryStep(
        kind=LibraryStepKind(kind),
        on=date.fromisoformat(on),
        step=step,
        reviewer=REVIEWERS.get(step, ""),
        text="".join(text),
    )


ENTRIES = read_table(__package__, "libraries.csv", ("library", "project", "steps"), _entry)
STATISTICS = (
    DemoStatistics(
        policy=POLICY.key,
        month=date(2019, 9, 1),
        on=date(2019, 10, 8),
        lines=(
            ("", "泽州铸造产业园精密铸件一期项目", "泽州县"),
            ("", "泽州巴公镇铸造熔炼改造项目", "泽州县"),
            ("", "泽州铸管循环经济改造项目", "泽州县"),
            ("", "样例：泽州商贸物流园项目", "泽州县"),
        ),
    ),
)
