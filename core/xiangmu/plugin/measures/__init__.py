"""Measures (指标): figures of a snapshot with the projects behind them, each a few readable words in a plugin.

``share(count(SIGNED, at_least(yi(1)), title="…"), count(SIGNED, title="…"), title="…")`` is a rate with its base.
"""

from xiangmu.plugin.measures.base import PER_MILLE, Measure, Measured, chosen, share, share_of_whole
from xiangmu.plugin.measures.conduct import meetings_held
from xiangmu.plugin.measures.indicators import Indicator, growth, increase, period_of, reading
from xiangmu.plugin.measures.money import (
    funds,
    funds_in_place,
    invested,
    investment_completion,
    planned_investment,
)
from xiangmu.plugin.measures.procedures import procedure_days, procedure_workdays, procedures_in_time
from xiangmu.plugin.measures.projects import (
    Counted,
    count,
    counted,
    median_days,
    start_rate,
    total,
)

__all__ = [
    "PER_MILLE",
    "Counted",
    "Indicator",
    "Measure",
    "Measured",
    "chosen",
    "count",
    "counted",
    "funds",
    "funds_in_place",
    "growth",
    "increase",
    "invested",
    "investment_completion",
    "median_days",
    "meetings_held",
    "period_of",
    "planned_investment",
    "procedure_days",
    "procedure_workdays",
    "procedures_in_time",
    "reading",
    "share",
    "share_of_whole",
    "start_rate",
    "total",
]
