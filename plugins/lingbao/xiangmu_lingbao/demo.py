"""Real projects of 灵宝 as the press of 2015 and 2023 tells them.

What the sources do not tell is made up, and named in ``sample``. Where a report calls a project new but prints no day
of its start, the day of the report stands for it.
"""

from xiangmu.plugin.demo import Demo, read_projects

DEMO = Demo(facts=read_projects("xiangmu_lingbao", "lingbao"))
