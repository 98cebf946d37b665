"""Who is on record: leaders and teams of the key projects, some missing and one doubled, and people of the units."""

from datetime import date

from xiangmu.plugin.demo import demo_id
from xiangmu.plugin.facts import Assignment
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.vocabulary import Duty
from xiangmu_lingbao.policy import POLICY

CITY = POLICY.jurisdiction


def _assignment(cells: dict[str, str]) -> Assignment:
    return Assignment(
        id=demo_id(CITY, "duty", *cells.values()),
        duty=Duty(cells["duty"]),
        unit=cells["unit"],
        project=demo_id(CITY, cells["project"]) if cells["project"] else None,
        person=None,
        post=cells["post"],
        since=date.fromisoformat(cells["since"]),
        until=date.fromisoformat(cells["until"]) if cells["until"] else None,
    )


ASSIGNMENTS = read_table(
    __package__, "people.csv", ("duty", "unit", "project", "post", "since", "until"), _assignment
)
