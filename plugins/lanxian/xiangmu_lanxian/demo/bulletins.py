"""The ranking of October, drafted on the last day of the month: a sample."""

from datetime import date, datetime

from xiangmu.plugin.demo import DemoBulletin
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu_lanxian.policy import POLICY

BULLETINS = (
    DemoBulletin(
        policy=POLICY.key,
        obligation="monthly_ranking",
        due=date(2022, 10, 31),
        at=datetime(2022, 10, 31, 17, tzinfo=SHANGHAI),
        issuer="岚县领导小组办公室",
        introduction="各乡镇、县直各单位：",
    ),
)
