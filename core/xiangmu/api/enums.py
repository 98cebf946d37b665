"""Enumerations of the plugin API with the Chinese descriptions that the schema needs."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from xiangmu.catalog.coverage import Status
from xiangmu.domain.duplicates import LIKENESS_TITLES, Likeness, Verdict
from xiangmu.domain.outcome import OUTCOME_TITLES, Outcome
from xiangmu.plugin.evidence import EvidenceKind
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.leaders import DutyScope
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.procedures import PROCEDURE_STATE_TITLES, ProcedureState
from xiangmu.plugin.profile import Severity
from xiangmu.plugin.scoring import Direction, LineKind, Section
from xiangmu.plugin.targets import Comparison
from xiangmu.plugin.units import UnitKind
from xiangmu.plugin.vocabulary import FLAG_TITLES, PROJECT_KIND_TITLES, EnrolmentState, Flag, ProjectKind

__all__ = [
    "Amount",
    "Basis",
    "Comparison",
    "Direction",
    "DutyScope",
    "EnrolmentState",
    "EvidenceKind",
    "Flag",
    "Likeness",
    "LineKind",
    "Outcome",
    "PeriodKind",
    "ProcedureState",
    "ProjectKind",
    "Section",
    "Severity",
    "Status",
    "UnitKind",
    "Verdict",
    "describe",
]

E = TypeVar("E", bound=StrEnum)


def describe(kind: type[E], description: str, values: Mapping[E, str], name: str | None = None) -> type[E]:
    """Let ``kind`` appear in the schema. Raises KeyError for a member that ``values`` does not describe.

    Types must import the enumeration from the module that describes it: without that they would have it
    published without descriptions.
    """
    if hasattr(kind, "__strawberry_definition__"):
        raise TypeError(f"{kind.__name__} is in the schema already")
    strawberry.enum(kind, name=name, description=description)
    definition: StrawberryEnumDefinition = kind.__strawberry_definition__  # type: ignore[attr-defined]  # set above
    for member in definition.values:
        member.description = values[kind(member.value)]
    return kind


describe(
    UnitKind,
    "责任单位的类别。",
    {
        UnitKind.COUNTY: "县、市、区",
        UnitKind.TOWNSHIP: "乡镇、街道",
        UnitKind.ZONE: "开发区、园区、示范区等功能区",
        UnitKind.DEPARTMENT: "政府部门和直属单位",
        UnitKind.ENTERPRISE: "企业",
        UnitKind.OFFICE: "办公室、专班等工作机构",
    },
)
describe(
    PeriodKind,
    "考核期的长短。",
    {
        PeriodKind.HALF_MONTH: "半月,如 2022-09-H1",
        PeriodKind.MONTH: "月,如 2023-06",
        PeriodKind.QUARTER: "季度,如 2023Q2",
        PeriodKind.YEAR: "年,如 2023",
        PeriodKind.CAMPAIGN: "文件规定的整个行动期,写作 campaign",
    },
)
describe(ProjectKind, "项目类别。", PROJECT_KIND_TITLES)
describe(Flag, "影响计分或准入的项目标记。", FLAG_TITLES, name="ProjectFlag")
describe(
    EvidenceKind,
    "依据是哪一类事实。",
    {
        EvidenceKind.PROJECT: "项目本身",
        EvidenceKind.STAGE: "到达阶段",
        EvidenceKind.START: "开工(仪式、实质性开工或入库)",
        EvidenceKind.PLAN: "计划日期",
        EvidenceKind.PROGRESS: "月度投资进度",
        EvidenceKind.LISTING: "列入或移出名单",
        EvidenceKind.FUNDING: "申请资金的一步",
        EvidenceKind.PROCEDURE: "前期手续",
        EvidenceKind.YEAR_PLAN: "年度计划投资",
        EvidenceKind.ASSIGNMENT: "职责分工",
        EvidenceKind.MEETING: "会议",
        EvidenceKind.PRAISE: "表扬或批示",
        EvidenceKind.CRITICISM: "通报批评或约谈",
        EvidenceKind.HARM: "查实的损害营商环境问题",
        EvidenceKind.JUDGEMENT: "人工认定",
        EvidenceKind.SURVEY: "企业评议",
        EvidenceKind.INDICATOR: "指标读数",
        EvidenceKind.COMMITMENT: "公开承诺",
        EvidenceKind.INSPECTION: "核查",
        EvidenceKind.FINDING: "核查发现",
        EvidenceKind.PUBLICATION: "公布稿",
    },
)
describe(
    Section,
    "得分项属于哪一部分。",
    {Section.BASE: "基础分", Section.BONUS: "加分", Section.DEDUCTION: "减分"},
)
describe(
    LineKind,
    "得分行的性质。",
    {
        LineKind.POINTS: "按规则得到的分",
        LineKind.LIMIT: "最高分或最低分限制所作的调整",
        LineKind.ROUNDING: "尾差:公布时四舍五入的差额",
    },
)
describe(
    Basis,
    "目标或次序从何而来。",
    {
        Basis.PRINTED: "文件明文规定",
        Basis.DERIVED: "文件没有规定公式,由本系统按目标任务推算",
        Basis.PRACTICE: "通行做法",
        Basis.LAW: "国家法律的规定,文件没有写",
    },
)
describe(
    Status,
    "条款的落实情况。",
    {
        Status.IMPLEMENTED: "已由规则落实",
        Status.NOTHING_TO_COMPUTE: "没有可计算的内容",
        Status.OPEN: "尚未落实",
    },
    name="ClauseStatus",
)
describe(
    Amount,
    "数量以什么计。",
    {
        Amount.COUNT: "个数",
        Amount.YUAN: "金额(元)",
        Amount.RATE: "比率(千分数)",
        Amount.DAYS: "天数",
        Amount.TIMES: "次数",
        Amount.NUMBER: "没有单位的数,如档次、指数",
    },
)
describe(
    Comparison,
    "怎样才算完成。",
    {
        Comparison.AT_LEAST: "不少于目标值",
        Comparison.MORE_THAN: "超过目标值",
        Comparison.AT_MOST: "不超过目标值",
    },
)
describe(
    EnrolmentState,
    "纳入考核的状态。",
    {
        EnrolmentState.COUNTED: "计入",
        EnrolmentState.SUSPECTED: "存疑,待认定",
        EnrolmentState.EXCLUDED: "不计",
    },
)
describe(Outcome, "目标任务或节点到期时的情形。", OUTCOME_TITLES, name="TargetOutcome")
describe(
    Direction,
    "榜上怎样的数在前。",
    {Direction.HIGHER: "大者在前", Direction.LOWER: "小者在前"},
    name="RankingDirection",
)
describe(Likeness, "两个项目疑似重复的根据。", LIKENESS_TITLES, name="DuplicateLikeness")
describe(
    Verdict,
    "对疑似重复的认定。",
    {
        Verdict.UNDECIDED: "尚未认定",
        Verdict.SAME: "认定为同一项目",
        Verdict.DIFFERENT: "认定为不同项目",
    },
    name="DuplicateVerdict",
)
describe(ProcedureState, "手续办到哪里。", PROCEDURE_STATE_TITLES)
describe(DutyScope, "责任关于什么。", {DutyScope.UNIT: "责任单位", DutyScope.PROJECT: "项目"})
describe(
    Severity,
    "不合要求时怎样处理。",
    {Severity.ERROR: "不予记入或计入", Severity.WARNING: "只作提醒"},
    name="RuleSeverity",
)
