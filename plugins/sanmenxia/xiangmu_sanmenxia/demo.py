"""Real projects of 三门峡 as the press of 2019 to 2021 tells them.

What the sources do not tell is made up, and named in ``sample``. A project of which they tell only that it is to
start is kept at the preliminary stage.
"""

from datetime import date
from itertools import chain

from xiangmu.plugin.demo import Demo, demo_id
from xiangmu.plugin.facts import (
    Facts,
    ProjectKind,
    ProjectVersion,
    Stage,
    StageReached,
    Started,
    StartKind,
)
from xiangmu.plugin.money import yi
from xiangmu.plugin.tables import read_table

COLUMNS = ("key", "name", "total_yi", "kind", "unit", "stage", "on", "ceremony", "sample")


def _version(cells: dict[str, str]) -> ProjectVersion:
    return ProjectVersion(
        id=demo_id("sanmenxia", cells["key"], "version"),
        project=demo_id("sanmenxia", cells["key"]),
        effective=date.fromisoformat(cells["on"]),
        name=cells["name"],
        total_yuan=yi(cells["total_yi"]),
        kind=ProjectKind(cells["kind"]),
        unit=cells["unit"],
        sample=cells["sample"],
    )


def _stage(cells: dict[str, str]) -> StageReached:
    return StageReached(
        id=demo_id("sanmenxia", cells["key"], "stage"),
        project=demo_id("sanmenxia", cells["key"]),
        stage=Stage(cells["stage"]),
        on=date.fromisoformat(cells["on"]),
    )


def _ceremonies(cells: dict[str, str]) -> tuple[Started, ...]:
    if not cells["ceremony"]:
        return ()
    ceremony = Started(
        id=demo_id("sanmenxia", cells["key"], "ceremony"),
        project=demo_id("sanmenxia", cells["key"]),
        kind=StartKind.CEREMONY,
        on=date.fromisoformat(cells["ceremony"]),
    )
    return (ceremony,)


DEMO = Demo(
    facts=Facts(
        versions=read_table(__package__, "demo_projects.csv", COLUMNS, _version),
        stages=read_table(__package__, "demo_projects.csv", COLUMNS, _stage),
        starts=tuple(chain.from_iterable(read_table(__package__, "demo_projects.csv", COLUMNS, _ceremonies))),
    )
)
