"""The reader's queries: one class that the schema's query takes in, and all that stands behind it."""

from collections.abc import Mapping

import strawberry
from sqlalchemy import Table
from strawberry import field

from xiangmu.access.row_rules import RULES, RowRule, require_rules
from xiangmu.api.entities.access import ACCOUNT, API_TOKEN, ROLE_GRANT, Account, ApiToken, RoleGrant
from xiangmu.api.entities.activities import ACTIVITY, Activity
from xiangmu.api.entities.attachments import ATTACHMENT, Attachment
from xiangmu.api.entities.bulletins import BULLETIN, BULLETIN_DRAFT, Bulletin, BulletinDraft
from xiangmu.api.entities.calendars import CALENDAR_FEED, CalendarFeed
from xiangmu.api.entities.commands import COMMAND, Command
from xiangmu.api.entities.conduct import CRITICISM, HARM, PRAISE, Criticism, Harm, Praise
from xiangmu.api.entities.drafts import (
    DRAFT_DECISION,
    DRAFT_HEAD,
    OBJECTION,
    OBJECTION_ANSWER,
    DraftDecision,
    DraftHead,
    Objection,
    ObjectionAnswer,
)
from xiangmu.api.entities.enrolments import Admission, Enrolment
from xiangmu.api.entities.findings import (
    DISPUTED_FACT,
    FINDING_ENTITY,
    FINDING_STEP,
    REMINDER_LETTER,
    DisputedFact,
    Finding,
    FindingStep,
    ReminderLetter,
)
from xiangmu.api.entities.gatherings import (
    DECISION,
    OPINION,
    PARTICIPANT,
    MeetingDecision,
    MeetingOpinion,
    Participant,
)
from xiangmu.api.entities.inspections import (
    INSPECTED_PROJECT,
    INSPECTION,
    INSPECTION_ANSWER,
    INSPECTION_MEMBER,
    InspectedProject,
    Inspection,
    InspectionAnswer,
    InspectionMember,
)
from xiangmu.api.entities.inventories import INVENTORY_ITEM, InventoryItem
from xiangmu.api.entities.issues import ISSUE, ISSUE_STEP, Issue, IssueStep
from xiangmu.api.entities.judgements import JUDGEMENT, SURVEY, Judgement, Survey
from xiangmu.api.entities.libraries import (
    LIBRARY_ENTRY,
    LIBRARY_STEP,
    STATISTICS_LINE,
    STATISTICS_LIST_ENTITY,
    LibraryEntry,
    LibraryStep,
    StatisticsLine,
    StatisticsList,
)
from xiangmu.api.entities.lists import FundingStep, Listing
from xiangmu.api.entities.meetings import MEETING, MEETING_PROPOSAL, Meeting, MeetingProposal
from xiangmu.api.entities.notices import (
    CHANNEL,
    DELIVERY,
    NOTIFICATION,
    Notification,
    NotificationChannel,
    NotificationDelivery,
)
from xiangmu.api.entities.origins import PROJECT_ORIGIN, ProjectOrigin
from xiangmu.api.entities.people import PERSON, Person
from xiangmu.api.entities.plans import MONTH_CLOSED, MonthClosed, MonthProgress, Plan
from xiangmu.api.entities.policies import (
    ENABLED_POLICY,
    PUBLICATION_HEAD,
    EnabledPolicy,
    PublicationHead,
)
from xiangmu.api.entities.preparation import Assignment, Procedure, YearPlan
from xiangmu.api.entities.profiles import profile_types
from xiangmu.api.entities.project_filters import FACTS
from xiangmu.api.entities.projects import Project, ProjectConnection, project_entity
from xiangmu.api.entities.reports import (
    OCCURRENCE_WAIVER,
    REPORT,
    REPORT_RETURN,
    WORKDAY_DECISION,
    OccurrenceWaiver,
    Report,
    ReportReturn,
    WorkdayDecision,
)
from xiangmu.api.entities.roots import ROOTS
from xiangmu.api.entities.rulings import DUPLICATE_RULING, DuplicateRuling
from xiangmu.api.entities.stages import StageEvent, StartEvent
from xiangmu.api.entities.undertakings import (
    COMMITMENT,
    GOAL_REVISION,
    INDICATOR_READING,
    Commitment,
    GoalRevision,
    IndicatorReading,
)
from xiangmu.api.entities.units import JURISDICTION, UNIT, Jurisdiction, Unit
from xiangmu.api.entities.versions import PROJECT_VERSION, ProjectVersion, version_entity
from xiangmu.api.entities.visits import VISIT, Visit
from xiangmu.api.reader.inputs import equip
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.types import Connection, Node
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t


