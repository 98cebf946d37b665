"""A sample campaign of 三门峡: 96 sample projects of seven units, and real ones of the press of 2019 to 2021.

The sample is about a thirtieth of the plan, so that it is read at a glance; what 灵宝 reports upwards stands in the
plugin of 灵宝. What the sources do not tell of real projects is made up, and named in ``sample``.
"""

from functools import partial

from xiangmu.plugin.demo import Demo, demo_id, read_issues
from xiangmu.plugin.facts import Facts
from xiangmu_sanmenxia.demo import events, projects
from xiangmu_sanmenxia.demo.bulletins import BULLETINS
from xiangmu_sanmenxia.demo.reports import REPORTS
from xiangmu_sanmenxia.policy import POLICY

DEMO = Demo(
    facts=Facts(
        versions=projects.VERSIONS,
        enrolments=projects.ENROLMENTS,
        stages=projects.STAGES,
        starts=projects.STARTS,
        procedures=projects.PROCEDURES,
        indicators=events.READINGS,
        assignments=events.TASK_FORCES,
    ),
    reports=REPORTS,
    bulletins=BULLETINS,
    issues=read_issues(__package__, POLICY.key, partial(demo_id, POLICY.jurisdiction)),
)
