"""Real projects of 三门峡 as the press of 2019 to 2021 tells them.

What the sources do not tell is made up, and named in ``sample``. A project of which they tell only that it is to
start is kept at the preliminary stage.
"""

from xiangmu.plugin.demo import Demo, read_projects

DEMO = Demo(facts=read_projects("xiangmu_sanmenxia", "sanmenxia"))
