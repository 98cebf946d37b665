"""The words of the field that facts are told in: stages, kinds, marks, lists, steps."""

from enum import StrEnum


class Stage(StrEnum):
    """Core stages of a project, in order; the last three stand aside."""

    RESERVED = "RESERVED"
    SIGNED = "SIGNED"
    PRELIMINARY = "PRELIMINARY"
    STARTED = "STARTED"
    BUILDING = "BUILDING"
    COMPLETED = "COMPLETED"
    PRODUCING = "PRODUCING"
    AT_CAPACITY = "AT_CAPACITY"
    SUSPENDED = "SUSPENDED"
    RESUMED = "RESUMED"
    TERMINATED = "TERMINATED"


STAGE_TITLES = {
    Stage.RESERVED: "谋划储备",
    Stage.SIGNED: "签约",
    Stage.PRELIMINARY: "前期",
    Stage.STARTED: "开工",
    Stage.BUILDING: "在建",
    Stage.COMPLETED: "竣工",
    Stage.PRODUCING: "投产",
    Stage.AT_CAPACITY: "达效",
    Stage.SUSPENDED: "停建",
    Stage.RESUMED: "复工",
    Stage.TERMINATED: "终止",
}
STAGE_ORDER = (
    Stage.RESERVED,
    Stage.SIGNED,
    Stage.PRELIMINARY,
    Stage.STARTED,
    Stage.BUILDING,
    Stage.COMPLETED,
    Stage.PRODUCING,
    Stage.AT_CAPACITY,
)
PLANNED_STAGES = (Stage.STARTED, Stage.COMPLETED, Stage.PRODUCING, Stage.AT_CAPACITY)
"""Stages that a project has a planned date for."""


class StartKind(StrEnum):
    """The three dates of a start (A8): each policy says which one counts."""

    CEREMONY = "CEREMONY"
    SUBSTANTIVE = "SUBSTANTIVE"
    LIBRARY_ENTRY = "LIBRARY_ENTRY"


START_TITLES = {
    StartKind.CEREMONY: "举行开工仪式",
    StartKind.SUBSTANTIVE: "实质性开工",
    StartKind.LIBRARY_ENTRY: "进入统计库",
}


class ProjectKind(StrEnum):
    """What a project is, as admission thresholds and “产业项目” tell projects apart."""

    MANUFACTURING = "MANUFACTURING"
    MODERN_SERVICES = "MODERN_SERVICES"
    AGRICULTURE = "AGRICULTURE"
    INFRASTRUCTURE = "INFRASTRUCTURE"
    SOCIAL = "SOCIAL"
    OTHER = "OTHER"


PROJECT_KIND_TITLES = {
    ProjectKind.MANUFACTURING: "制造业",
    ProjectKind.MODERN_SERVICES: "现代服务业",
    ProjectKind.AGRICULTURE: "农业",
    ProjectKind.INFRASTRUCTURE: "基础设施",
    ProjectKind.SOCIAL: "社会事业",
    ProjectKind.OTHER: "其他",
}


class Flag(StrEnum):
    """Marks of a project that decide points or admission."""

    ADVANCED_MANUFACTURING = "ADVANCED_MANUFACTURING"
    STRATEGIC_EMERGING = "STRATEGIC_EMERGING"
    PURE_FARMING = "PURE_FARMING"
    NEW_INFRASTRUCTURE = "NEW_INFRASTRUCTURE"
    DIGITAL_ECONOMY = "DIGITAL_ECONOMY"
    INNOVATION_PLATFORM = "INNOVATION_PLATFORM"


FLAG_TITLES = {
    Flag.ADVANCED_MANUFACTURING: "先进制造业",
    Flag.STRATEGIC_EMERGING: "战略性新兴产业",
    Flag.PURE_FARMING: "单纯种植养殖",
    Flag.NEW_INFRASTRUCTURE: "“两新一重”",
    Flag.DIGITAL_ECONOMY: "数字经济",
    Flag.INNOVATION_PLATFORM: "创新研发平台",
}


class KeyList(StrEnum):
    """Lists a project can be put on: key-project lists, and the provincial 三个一批 list by kind."""

    PROVINCIAL_KEY = "PROVINCIAL_KEY"
    CITY_KEY = "CITY_KEY"
    COUNTY_KEY = "COUNTY_KEY"
    BATCH_SIGNED = "BATCH_SIGNED"
    BATCH_STARTED = "BATCH_STARTED"
    BATCH_PRODUCED = "BATCH_PRODUCED"


PROVINCIAL_BATCH = (KeyList.BATCH_SIGNED, KeyList.BATCH_STARTED, KeyList.BATCH_PRODUCED)


class FundSource(StrEnum):
    """Where the money of a project comes from: public money that it applies for, or whoever was attracted to invest."""

    CENTRAL_BUDGET = "CENTRAL_BUDGET"
    SPECIAL_BOND = "SPECIAL_BOND"
    POLICY_FINANCE = "POLICY_FINANCE"
    INVESTOR = "INVESTOR"


class FundStep(StrEnum):
    """How far an application for public money has come."""

    APPLIED = "APPLIED"
    APPROVED = "APPROVED"
    ISSUED = "ISSUED"


FUND_STEP_TITLES = {FundStep.APPLIED: "申报", FundStep.APPROVED: "批复", FundStep.ISSUED: "下达"}


class MeetingKind(StrEnum):
    """What sort of meeting was held."""

    ON_SITE = "ON_SITE"
    STUDY = "STUDY"
    DISPATCH = "DISPATCH"
    PROMOTION = "PROMOTION"


