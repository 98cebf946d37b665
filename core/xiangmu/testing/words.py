"""The Chinese words that cases are written in, and the values they mean."""

from xiangmu.domain.duplicates import Verdict
from xiangmu.domain.outcome import Outcome
from xiangmu.plugin.vocabulary import (
    DUTY_TITLES,
    FINDING_STEP_TITLES,
    STAGE_TITLES,
    ChairRole,
    CriticismKind,
    Duty,
    EnrolmentState,
    Flag,
    FundSource,
    FundStep,
    HarmKind,
    KeyList,
    MeetingKind,
    PraiseSource,
    ProcedureKind,
    ProjectKind,
    StartKind,
    Verifier,
)

STAGES = {title: stage for stage, title in STAGE_TITLES.items()}
STARTS = {
    "仪式开工": StartKind.CEREMONY,
    "实质开工": StartKind.SUBSTANTIVE,
    "入库": StartKind.LIBRARY_ENTRY,
}
KINDS = {
    "制造业": ProjectKind.MANUFACTURING,
    "现代服务业": ProjectKind.MODERN_SERVICES,
    "农业": ProjectKind.AGRICULTURE,
    "基础设施": ProjectKind.INFRASTRUCTURE,
    "社会事业": ProjectKind.SOCIAL,
    "其他": ProjectKind.OTHER,
}
FLAGS = {
    "先进制造业": Flag.ADVANCED_MANUFACTURING,
    "战略性新兴产业": Flag.STRATEGIC_EMERGING,
    "单纯种养": Flag.PURE_FARMING,
    "两新一重": Flag.NEW_INFRASTRUCTURE,
    "数字经济": Flag.DIGITAL_ECONOMY,
    "创新平台": Flag.INNOVATION_PLATFORM,
}
LISTS = {
    "省重点": KeyList.PROVINCIAL_KEY,
    "市重点": KeyList.CITY_KEY,
    "县重点": KeyList.COUNTY_KEY,
    "省三个一批签约": KeyList.BATCH_SIGNED,
    "省三个一批开工": KeyList.BATCH_STARTED,
    "省三个一批投产": KeyList.BATCH_PRODUCED,
}
SOURCES = {
    "中央预算内": FundSource.CENTRAL_BUDGET,
    "专项债": FundSource.SPECIAL_BOND,
    "政策性金融工具": FundSource.POLICY_FINANCE,
    "招商引资": FundSource.INVESTOR,
}
STEPS = {"申报": FundStep.APPLIED, "批复": FundStep.APPROVED, "下达": FundStep.ISSUED}
MEETINGS = {
    "现场办公": MeetingKind.ON_SITE,
    "研判会": MeetingKind.STUDY,
    "调度会": MeetingKind.DISPATCH,
    "市外招商活动": MeetingKind.PROMOTION,
}
CHAIRS = {"主要领导": ChairRole.MAIN_LEADER, "分管领导": ChairRole.DEPUTY, "其他": ChairRole.OTHER}
PRAISES = {"上级媒体": PraiseSource.HIGHER_MEDIA, "市主要领导批示": PraiseSource.CITY_LEADER_WRITTEN}
CRITICISMS = {
    "通报批评": CriticismKind.CIRCULATED,
    "约谈": CriticismKind.INTERVIEW,
    "月度通报点名": CriticismKind.MONTHLY_BULLETIN,
}
HARMS = {"营商环境": HarmKind.BUSINESS_ENVIRONMENT, "一刀切停工": HarmKind.BLANKET_STOPPAGE}
VERIFIERS = {"纪委监委": Verifier.DISCIPLINE, "公安": Verifier.POLICE, "项目办": Verifier.PROJECT_OFFICE}
STATES = {
    "计入": EnrolmentState.COUNTED,
    "疑似重复": EnrolmentState.SUSPECTED,
    "排除": EnrolmentState.EXCLUDED,
}
PROCEDURES = {
    "选址": ProcedureKind.SITE,
    "立项": ProcedureKind.APPROVAL,
    "用地规划": ProcedureKind.LAND_PLANNING,
    "工程规划": ProcedureKind.WORKS_PLANNING,
    "环评": ProcedureKind.EIA,
    "能评": ProcedureKind.ENERGY,
    "招投标": ProcedureKind.TENDER,
    "施工许可": ProcedureKind.PERMIT,
    "规划核实": ProcedureKind.PLANNING_ACCEPTANCE,
    "消防验收": ProcedureKind.FIRE_ACCEPTANCE,
    "竣工验收": ProcedureKind.COMPLETION_ACCEPTANCE,
}
DUTIES = {title: duty for duty, title in DUTY_TITLES.items()} | {
    "县级领导": Duty.COUNTY_LEADER,
}
FINDING_STEPS = {title: kind for kind, title in FINDING_STEP_TITLES.items()}
OUTCOMES = {
    Outcome.MET: "完成",
    Outcome.MISSED: "未完成",
    Outcome.NOT_YET_DUE: "未到期",
    Outcome.BEFORE_ISSUE: "印发前到期",
    Outcome.UNKNOWN: "无从评判",
}
VERDICTS = {Verdict.UNDECIDED: "待定", Verdict.SAME: "相同", Verdict.DIFFERENT: "不同"}
