"""How an office reads what the 汝州 document leaves open: one typed option for each reading R2–R21."""

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, NonNegativeInt, RootModel, field_validator

from xiangmu.plugin.policy import AwardPassesOn, Choice, Readings, SharedCredit, Switch, reading
from xiangmu.plugin.snapshot import Snapshot
from xiangmu_ruzhou.units import UNITS

TASK_TITLES = {"planned": "谋划储备", "signed": "签约", "started": "开工", "in_production": "投产达效"}
"""The four tasks of 附件2 by key."""
UNIT_TITLES = {unit.key: unit.title for unit in UNITS.units}


class Credit(Choice):
    """Whether a part of the work earns a part of the points."""

    PROPORTIONAL = "PROPORTIONAL", "按比例记分"
    ALL_OR_NOTHING = "ALL_OR_NOTHING", "全部完成才记分"


class QuarterTask(Choice):
    """How much of a year's task a unit owes by a quarter's end (R2)."""

    FLOOR = "FLOOR", "按季度进度，向下取整"
    CEIL = "CEIL", "按季度进度，向上取整"
    YEARLY = "YEARLY", "每季都按全年任务"


class QuarterRow(BaseModel):
    """What is owed by the end of each quarter for one task; ``unit`` "" stands for every unit not named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    task: Literal["planned", "signed", "started", "in_production"]
    unit: str = ""
    owed: tuple[NonNegativeInt, NonNegativeInt, NonNegativeInt, NonNegativeInt]

    @field_validator("unit")
    @classmethod
    def _is_a_unit(cls, unit: str) -> str:
        if unit and unit not in UNIT_TITLES:
            raise ValueError(f"没有单位 {unit}")
        return unit

    @field_validator("owed")
    @classmethod
    def _never_falls(cls, owed: tuple[int, ...]) -> tuple[int, ...]:
        if list(owed) != sorted(owed):
            raise ValueError("各季度末的累计应完成数不得减少")
        return owed


class QuarterTable(RootModel[tuple[QuarterRow, ...]]):
    """A table by hand instead of the quarter's share of the task (R2); empty: none."""

    model_config = ConfigDict(frozen=True)

    def __str__(self) -> str:
        rows = (
            f"{UNIT_TITLES.get(row.unit, '各单位')}{TASK_TITLES[row.task]}{'/'.join(map(str, row.owed))}"
            for row in self.root
        )
        return "；".join(rows) or "未另定"

    def owed(self, task: str, unit: str | None, quarter: int) -> int | None:
        """What the table says, the unit's own row first; None when it says nothing."""
        for named in (unit, ""):
            for row in self.root:
                if (row.task, row.unit) == (task, named):
                    return row.owed[quarter - 1]
        return None


class PlanningDeductsFrom(Choice):
    """From what 2 points are taken for each project that is missing (R3)."""

    TEN = "10", "从10分扣起"
    TWENTY = "20", "从20分扣起"


class Tiers(Choice):
    """Whether a project of 5亿 earns the additions of both tiers (R3)."""

    EXCLUSIVE = "EXCLUSIVE", "各项目只按最高一档"
    STACKED = "STACKED", "两档累加"


class SectorClasses(RootModel[tuple[str, ...]]):
    """GB/T 4754 classes that make an industrial project (R3); empty: by the project's kind."""

    model_config = ConfigDict(frozen=True)

    @field_validator("root")
    @classmethod
    def _known_form(cls, classes: tuple[str, ...]) -> tuple[str, ...]:
        for code in classes:
            if not re.fullmatch(r"[A-T]\d{0,4}", code):
                raise ValueError(f"不是国民经济行业分类代码：{code!r}（例：C、C26）")
        return classes

    def __str__(self) -> str:
        return "、".join(self.root) or "按项目类别，基础设施和社会事业除外"

    def __contains__(self, sector: str) -> bool:
        return sector.startswith(self.root)


class StartRecognisedBy(Choice):
    """Which of the dates of a start counts (R3a)."""

    LIBRARY_ENTRY = "LIBRARY_ENTRY", "进入固定资产投资库之日"
    SUBSTANTIVE_START = "SUBSTANTIVE_START", "实质性开工之日"


class OnTime(Choice):
    """By when a signed project must have started (R4)."""

    QUARTER_END = "QUARTER_END", "计划开工当季季末"
    PLANNED_DATE = "PLANNED_DATE", "计划开工之日"


class LateStart(Choice):
    """What a signed project earns that started in the quarter, but late (R4)."""

    ZERO = "ZERO", "未按期开工不记分"
    COUNT_IF_STARTED = "COUNT_IF_STARTED", "当季已开工即记分"


class NoneDue(Choice):
    """What the second half of signing earns when no start is due (R4)."""

    FOLLOW = "FOLLOW", "随签约完成比例"
    FULL = "FULL", "记满分"
    ZERO = "ZERO", "不记分"


class Scope(Choice):
    """Which key lists the item of starts looks at (R5)."""

    PROVINCE_CITY = "PROVINCE_CITY", "省、市重点"
    PROVINCE_CITY_COUNTY = "PROVINCE_CITY_COUNTY", "省、市、县重点"


class FundsLimit(Choice):
    """What three months from the issue of funds do to the planned start (R5)."""

    ALSO = "ALSO", "计划当季或三个月内开工均算按期"
    REPLACES = "REPLACES", "以三个月期限代替计划"


