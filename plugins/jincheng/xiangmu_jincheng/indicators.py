"""What the office reads elsewhere and enters with its source (JC-03, JC-04, JC-29)."""

from xiangmu.plugin.figures import Amount
from xiangmu.plugin.measures import Indicator
from xiangmu.plugin.periods import PeriodKind
from xiangmu_jincheng.policy import POLICY


def _statistics(key: str, title: str, counts: Amount, clause: str) -> Indicator:
    """What the statistics office publishes every month for the year so far."""
    return Indicator(
        policy=POLICY.key,
        key=key,
        title=title,
        counts=counts,
        period_kind=PeriodKind.MONTH,
        clause=clause,
    )


FIXED_ASSET_INVESTMENT = _statistics(
    "fixed_asset_investment", "全社会固定资产投资(本年累计)", Amount.YUAN, "JC-03"
)
FIXED_ASSET_GROWTH = _statistics(
    "fixed_asset_growth", "全社会固定资产投资同比增长(本年累计)", Amount.RATE, "JC-03"
)
"""As published: bases are revised, so a growth worked out from two published amounts may differ."""
TECHNICAL_UPGRADE_GROWTH = _statistics(
    "technical_upgrade_growth", "工业技改投资同比增长(本年累计)", Amount.RATE, "JC-04"
)

ENVIRONMENT = {
    "soft_environment": "投资软环境",
    "infrastructure": "基础设施",
    "costs": "商务成本",
    "market": "市场环境",
    "social_services": "社会服务",
    "ecology": "生态环境",
}
"""The six index groups of the evaluation of the business environment (三(七)37)."""


def _environment(key: str, title: str, of_units: str) -> Indicator:
    return Indicator(
        policy=POLICY.key,
        key=f"environment_{key}{'_county' if of_units else ''}",
        title=f"{'县级' if of_units else '市级'}营商环境评价：{title}",
        counts=Amount.NUMBER,
        period_kind=PeriodKind.YEAR,
        clause="JC-29",
        of_units=of_units,
    )


INDICATORS = (
    FIXED_ASSET_INVESTMENT,
    FIXED_ASSET_GROWTH,
    TECHNICAL_UPGRADE_GROWTH,
    *(
        _environment(key, title, of_units)
        for of_units in ("", "county_zone")
        for key, title in ENVIRONMENT.items()
    ),
)
