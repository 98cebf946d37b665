"""How the goals of the 三门峡 notice are counted: the stock of the 8262 plan, and the ten monthly indicators."""

from xiangmu.plugin.figures import Amount
from xiangmu.plugin.filters import at_least, flagged, has_procedure, has_reached, not_
from xiangmu.plugin.happenings import Happening, by_mode, by_reading, moved, reached, stock
from xiangmu.plugin.measures import Indicator, Measure, chosen, count, share, start_rate, total
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import Flag, ProcedureKind, Stage
from xiangmu_sanmenxia.policy import POLICY
from xiangmu_sanmenxia.readings import Library, ShareBase

CONSTRUCTION = (Stage.STARTED, Stage.BUILDING, Stage.COMPLETED, Stage.PRODUCING, Stage.AT_CAPACITY)
ONE_YI, TWENTY_YI = at_least(yi(1)), at_least(yi(20))
EMERGING = flagged(Flag.STRATEGIC_EMERGING)
APPROVED = has_procedure(ProcedureKind.APPROVAL)

entered = reached(Stage.RESERVED)
began = reached(*CONSTRUCTION)
_in_reserve = not_(has_reached(*CONSTRUCTION))


def _still_reserved(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
    """The day a project entered the library, while it has not started."""
    return entered(snapshot, project) if _in_reserve(project, snapshot.as_of) else None


library = stock(
    by_reading(lambda readings: entered if readings.library is Library.EVER_RESERVED else _still_reserved)
)
"""The reserve library on the day, whatever entered it before the campaign included (S3)."""
flow = by_mode(entered, lambda readings: readings.monthly_mode, POLICY.starts)
"""What entered the library in the month (S4)."""
converted = by_mode(
    moved(Stage.RESERVED, *CONSTRUCTION), lambda readings: readings.monthly_mode, POLICY.starts
)
"""What moved from the reserve to construction in the month (S6)."""

PLANNED = count(library, ONE_YI, title="谋划储备亿元以上项目")
PLANNED_INVESTMENT = total(library, ONE_YI, title="谋划储备亿元以上项目总投资")


ENTERED = count(flow, title="谋划入库项目")
ENTERED_INVESTMENT = total(flow, title="谋划入库项目总投资")
ENTERED_1YI = count(flow, ONE_YI, title="入库亿元以上项目")
ENTERED_1YI_INVESTMENT = total(flow, ONE_YI, title="入库亿元以上项目总投资")
APPROVAL_RATE = share(
    count(flow, ONE_YI, APPROVED, title="其中已完成立项备案的"),
    ENTERED_1YI,
    title="亿元以上项目立项备案完成率",
)


def _share(part: Measure, all_of: Measure, of_1yi: Measure, title: str) -> Measure:
    """``part`` of what entered, whichever base the readings choose (S5)."""
    of_all = share(part, all_of, title=title)
    of_large = share(part, of_1yi, title=title)
    return chosen(
        lambda readings: of_all if readings.share_base is ShareBase.ALL else of_large, of_all, title=title
    )


SHARE_20YI = _share(
    count(flow, TWENTY_YI, title="20亿元以上项目"), ENTERED, ENTERED_1YI, "入库20亿元以上项目个数占比"
)
SHARE_20YI_INVESTMENT = _share(
    total(flow, TWENTY_YI, title="20亿元以上项目总投资"),
    ENTERED_INVESTMENT,
    ENTERED_1YI_INVESTMENT,
    "入库20亿元以上项目总投资占比",
)
EMERGING_SHARE = _share(
    count(flow, EMERGING, title="战略性新兴产业项目"), ENTERED, ENTERED_1YI, "入库战略性新兴产业项目个数占比"
)
START_RATE = start_rate(stock(entered), began, ONE_YI, title="储备亿元以上项目开工率")
CONVERTED = count(converted, title="新增完成转化项目")

PROVINCE_TIER = Indicator(
    policy=POLICY.key,
    key="province_tier",
    title="“四比四看”在全省所处梯队",
    counts=Amount.NUMBER,
    period_kind=PeriodKind.MONTH,
    clause="SMX-03",
)
"""Entered by the office as the province announces it: 1 for the first tier."""