@strawberry.type
class ReaderQuery:
    """Queries that the reader answers."""

    node: Node | None = field(description="有这一标识的对象;没有的为空。")
    project: Project | None = field(description="有这一标识的项目;没有的为空。")
    unit: Unit | None = field(description="有这一标识的责任单位;没有的为空。")
    projects: ProjectConnection = field(description="项目。")
    units: Connection[Unit] = field(description="责任单位。")
    enrolments: Connection[Enrolment] = field(description="纳入考核。")
    admissions: Connection[Admission] = field(description="准入。")
    stage_events: Connection[StageEvent] = field(description="到达阶段的记录。")
    start_events: Connection[StartEvent] = field(description="开工的记录。")
    plans: Connection[Plan] = field(description="计划。")
    project_origins: Connection[ProjectOrigin] = field(description="项目的来历。")
    month_progress: Connection[MonthProgress] = field(description="月度进度。")
    months_closed: Connection[MonthClosed] = field(description="关账的月份。")
    listings: Connection[Listing] = field(description="名单变动。")
    funding_steps: Connection[FundingStep] = field(description="资金申报。")
    year_plans: Connection[YearPlan] = field(description="年度计划投资。")
    procedures: Connection[Procedure] = field(description="前期手续。")
    assignments: Connection[Assignment] = field(description="谁负什么责。")
    duplicate_rulings: Connection[DuplicateRuling] = field(description="重复项目的认定。")
    indicator_readings: Connection[IndicatorReading] = field(description="指标读数。")
    goal_revisions: Connection[GoalRevision] = field(description="目标调整。")
    commitments: Connection[Commitment] = field(description="公开承诺。")
    reports: Connection[Report] = field(description="各单位所报的报告。")
    occurrence_waivers: Connection[OccurrenceWaiver] = field(description="免办的调度事项。")
    workday_decisions: Connection[WorkdayDecision] = field(description="辖区自己对上班、休息的规定。")
    issues: Connection[Issue] = field(description="问题。")
    inspections: Connection[Inspection] = field(description="核查。")
    inspected_projects: Connection[InspectedProject] = field(description="核查的项目。")
    findings: Connection[Finding] = field(description="核查发现。")
    reminder_letters: Connection[ReminderLetter] = field(description="提醒函。")
    disputed_facts: Connection[DisputedFact] = field(description="存疑的事实。")
    visits: Connection[Visit] = field(description="领导走访。")
    inventory_items: Connection[InventoryItem] = field(description="起底台账的条目。")
    library_entries: Connection[LibraryEntry] = field(description="项目入库的报审。")
    statistics_lists: Connection[StatisticsList] = field(description="统计库清单。")
    statistics_lines: Connection[StatisticsLine] = field(description="统计库清单的各条。")
    meetings: Connection[Meeting] = field(description="会议。")
    meeting_proposals: Connection[MeetingProposal] = field(description="会议方案。")
    meeting_decisions: Connection[MeetingDecision] = field(description="会议的议定事项。")
    activities: Connection[Activity] = field(description="督查、观摩、调研和问题转办。")
    praises: Connection[Praise] = field(description="表扬。")
    criticisms: Connection[Criticism] = field(description="批评和约谈。")
    harms: Connection[Harm] = field(description="查实的损害企业问题。")
    judgements: Connection[Judgement] = field(description="人工认定。")
    surveys: Connection[Survey] = field(description="企业评议。")
    enabled_policies: Connection[EnabledPolicy] = field(description="文件的启用。")
    publication_heads: Connection[PublicationHead] = field(description="公布稿目录;内容见 publications。")
    draft_heads: Connection[DraftHead] = field(description="公布稿草稿目录;内容见 publicationDrafts。")
    bulletin: Bulletin | None = field(description="有这一标识的通报;没有的为空。")
    bulletins: Connection[Bulletin] = field(description="通报,新的在前。")
    bulletin_drafts: Connection[BulletinDraft] = field(description="通报草稿。")
    objections: Connection[Objection] = field(description="对公布稿草稿的异议。")
    people: Connection[Person] = field(description="人员;只列有权查看的。")
    accounts: Connection[Account] = field(description="账号:自己的,和可以管理的。")
    calendar_feeds: Connection[CalendarFeed] = field(
        description="日历订阅:自己的,和可以管理的账号的;不含已撤销的。"
    )
    notification_channels: Connection[NotificationChannel] = field(description="通知渠道;只给管理它们的人。")
    notification_deliveries: Connection[NotificationDelivery] = field(
        description="通知的投递,新的在前;没有送成的见 state。"
    )
    commands: Connection[Command] = field(description="台账记录,新的在前。")


