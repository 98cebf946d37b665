"""How an office reads what the 晋城 document leaves open: the options of readings J2, J3, J4, J5, J7 and J12.

J1, J6, J9 and J10 leave nothing to choose: “超” is strict and “以上” inclusive, a department's project that repeats
a county's or zone's does not count, 7 + 18 + 6 bodies plan projects, and no formula is printed.
"""

from pydantic import ConfigDict, RootModel, field_validator

from xiangmu.plugin.policy import Choice, Readings, reading
from xiangmu.plugin.snapshot import Snapshot


class ConversionBase(Choice):
    """What the projects that moved to construction in the year are divided by (J2)."""

    PLANNED_IN_YEAR = "PLANNED_IN_YEAR", "当年新谋划的全部项目"
    STOCK = "STOCK", "当年在库的全部谋划项目,含往年结转"


class ReserveMode(Choice):
    """Which reserve projects the city's target of investment counts (J3)."""

    NEW = "NEW", "当年新入库的项目"
    STOCK = "STOCK", "在库的全部项目,含往年结转"


class StartRateBy(Choice):
    """What the rate of signed projects that start in the same year is counted in (J12)."""

    NUMBER = "NUMBER", "按项目个数"
    AMOUNT = "AMOUNT", "按总投资额"


class NewProjectAt(Choice):
    """When a new transformation project counts for a county or a zone (J12)."""

    START = "START", "开工之日"
    SIGNING = "SIGNING", "签约之日"


class Bimonthly(Choice):
    """In which months “双月” has its dispatch (J5)."""

    EVEN = "EVEN", "偶数月"
    ODD = "ODD", "奇数月"


class IssueDays(Choice):
    """Which days the limits of 13710 are counted in (J7)."""

    CALENDAR = "CALENDAR", "自然日"
    WORKDAYS = "WORKDAYS", "工作日"


class ZoneNames(RootModel[tuple[str, ...]]):
    """The provincial zones besides 晋城经开区, which the document does not name; empty: those that projects name."""

    model_config = ConfigDict(frozen=True)

    @field_validator("root")
    @classmethod
    def _named_once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not all(name and name == name.strip() for name in names) or len(set(names)) < len(names):
            raise ValueError("开发区名称不能为空或重复, 首尾不能有空格")
        return names

    def __str__(self) -> str:
        return "、".join(self.root) or "以项目填写的开发区为准"


class JinchengReadings(Readings):
    """The options of the 2019 policy; every default is the reading as written."""

    conversion_base: ConversionBase = reading(
        "J2", "储备项目转化率的分母", ConversionBase.PLANNED_IN_YEAR, "JC-01"
    )
    reserve_mode: ReserveMode = reading("J3", "全市新增储备投资所计的项目", ReserveMode.NEW, "JC-01")
    other_zones: ZoneNames = reading("J4", "其他省级开发区名单", ZoneNames(()), "JC-05")
    bimonthly: Bimonthly = reading("J5", "双月调度的月份", Bimonthly.EVEN, "JC-13", later=True)
    start_rate_by: StartRateBy = reading("J12", "签约项目当年开工率的口径", StartRateBy.NUMBER, "JC-02")
    issue_days: IssueDays = reading("J7", "13710 各时限的天数", IssueDays.CALENDAR, "JC-26", later=True)
    new_project_at: NewProjectAt = reading("J12", "新建转型项目的计入时点", NewProjectAt.START, "JC-05")


JinchengSnapshot = Snapshot[JinchengReadings]
