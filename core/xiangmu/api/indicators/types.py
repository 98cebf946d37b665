"""GraphQL types of indicators with what was read of them."""

from fractions import Fraction
from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.attainment.types import Attainment
from xiangmu.api.computation.types import Computation
from xiangmu.api.entities.prefixes import INDICATOR_READING
from xiangmu.api.enums import Amount
from xiangmu.api.periods.types import Period
from xiangmu.api.rules.types import Indicator
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.targets.types import Figure
from xiangmu.api.units.types import AssessedUnit
from xiangmu.plugin import measures
from xiangmu.plugin.facts import IndicatorReading


@strawberry.type(description="一个指标在一个单位一期的读数。")
class ReadingOfPeriod:
    """What was read."""

    id: strawberry.ID = field(description="指标读数的标识,可凭它用 node 查其沿革。")
    unit: AssessedUnit | None = field(description="单位;全辖区的为空。")
    period: Period = field(description="哪一期。")
    value: Figure = field(description="读数。")
    source: str = field(description="来源。")
    year_before: Figure | None = field(description="上年同期的读数;没有的为空。")
    increase: Figure | None = field(description="比上年同期增加多少,减少为负;无从比较的为空。")
    growth: Fraction | None = field(description="比上年同期增长几分之几;无从比较的为空。")

    @classmethod
    def of(
        cls,
        reading: IndicatorReading,
        before: IndicatorReading | None,
        indicator: measures.Indicator,
        policy: StatedPolicy,
    ) -> Self:
        """As read, beside the same period a year ``before``."""
        scale = measures.PER_MILLE if indicator.counts is Amount.RATE else 1
        gained = None if before is None else reading.value - before.value
        return cls(
            id=strawberry.ID(f"{INDICATOR_READING}_{reading.id.hex}"),
            unit=policy.units[reading.unit] if reading.unit else None,
            period=Period.of(measures.period_of(reading)),
            value=Figure.of(reading.value * scale, indicator.counts),
            source=reading.source,
            year_before=Figure.of(before.value * scale, indicator.counts) if before else None,
            increase=None if gained is None else Figure.of(gained * scale, indicator.counts),
            growth=gained / before.value if gained is not None and before and before.value else None,
        )


@strawberry.type(description="一个指标的读数,和据它考核的目标任务。")
class IndicatorFigures:
    """An indicator with its readings and targets."""

    indicator: Indicator = field(description="指标。")
    readings: list[ReadingOfPeriod] = field(description="读数,全辖区的在前,再按单位,各按先后。")
    targets: list[Attainment] = field(description="据这些读数考核的目标任务及其完成情况。")


@strawberry.type(description="指标情况表。")
class IndicatorReport:
    """The indicators of a policy."""

    indicators: list[IndicatorFigures] = field(description="各个指标,按文件的次序。")
    computation: Computation = field(description="计算依据。")
