"""Readings of indicators (指标读数): what the office reads elsewhere and enters with its source."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import IndicatorReading
from xiangmu.plugin.facts.units import MICRO
from xiangmu.plugin.measures import Indicator
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Policy
from xiangmu.services.amounts import read_amount
from xiangmu.services.command import Input, Need
from xiangmu.services.periods import TITLES
from xiangmu.services.plain import EARLIEST
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class IndicatorRead(Input):
    """录入一个指标一期的读数: 一个单位的, 或全辖区的。"""

    policy: str = Field(title="文件")
    indicator: str = Field(title="指标")
    unit: str = Field("", title="责任单位", description="不填即全辖区")
    period: str = Field(title="期", description="按指标的周期, 如 2022-10、2022Q3、2022")
    value: str = Field(title="读数", description="十进制, 以指标自己的单位计: 亿元、%、个、次、天")
    source: str = Field(title="来源", description="据以录入的文件、报表或网站")

    def needs(self) -> Iterable[Need]:
        """What was read for the period."""
        yield Need(table=t.indicator_reading, column="period", content=self.period)


def indicator_read(work: Work, data: IndicatorRead) -> UUID:
    """One reading for each unit and period."""
    policy = work.policy(data.policy)
    indicator = work.catalog.indicators.get((data.policy, data.indicator))
    if indicator is None:
        work.refuse("indicator", Code.UNKNOWN_ITEM, f"{policy.title}没有指标 {data.indicator}")
    _check_unit(work, data, indicator)
    _check_period(work, data, indicator, policy)
    if not data.source:
        work.problem("source", Code.REQUIRED, "须写明来源")
    try:
        micro = read_amount(data.value, indicator.counts, MICRO)
    except ValueError as error:
        work.problem("value", Code.MALFORMED, f"{indicator.title}: {error}")
    for live in work.find(IndicatorReading, "period", data.period):
        # indicators and units of other jurisdictions may be called the same
        same = (live.fact.indicator, live.fact.unit) == (data.indicator, data.unit)
        if same and live.row["jurisdiction"] == work.scope:
            work.problem("period", Code.DUPLICATE, f"{indicator.title}本期已有读数; 如有误请更正")
    work.require()
    return work.append(
        IndicatorReading(
            id=work.fact_id(),
            indicator=data.indicator,
            unit=data.unit,
            period=data.period,
            micro=micro,
            source=data.source,
        )
    )


def _check_unit(work: Work, data: IndicatorRead, indicator: Indicator) -> None:
    if not data.unit:
        return
    if not indicator.of_units:
        work.problem("unit", Code.NOT_ALLOWED, f"{indicator.title}只有全辖区的读数")
        return
    group = work.catalog.groups[data.policy, indicator.of_units]
    if data.unit not in group.units:
        work.problem("unit", Code.UNKNOWN_UNIT, f"{group.title}没有单位 {work.named(data.unit)}")


def _check_period(work: Work, data: IndicatorRead, indicator: Indicator, policy: Policy) -> None:
    """A reading may be of the time before the policy: growth is measured against the year before."""
    try:
        period = Period.parse(data.period)
    except ValueError as error:
        work.problem("period", Code.MALFORMED, str(error))
        return
    if period.kind is not indicator.period_kind:
        kind = TITLES[indicator.period_kind]
        work.problem("period", Code.MALFORMED, f"{indicator.title}按{kind}录入, 不是 {data.period}")
    elif period.start > work.today:
        work.problem("period", Code.IN_FUTURE, f"{period.title}尚未开始")
    elif period.start > policy.ends or period.end < _earliest(policy):
        work.problem("period", Code.OUT_OF_RANGE, f"{period.title}与{policy.title}相去过远")


def _earliest(policy: Policy) -> date:
    return max(EARLIEST, date(policy.starts.year - 10, 1, 1))