class ChairRole(StrEnum):
    """Who chaired, by post."""

    MAIN_LEADER = "MAIN_LEADER"
    DEPUTY = "DEPUTY"
    OTHER = "OTHER"


class PraiseSource(StrEnum):
    """Where praise came from."""

    HIGHER_MEDIA = "HIGHER_MEDIA"
    CITY_LEADER_WRITTEN = "CITY_LEADER_WRITTEN"


class CriticismKind(StrEnum):
    """In which form a unit was criticised."""

    CIRCULATED = "CIRCULATED"
    INTERVIEW = "INTERVIEW"
    MONTHLY_BULLETIN = "MONTHLY_BULLETIN"


class HarmKind(StrEnum):
    """Harm done to enterprises."""

    BUSINESS_ENVIRONMENT = "BUSINESS_ENVIRONMENT"
    BLANKET_STOPPAGE = "BLANKET_STOPPAGE"


class Verifier(StrEnum):
    """Who verified a harm."""

    DISCIPLINE = "DISCIPLINE"
    POLICE = "POLICE"
    PROJECT_OFFICE = "PROJECT_OFFICE"


class EnrolmentState(StrEnum):
    """Whether an enrolment counts."""

    COUNTED = "COUNTED"
    SUSPECTED = "SUSPECTED"
    EXCLUDED = "EXCLUDED"


class ProcedureKind(StrEnum):
    """The procedures of a project, in the order in which they usually come: preliminary ones, then its acceptance."""

    SITE = "SITE"
    APPROVAL = "APPROVAL"
    LAND_PLANNING = "LAND_PLANNING"
    WORKS_PLANNING = "WORKS_PLANNING"
    EIA = "EIA"
    ENERGY = "ENERGY"
    TENDER = "TENDER"
    PERMIT = "PERMIT"
    PLANNING_ACCEPTANCE = "PLANNING_ACCEPTANCE"
    FIRE_ACCEPTANCE = "FIRE_ACCEPTANCE"
    COMPLETION_ACCEPTANCE = "COMPLETION_ACCEPTANCE"


ACCEPTANCE = (
    ProcedureKind.PLANNING_ACCEPTANCE,
    ProcedureKind.FIRE_ACCEPTANCE,
    ProcedureKind.COMPLETION_ACCEPTANCE,
)
"""What is accepted when the works are completed."""
PRELIMINARY = tuple(kind for kind in ProcedureKind if kind not in ACCEPTANCE)
"""前期手续: what comes before the works."""
PROCEDURE_TITLES = {
    ProcedureKind.SITE: "选址",
    ProcedureKind.APPROVAL: "立项(审批、核准、备案)",
    ProcedureKind.LAND_PLANNING: "用地规划",
    ProcedureKind.WORKS_PLANNING: "工程规划",
    ProcedureKind.EIA: "环评",
    ProcedureKind.ENERGY: "能评",
    ProcedureKind.TENDER: "招投标",
    ProcedureKind.PERMIT: "施工许可",
    ProcedureKind.PLANNING_ACCEPTANCE: "规划核实",
    ProcedureKind.FIRE_ACCEPTANCE: "消防验收",
    ProcedureKind.COMPLETION_ACCEPTANCE: "竣工验收",
}


class Duty(StrEnum):
    """What a post answers for, of a project or of a unit."""

    COUNTY_LEADER = "COUNTY_LEADER"
    ASSISTING_LEADER = "ASSISTING_LEADER"
    CHIEF_SERVICE_OFFICER = "CHIEF_SERVICE_OFFICER"
    TASK_FORCE = "TASK_FORCE"
    SERVICE_COMMISSIONER = "SERVICE_COMMISSIONER"
    RESPONSIBLE_UNIT = "RESPONSIBLE_UNIT"
    RESPONSIBLE_PERSON = "RESPONSIBLE_PERSON"
    MAIN_LEADER = "MAIN_LEADER"
    DEPUTY_LEADER = "DEPUTY_LEADER"
    DEDICATED_STAFF = "DEDICATED_STAFF"


DUTY_TITLES = {
    Duty.COUNTY_LEADER: "牵头包联的县级领导",
    Duty.ASSISTING_LEADER: "协助包联的领导",
    Duty.CHIEF_SERVICE_OFFICER: "首席服务官",
    Duty.TASK_FORCE: "工作专班",
    Duty.SERVICE_COMMISSIONER: "服务专员",
    Duty.RESPONSIBLE_UNIT: "责任单位",
    Duty.RESPONSIBLE_PERSON: "责任人",
    Duty.MAIN_LEADER: "主要领导",
    Duty.DEPUTY_LEADER: "分管领导",
    Duty.DEDICATED_STAFF: "专职人员",
}


class FindingStepKind(StrEnum):
    """What is done about a finding."""

    FOUND = "FOUND"
    REMINDED = "REMINDED"
    REPORTED = "REPORTED"
    ACCEPTED = "ACCEPTED"
    POOR = "POOR"
    UNTRUE = "UNTRUE"
    INTERVIEWED = "INTERVIEWED"
    ESCALATED = "ESCALATED"


FINDING_STEP_TITLES = {
    FindingStepKind.FOUND: "发现",
    FindingStepKind.REMINDED: "发提醒函",
    FindingStepKind.REPORTED: "报告整改",
    FindingStepKind.ACCEPTED: "认定到位",
    FindingStepKind.POOR: "认定不到位",
    FindingStepKind.UNTRUE: "认定不实",
    FindingStepKind.INTERVIEWED: "约谈",
    FindingStepKind.ESCALATED: "提级",
}
