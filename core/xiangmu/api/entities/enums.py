"""Enumerations of facts with the Chinese descriptions that the schema needs; types import them from here."""

from xiangmu.api.enums import EnrolmentState, Flag, ProjectKind, UnitKind, describe
from xiangmu.db.dispatching import ProposalStatus
from xiangmu.db.kinds import State
from xiangmu.db.records import DraftOutcome, OriginKind
from xiangmu.domain.issues.checkpoints import CHECKPOINT_OUTCOME_TITLES, CheckpointOutcome
from xiangmu.plugin.inspections import (
    FINDING_STATUS_TITLES,
    Answer,
    Contradicted,
    FindingStatus,
    Manner,
    Verdict,
)
from xiangmu.plugin.inventories import INVENTORY_STATUS_TITLES, InventoryStatus
from xiangmu.plugin.issues import (
    GRAVITY_TITLES,
    ISSUE_SOURCE_TITLES,
    ISSUE_STATUS_TITLES,
    ISSUE_STEP_TITLES,
    Gravity,
    IssueSource,
    IssueStatus,
    IssueStepKind,
)
from xiangmu.plugin.libraries import (
    LIBRARY_STATUS_TITLES,
    LIBRARY_STEP_TITLES,
    REVIEW_LEVEL_TITLES,
    REVIEW_RESULT_TITLES,
    LibraryStatus,
    LibraryStepKind,
    ReviewLevel,
    ReviewResult,
)
from xiangmu.plugin.schedule import OBLIGATION_TITLES, SECTION_TITLES, BulletinSection, ObligationKind
from xiangmu.plugin.vocabulary import (
    DUTY_TITLES,
    FINDING_STEP_TITLES,
    PROCEDURE_TITLES,
    STAGE_TITLES,
    ChairRole,
    CriticismKind,
    Duty,
    FindingStepKind,
    FundSource,
    FundStep,
    HarmKind,
    KeyList,
    MeetingKind,
    PraiseSource,
    ProcedureKind,
    Stage,
    StartKind,
    Verifier,
)
from xiangmu.services.issues.handling import IssueAction

__all__ = [
    "Answer",
    "BulletinSection",
    "ChairRole",
    "CheckpointOutcome",
    "Contradicted",
    "CriticismKind",
    "DraftOutcome",
    "Duty",
    "EnrolmentState",
    "FindingStatus",
    "FindingStepKind",
    "Flag",
    "FundSource",
    "FundStep",
    "Gravity",
    "HarmKind",
    "InventoryStatus",
    "IssueAction",
    "IssueSource",
    "IssueStatus",
    "IssueStepKind",
    "KeyList",
    "LibraryStatus",
    "LibraryStepKind",
    "Manner",
    "MeetingKind",
    "ObligationKind",
    "OriginKind",
    "PraiseSource",
    "ProcedureKind",
    "ProjectKind",
    "ProposalStatus",
    "ReviewLevel",
    "ReviewResult",
    "Stage",
    "StartKind",
    "State",
    "UnitKind",
    "Verdict",
    "Verifier",
]

