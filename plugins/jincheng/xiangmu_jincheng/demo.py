"""Real projects of 晋城, all named by its document or by the press of 2019.

What the sources do not tell is made up, and named in ``sample``. A project of which they tell only that it is to
start is kept at the preliminary stage.
"""

from datetime import date

from xiangmu.plugin.demo import Demo, demo_id
from xiangmu.plugin.facts import Facts, ProjectKind, ProjectVersion, Stage, StageReached
from xiangmu.plugin.money import yi
from xiangmu.plugin.tables import read_table

COLUMNS = ("key", "name", "total_yi", "kind", "unit", "stage", "on", "sample")


def _version(cells: dict[str, str]) -> ProjectVersion:
    return ProjectVersion(
        id=demo_id("jincheng", cells["key"], "version"),
        project=demo_id("jincheng", cells["key"]),
        effective=date.fromisoformat(cells["on"]),
        name=cells["name"],
        total_yuan=yi(cells["total_yi"]),
        kind=ProjectKind(cells["kind"]),
        unit=cells["unit"],
        sample=cells["sample"],
    )


def _stage(cells: dict[str, str]) -> StageReached:
    return StageReached(
        id=demo_id("jincheng", cells["key"], "stage"),
        project=demo_id("jincheng", cells["key"]),
        stage=Stage(cells["stage"]),
        on=date.fromisoformat(cells["on"]),
    )


DEMO = Demo(
    facts=Facts(
        versions=read_table(__package__, "demo_projects.csv", COLUMNS, _version),
        stages=read_table(__package__, "demo_projects.csv", COLUMNS, _stage),
    )
)
