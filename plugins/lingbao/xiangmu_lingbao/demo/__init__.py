"""Real projects of 灵宝 as the press of 2015 and 2023 tells them, and 24 samples of 2020, most reported upwards.

What the sources do not tell is made up, and named in ``sample``. Where a report calls a project new but prints no day
of its start, the day of the report stands for it.
"""

from functools import partial

from xiangmu.plugin.demo import Demo, demo_id, read_issues
from xiangmu.plugin.facts import Facts
from xiangmu_lingbao.demo import dispatches, inspections, people, projects
from xiangmu_lingbao.policy import POLICY

DEMO = Demo(
    facts=Facts(
        versions=projects.VERSIONS,
        enrolments=projects.ENROLMENTS,
        stages=projects.STAGES,
        starts=projects.REAL.starts,
        listings=projects.LISTINGS,
        procedures=projects.PROCEDURES,
        assignments=people.ASSIGNMENTS,
    ),
    meetings=dispatches.MEETINGS,
    activities=dispatches.INSPECTIONS,
    inspections=inspections.INSPECTIONS,
    visits=inspections.VISITS,
    issues=read_issues(__package__, POLICY.key, partial(demo_id, POLICY.jurisdiction)),
)
