"""How an office reads what the 灵宝 document leaves open.

L1, L4 and L6 leave nothing to choose here: one current lead leader, no number of days assumed, and the list of the
latest year that is out. Of L5 this much can be switched: boards of the product's own.
"""

from xiangmu.plugin.policy import Readings, Switch, reading


class LingbaoReadings(Readings):
    """The options of the 2020 rules; every default is the reading as written."""

    derived_board: Switch = reading("L5", "按包联到位情况推算的榜", Switch.ON, "LB-02")