class JudgementWhen(Choice):
    """When the office may judge preparatory work instead of starts (R5)."""

    NONE_DUE = "NONE_DUE", "当季没有应开工项目"
    NO_START_IN_QUARTER = "NO_START_IN_QUARTER", "没有应开工项目，或应开未开且当季无新开工"


class StartsItem(Choice):
    """What the item of starts compares (R21)."""

    DUE = "DUE", "当季应开工项目"
    TASK = "TASK", "开工任务"


class Weighted(Choice):
    """How the completion of several projects is averaged (R6)."""

    NO = "NO", "各项目等权"
    BY_INVESTMENT = "BY_INVESTMENT", "按总投资加权"


class ProductionReachedBy(Choice):
    """Which milestone the item of production looks at, in plan and in fact (R6)."""

    PRODUCING = "PRODUCING", "投产"
    AT_CAPACITY = "AT_CAPACITY", "达效"


class FactorDeduction(Choice):
    """How often judged shortfalls of factor support are deducted (R7)."""

    EACH = "EACH", "每次扣分"
    ONCE_PER_QUARTER = "ONCE_PER_QUARTER", "每季只扣最重的一次"


class OncePer(Choice):
    """How often one project earns the points of the provincial list (R9)."""

    PROJECT_AND_KIND = "PROJECT_AND_KIND", "每个项目每类一次"
    PROJECT = "PROJECT", "每个项目一次"


class LateScope(Choice):
    """Which late projects are deducted for (R13)."""

    PROVINCIAL = "PROVINCIAL", "列入省级“三个一批”的项目"
    ALL_LISTED = "ALL_LISTED", "全部“三个一批”项目"


class Survey(Choice):
    """How often service departments are surveyed (R15)."""

    QUARTERLY = "QUARTERLY", "每季度评议"
    YEARLY = "YEARLY", "每年评议一次，计入第四季度"


class RuzhouReadings(Readings):
    """The options of the 2023 policy; every default is the reading as written."""

    shared_credit: SharedCredit = reading("R17", "同一项目多家申报的计分", SharedCredit.NONE)
    award_passes_on: AwardPassesOn = reading("R16", "被取消资格单位的奖项", AwardPassesOn.YES, "RZ-34")

    quarter_task: QuarterTask = reading("R2", "季度应完成任务数", QuarterTask.FLOOR, "RZ-19")
    quarter_table: QuarterTable = reading("R2", "另定的季度任务表", QuarterTable(()), "RZ-19")
    planning_deducts_from: PlanningDeductsFrom = reading(
        "R3", "未完成谋划任务时从几分扣起", PlanningDeductsFrom.TEN, "RZ-20"
    )
    additions_when_missed: Switch = reading("R3", "未完成谋划任务时大项目是否加分", Switch.OFF, "RZ-20")
    tiers: Tiers = reading("R3", "谋划加分两档的关系", Tiers.EXCLUSIVE, "RZ-20")
    industrial_by: SectorClasses = reading("R3", "产业项目的认定", SectorClasses(()), "RZ-20")
    start_recognised_by: StartRecognisedBy = reading(
        "R3a", "开工日期的认定", StartRecognisedBy.LIBRARY_ENTRY, "RZ-22"
    )
    on_time: OnTime = reading("R4", "签约项目按期开工的期限", OnTime.QUARTER_END, "RZ-21")
    late_start: LateStart = reading("R4", "签约项目逾期开工", LateStart.ZERO, "RZ-36")
    none_due: NoneDue = reading("R4", "当季没有应开工签约项目时的后10分", NoneDue.FOLLOW, "RZ-21")
    signed_starts: Credit = reading("R4", "签约项目开工的后10分", Credit.PROPORTIONAL, "RZ-21")
    scope: Scope = reading("R5", "开工项目范围", Scope.PROVINCE_CITY, "RZ-36")
    funds_limit: FundsLimit = reading("R5", "资金下达后三个月的期限", FundsLimit.ALSO, "RZ-22")
    starts: Credit = reading("R5", "开工20分", Credit.PROPORTIONAL, "RZ-22")
    judgement_when: JudgementWhen = reading("R5", "何时酌情记开工分", JudgementWhen.NONE_DUE, "RZ-22")
    starts_item: StartsItem = reading("R21", "开工20分所比较的", StartsItem.DUE, "RZ-22")
    weighted: Weighted = reading("R6", "投产完成比例的平均", Weighted.NO, "RZ-23")
    production_reached_by: ProductionReachedBy = reading(
        "R6", "投产达效以何为准", ProductionReachedBy.PRODUCING, "RZ-23"
    )
    meetings: Credit = reading("R7", "现场办公会10分", Credit.PROPORTIONAL, "RZ-24")
    factor: FactorDeduction = reading("R7", "要素保障不力的扣分", FactorDeduction.EACH, "RZ-24")
    once_per: OncePer = reading("R9", "列入省级“三个一批”的加分次数", OncePer.PROJECT_AND_KIND, "RZ-26")
    annex4_industrial_bonus: Switch = reading("R11", "是否计附件4的引进工业项目加分", Switch.ON, "RZ-36")
    monthly_naming_counts: Switch = reading("R12", "月度通报点名是否算通报批评", Switch.OFF, "RZ-31")
    late_scope: LateScope = reading("R13", "逾期扣分的项目范围", LateScope.PROVINCIAL, "RZ-37")
    survey: Survey = reading("R15", "企业评议的频次", Survey.QUARTERLY, "RZ-32")


RuzhouSnapshot = Snapshot[RuzhouReadings]
