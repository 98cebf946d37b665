"""How an office reads what the 灵宝 document leaves open.

L1, L4 and L6 leave nothing to choose here: one current lead leader, no number of days assumed, and the list of the
latest year that is out. Of L5 this much can be switched: boards of the product's own. L3 says when what was found goes
up to the city, and what counts as the same problem again.
"""

from xiangmu.plugin.inspections import EscalateWhen
from xiangmu.plugin.policy import Choice, Readings, Switch, reading


class Same(Choice):
    """What makes a problem the same one again (L3)."""

    PROJECT_AND_KIND = "PROJECT_AND_KIND", "同一项目的同类问题"
    UNIT_AND_KIND = "UNIT_AND_KIND", "同一单位的同类问题"


class LingbaoReadings(Readings):
    """The options of the 2020 rules; every default is the reading as written."""

    derived_board: Switch = reading(
        "L5", "按核查覆盖、核查整改、包联到位、调度情况推算的榜", Switch.ON, "LB-02"
    )
    escalate: EscalateWhen = reading("L3", "何时提级", EscalateWhen.ANY, "LB-21")
    same_problem: Same = reading("L3", "什么算再次发生同一问题", Same.PROJECT_AND_KIND, "LB-21")