TYPES = (
    ReaderQuery,
    Project,
    Unit,
    Jurisdiction,
    ProjectVersion,
    ProjectOrigin,
    Enrolment,
    Admission,
    StageEvent,
    StartEvent,
    Plan,
    MonthProgress,
    MonthClosed,
    Listing,
    FundingStep,
    YearPlan,
    Procedure,
    Assignment,
    DuplicateRuling,
    IndicatorReading,
    GoalRevision,
    Commitment,
    Report,
    ReportReturn,
    OccurrenceWaiver,
    WorkdayDecision,
    Issue,
    IssueStep,
    Inspection,
    InspectionMember,
    InspectedProject,
    InspectionAnswer,
    Finding,
    FindingStep,
    ReminderLetter,
    DisputedFact,
    Visit,
    InventoryItem,
    LibraryEntry,
    LibraryStep,
    StatisticsList,
    StatisticsLine,
    Meeting,
    MeetingProposal,
    Participant,
    MeetingOpinion,
    MeetingDecision,
    Activity,
    Praise,
    Criticism,
    Harm,
    Judgement,
    Survey,
    EnabledPolicy,
    PublicationHead,
    DraftHead,
    Objection,
    ObjectionAnswer,
    DraftDecision,
    Bulletin,
    BulletinDraft,
    Person,
    Account,
    RoleGrant,
    ApiToken,
    CalendarFeed,
    Attachment,
    NotificationChannel,
    Notification,
    NotificationDelivery,
    Command,
)


def readable(catalog: Catalog, rules: Mapping[Table, RowRule] = RULES) -> Registry:
    """All entities for the loaded cities. The types of this package take the arguments that it declares."""
    kinds = {key: profile.kind for key, profile in profile_types(catalog).items()}
    entities = (
        project_entity(kinds),
        UNIT,
        JURISDICTION,
        *(version_entity(kinds) if fact is PROJECT_VERSION else fact for fact in FACTS),
        PROJECT_ORIGIN,
        MONTH_CLOSED,
        DUPLICATE_RULING,
        INDICATOR_READING,
        GOAL_REVISION,
        COMMITMENT,
        REPORT,
        REPORT_RETURN,
        OCCURRENCE_WAIVER,
        WORKDAY_DECISION,
        ISSUE,
        ISSUE_STEP,
        INSPECTION,
        INSPECTION_MEMBER,
        INSPECTED_PROJECT,
        INSPECTION_ANSWER,
        FINDING_ENTITY,
        FINDING_STEP,
        REMINDER_LETTER,
        DISPUTED_FACT,
        VISIT,
        INVENTORY_ITEM,
        LIBRARY_ENTRY,
        LIBRARY_STEP,
        STATISTICS_LIST_ENTITY,
        STATISTICS_LINE,
        MEETING,
        MEETING_PROPOSAL,
        PARTICIPANT,
        OPINION,
        DECISION,
        ACTIVITY,
        PRAISE,
        CRITICISM,
        HARM,
        JUDGEMENT,
        SURVEY,
        ENABLED_POLICY,
        PUBLICATION_HEAD,
        DRAFT_HEAD,
        OBJECTION,
        OBJECTION_ANSWER,
        DRAFT_DECISION,
        BULLETIN,
        BULLETIN_DRAFT,
        PERSON,
        ACCOUNT,
        ROLE_GRANT,
        API_TOKEN,
        CALENDAR_FEED,
        ATTACHMENT,
        CHANNEL,
        NOTIFICATION,
        DELIVERY,
        COMMAND,
    )
    require_rules(rules, t.METADATA.sorted_tables)
    registry = Registry(entities, ROOTS, rules)
    equip(registry, TYPES)
    return registry
