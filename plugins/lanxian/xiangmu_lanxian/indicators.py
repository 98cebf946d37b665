"""What the statistics office reads and the office enters with its source (LX-08, LX-15). The document prints no goal:
goals come by approved revision."""

from collections.abc import Iterator

from xiangmu.plugin.figures import Amount
from xiangmu.plugin.measures import Indicator, reading
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.targets import Target
from xiangmu_lanxian.policy import POLICY
from xiangmu_lanxian.units import OWNER, PROMOTION, REFORM, STATISTICS, ZONE


def _monthly(key: str, title: str, counts: Amount, clause: str, of_units: str = "") -> Indicator:
    return Indicator(
        policy=POLICY.key,
        key=key,
        title=title,
        counts=counts,
        period_kind=PeriodKind.MONTH,
        clause=clause,
        of_units=of_units,
    )


COUNTY_INVESTMENT = _monthly("investment", "全县固定资产投资(本年累计)", Amount.YUAN, "LX-08")
COUNTY_INDUSTRY_SHARE = _monthly("industry_share", "产业投资占固定资产投资比重", Amount.RATE, "LX-08")
PRIMARY_INVESTMENT = _monthly("primary_investment", "第一产业固定资产投资(本年累计)", Amount.YUAN, "LX-08")
ZONE_BATCHES = _monthly("zone_batches", "开发区“三个一批”考核项目完成数(本年累计)", Amount.COUNT, "LX-08")
ATTRACTED = _monthly("attracted", "招商引资到位资金(本年累计)", Amount.YUAN, "LX-08")
UNIT_INVESTMENT = _monthly("unit_investment", "本单位固定资产投资(本年累计)", Amount.YUAN, "LX-15", OWNER)
UNIT_INDUSTRY = _monthly("unit_industry", "本单位产业投资(本年累计)", Amount.YUAN, "LX-15", OWNER)

OF_THE_COUNTY = (COUNTY_INVESTMENT, COUNTY_INDUSTRY_SHARE, PRIMARY_INVESTMENT, ZONE_BATCHES, ATTRACTED)
INDICATORS = (*OF_THE_COUNTY, UNIT_INVESTMENT, UNIT_INDUSTRY)


def annual_targets() -> Iterator[Target]:
    """The year's five indicators, to be looked at until an approved goal is entered (LX-08)."""
    for indicator in OF_THE_COUNTY:
        yield Target(
            policy=POLICY.key,
            key=indicator.key,
            title=indicator.title,
            measure=reading(indicator),
            goal=None,
            clause="LX-08",
            due=POLICY.ends.replace(month=12, day=31),
            lead=REFORM,
            cooperating=(ZONE, "gongxin-ju", STATISTICS, PROMOTION),
        )
