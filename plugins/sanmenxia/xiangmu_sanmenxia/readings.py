"""How an office reads what the 三门峡 notice leaves open: the options of readings S3, S4, S5, S8 and S9.

S1, S2, S6 and S7 leave nothing to choose: sums that differ are both kept, “分别” is each, conversion and the start rate
are as defined there, and the campaign counts from 21 September.
"""

from xiangmu.plugin.policy import Choice, Mode, Readings, Switch, reading


class Library(Choice):
    """Which reserve projects the 8262 plan counts (S3)."""

    EVER_RESERVED = "EVER_RESERVED", "入过储备库的全部项目,已开工的仍计"
    STILL_IN_LIBRARY = "STILL_IN_LIBRARY", "仍在储备库、尚未开工的项目"


class ShareBase(Choice):
    """What the shares of large and of strategic-emerging projects are divided by (S5)."""

    ALL = "ALL", "当月入库的全部项目"
    AT_LEAST_1YI = "AT_LEAST_1YI", "当月入库的亿元以上项目"


class WeekWindow(Choice):
    """Which days the weekly report tells of (S8)."""

    FRIDAY_16 = "FRIDAY_16", "上周五16:00至本周五16:00"
    ISO_WEEK = "ISO_WEEK", "周一至周日"


class SanmenxiaReadings(Readings):
    """The options of the 2020 campaign; every default is the reading as written."""

    library: Library = reading("S3", "“8262”计划所计的储备项目", Library.EVER_RESERVED, "SMX-05")
    monthly_mode: Mode = reading("S4", "“四比四看”月度指标的计法", Mode.PER_MONTH, "SMX-08")
    share_base: ShareBase = reading("S5", "20亿元以上和战略性新兴产业占比的分母", ShareBase.ALL, "SMX-08")
    week_window: WeekWindow = reading("S8", "周报所报的期间", WeekWindow.FRIDAY_16, "SMX-15", later=True)
    derived_board: Switch = reading("S9", "按达标项数推算的榜", Switch.ON, "SMX-19")