describe(
    State,
    "事实的状态。",
    {State.CLAIMED: "待核:已申报,重点项目办尚未确认", State.CONFIRMED: "已确认", State.REJECTED: "已退回"},
    name="FactState",
)
describe(
    OriginKind,
    "一个项目怎样来自另一个项目。",
    {OriginKind.SPLIT: "从中拆出", OriginKind.MERGED: "把它并入"},
)
describe(
    DraftOutcome,
    "对公布稿草稿的决定。",
    {
        DraftOutcome.APPROVED: "领导小组批准,已公布",
        DraftOutcome.RETURNED: "领导小组退回",
        DraftOutcome.WITHDRAWN: "重点项目办撤回",
    },
)
describe(
    ProposalStatus,
    "会议方案到了哪一步。",
    {
        ProposalStatus.PROPOSED: "待批",
        ProposalStatus.APPROVED: "已批准,尚未召开",
        ProposalStatus.RETURNED: "已退回",
        ProposalStatus.HELD: "已召开",
    },
    name="MeetingProposalStatus",
)
describe(ObligationKind, "文件规定的事项的种类。", OBLIGATION_TITLES)
describe(BulletinSection, "通报的哪一节。", SECTION_TITLES)
describe(IssueStatus, "问题办到哪一步,依次递进。", ISSUE_STATUS_TITLES)
describe(IssueStepKind, "对问题做了什么。", ISSUE_STEP_TITLES)
describe(Gravity, "问题的轻重。", GRAVITY_TITLES, name="IssueGravity")
describe(IssueSource, "问题的来源。", ISSUE_SOURCE_TITLES)
describe(CheckpointOutcome, "一项时限完成得怎样。", CHECKPOINT_OUTCOME_TITLES)
describe(
    IssueAction,
    "对问题做了什么。",
    {
        IssueAction.ANSWER: "回应提出人",
        IssueAction.MEASURES: "拿出措施",
        IssueAction.PROGRESS: "报告进展",
    },
)
describe(Stage, "项目阶段。前八个依次递进,后三个另列。", STAGE_TITLES)
describe(ProcedureKind, "手续的种类:前期手续和竣工的验收。", PROCEDURE_TITLES)
describe(Duty, "责任的种类。", DUTY_TITLES)
describe(
    StartKind,
    "开工的三种日期。",
    {
        StartKind.CEREMONY: "开工仪式",
        StartKind.SUBSTANTIVE: "实质性开工",
        StartKind.LIBRARY_ENTRY: "入库",
    },
)
describe(
    KeyList,
    "项目可以列入的名单。",
    {
        KeyList.PROVINCIAL_KEY: "省重点项目",
        KeyList.CITY_KEY: "市重点项目",
        KeyList.COUNTY_KEY: "县重点项目",
        KeyList.BATCH_SIGNED: "省“三个一批”签约项目",
        KeyList.BATCH_STARTED: "省“三个一批”开工项目",
        KeyList.BATCH_PRODUCED: "省“三个一批”投产项目",
    },
)
describe(
    FundSource,
    "资金的来源。",
    {
        FundSource.CENTRAL_BUDGET: "中央预算内投资",
        FundSource.SPECIAL_BOND: "专项债券",
        FundSource.POLICY_FINANCE: "政策性开发性金融工具",
        FundSource.INVESTOR: "招商引资资金(下达即到位)",
    },
)
describe(
    FundStep,
    "资金申报到了哪一步。",
    {FundStep.APPLIED: "已申报", FundStep.APPROVED: "已通过审核", FundStep.ISSUED: "已下达或发行"},
)
describe(
    MeetingKind,
    "会议的种类。",
    {
        MeetingKind.ON_SITE: "现场办公会",
        MeetingKind.STUDY: "专题研究会",
        MeetingKind.DISPATCH: "调度会",
        MeetingKind.PROMOTION: "市外招商活动",
    },
)
describe(
    ChairRole,
    "由谁主持,只记职务。",
    {ChairRole.MAIN_LEADER: "主要领导", ChairRole.DEPUTY: "分管领导", ChairRole.OTHER: "其他"},
)
describe(Manner, "核查的方式。", {Manner.OPEN: "明查", Manner.COVERT: "暗访"}, name="InspectionManner")
describe(
    Answer,
    "核查表一项的结果。",
    {Answer.OK: "没有问题", Answer.PROBLEM: "有问题", Answer.NOT_APPLICABLE: "不涉及"},
    name="CheckAnswer",
)
describe(
    Contradicted,
    "核查发现与项目的哪些事实矛盾。",
    {Contradicted.START: "开工", Contradicted.INVESTMENT: "投资"},
)
describe(FindingStatus, "核查发现的状态。", FINDING_STATUS_TITLES)
describe(FindingStepKind, "对核查发现做了什么。", FINDING_STEP_TITLES)
describe(InventoryStatus, "起底台账一条的状态。", INVENTORY_STATUS_TITLES)
describe(ReviewLevel, "项目库审核的一步在哪一级。", REVIEW_LEVEL_TITLES)
describe(ReviewResult, "项目库审核一步的结果。", REVIEW_RESULT_TITLES)
describe(LibraryStepKind, "项目入库报审的一步发生了什么。", LIBRARY_STEP_TITLES)
describe(LibraryStatus, "项目入库报审的状态。", LIBRARY_STATUS_TITLES)
describe(
    Verdict,
    "对整改结果的认定。",
    {Verdict.ACCEPTED: "整改到位,结案", Verdict.POOR: "整改不到位", Verdict.UNTRUE: "整改不实"},
    name="RectificationVerdict",
)
describe(
    PraiseSource,
    "表扬从何而来。",
    {
        PraiseSource.HIGHER_MEDIA: "上级媒体报道",
        PraiseSource.CITY_LEADER_WRITTEN: "市领导书面肯定",
    },
)
describe(
    CriticismKind,
    "批评的形式。",
    {
        CriticismKind.CIRCULATED: "通报批评",
        CriticismKind.INTERVIEW: "约谈",
        CriticismKind.MONTHLY_BULLETIN: "月度通报点名",
    },
)
describe(
    HarmKind,
    "损害企业的情形。",
    {
        HarmKind.BUSINESS_ENVIRONMENT: "损害营商环境",
        HarmKind.BLANKET_STOPPAGE: "“一刀切”停工停产",
    },
)
describe(
    Verifier,
    "由谁查实。",
    {
        Verifier.DISCIPLINE: "纪检监察机关",
        Verifier.POLICE: "公安机关",
        Verifier.PROJECT_OFFICE: "重点项目办",
    },
)
