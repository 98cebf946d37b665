"""Friday's reports of two weeks: the first due on 25 September, the second on a holiday, 2 October.

All samples: in the first week one county is twenty minutes late; in the second one hands in nothing.
"""

from datetime import date, datetime

from xiangmu.plugin.demo import DemoReport
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu_sanmenxia.policy import POLICY

FIRST, SECOND = date(2020, 9, 25), date(2020, 10, 2)
BEFORE_THE_HOLIDAY = (2020, 9, 30)
HANDED_IN = (
    (FIRST, (2020, 9, 25, 9, 30), "lingbao-shi", "本周新增储备项目已入库, 前期手续按节点推进。"),
    (FIRST, (2020, 9, 25, 10, 5), "mianchi-xian", "两个项目完成备案, 用地预审正在办理。"),
    (FIRST, (2020, 9, 25, 11, 40), "shanzhou-qu", "续建项目施工正常。"),
    (FIRST, (2020, 9, 25, 14, 20), "yima-shi", "化工类项目环评正在编制。"),
    (FIRST, (2020, 9, 25, 15, 55), "hubin-qu", "一个项目因征迁滞后, 已安排专人。"),
    (FIRST, (2020, 9, 25, 16, 0), "shifan-qu", "本周无新开工项目。"),
    (FIRST, (2020, 9, 25, 16, 20), "lushi-xian", "补报: 道路通达, 项目恢复施工。"),
    (SECOND, (*BEFORE_THE_HOLIDAY, 15, 10), "lingbao-shi", "节前完成本周调度。"),
    (SECOND, (*BEFORE_THE_HOLIDAY, 16, 30), "mianchi-xian", "节日期间留守施工。"),
    (SECOND, (2020, 10, 2, 15, 30), "shanzhou-qu", "假日值班报送。"),
)
REPORTS = tuple(
    DemoReport(
        policy=POLICY.key,
        obligation="weekly_report",
        unit=unit,
        due=due,
        at=datetime(*at, tzinfo=SHANGHAI),
        text=text,
    )
    for due, at, unit, text in HANDED_IN
)
