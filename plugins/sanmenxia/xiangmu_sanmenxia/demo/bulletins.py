"""The first Monday bulletin, drafted in the morning after the first week: a sample."""

from datetime import date, datetime

from xiangmu.plugin.demo import DemoBulletin
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.plugin.schedule import BulletinSection
from xiangmu_sanmenxia.policy import POLICY

BULLETINS = (
    DemoBulletin(
        policy=POLICY.key,
        obligation="weekly_bulletin",
        due=date(2020, 9, 28),
        at=datetime(2020, 9, 28, 9, tzinfo=SHANGHAI),
        issuer="三门峡市重点项目办",
        introduction="各县（市、区），市直各有关单位：",
        remarks=((BulletinSection.REPORTING, "周报以周五16时为准，请迟报的单位说明原因。"),),
    ),
)
