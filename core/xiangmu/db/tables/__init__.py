"""All tables, as ``t.project.c.name``: ``from xiangmu.db import tables as t``."""

from xiangmu.db.tables import (
    access,
    attachments,
    bulletins,
    calendars,
    conduct,
    credentials,
    events,
    exports,
    imports,
    inspections,
    issues,
    ledger,
    libraries,
    notices,
    preparation,
    projects,
    publications,
    registers,
    requests,
    rhythm,
    surveys,
    undertakings,
    units,
)
from xiangmu.db.tables.base import METADATA, table_of

command = table_of(ledger.Command)
person = table_of(ledger.Person)
jurisdiction = table_of(units.Jurisdiction)
unit = table_of(units.Unit)
unit_alias = table_of(units.UnitAlias)
enabled_policy = table_of(units.EnabledPolicy)
project = table_of(projects.Project)
project_code = table_of(projects.ProjectCode)
project_origin = table_of(projects.ProjectOrigin)
project_version = table_of(projects.ProjectVersion)
enrolment = table_of(projects.Enrolment)
admission = table_of(projects.Admission)
stage_event = table_of(events.StageEvent)
start_event = table_of(events.StartEvent)
plan = table_of(events.Plan)
month_progress = table_of(events.MonthProgress)
month_closed = table_of(events.MonthClosed)
listing = table_of(events.Listing)
funding_step = table_of(events.FundingStep)
year_plan = table_of(preparation.YearPlan)
project_procedure = table_of(preparation.ProjectProcedure)
assignment = table_of(preparation.Assignment)
duplicate_ruling = table_of(projects.DuplicateRuling)
indicator_reading = table_of(undertakings.IndicatorReading)
goal_revision = table_of(undertakings.GoalRevision)
commitment = table_of(undertakings.Commitment)
issue = table_of(issues.Issue)
issue_step = table_of(issues.IssueStep)
report = table_of(rhythm.Report)
report_return = table_of(rhythm.ReportReturn)
occurrence_waiver = table_of(rhythm.OccurrenceWaiver)
workday_decision = table_of(rhythm.WorkdayDecision)
inspection = table_of(inspections.Inspection)
inspection_member = table_of(inspections.InspectionMember)
inspected_project = table_of(inspections.InspectedProject)
inspection_answer = table_of(inspections.InspectionAnswer)
finding = table_of(inspections.Finding)
finding_step = table_of(inspections.FindingStep)
reminder_letter = table_of(inspections.ReminderLetter)
disputed_fact = table_of(inspections.DisputedFact)
visit = table_of(inspections.Visit)
inventory_item = table_of(registers.InventoryItem)
library_entry = table_of(libraries.LibraryEntry)
library_step = table_of(libraries.LibraryStep)
statistics_list = table_of(libraries.StatisticsList)
statistics_line = table_of(libraries.StatisticsLine)
meeting = table_of(conduct.Meeting)
meeting_project = table_of(conduct.MeetingProject)
meeting_proposal = table_of(conduct.MeetingProposal)
meeting_opinion = table_of(conduct.MeetingOpinion)
meeting_decision = table_of(conduct.MeetingDecision)
participant = table_of(conduct.Participant)
activity = table_of(conduct.Activity)
activity_project = table_of(conduct.ActivityProject)
praise = table_of(conduct.Praise)
criticism = table_of(conduct.Criticism)
harm = table_of(conduct.Harm)
judgement = table_of(conduct.Judgement)
survey = table_of(surveys.Survey)
survey_sample = table_of(surveys.SurveySample)
ballot_box = table_of(surveys.BallotBox)
ballot = table_of(surveys.Ballot)
publication = table_of(publications.Publication)
publication_draft = table_of(publications.PublicationDraft)
objection = table_of(publications.Objection)
objection_answer = table_of(publications.ObjectionAnswer)
draft_decision = table_of(publications.DraftDecision)
bulletin_draft = table_of(bulletins.BulletinDraft)
bulletin = table_of(bulletins.Bulletin)
account = table_of(access.Account)
role_grant = table_of(access.RoleGrant)
api_token = table_of(access.ApiToken)
credential = table_of(credentials.Credential)
session = table_of(credentials.Session)
refresh_token = table_of(credentials.RefreshToken)
token_use = table_of(credentials.TokenUse)
sign_in_guard = table_of(credentials.SignInGuard)
trusted_document = table_of(requests.TrustedDocument)
budget_use = table_of(requests.BudgetUse)
notification_channel = table_of(notices.NotificationChannel)
channel_address = table_of(notices.ChannelAddress)
notification = table_of(notices.Notification)
notification_delivery = table_of(notices.NotificationDelivery)
channel_use = table_of(notices.ChannelUse)
attachment = table_of(attachments.Attachment)
attachment_link = table_of(attachments.AttachmentLink)
upload = table_of(attachments.Upload)
import_run = table_of(imports.ImportRun)
export_request = table_of(exports.ExportRequest)
signing_key = table_of(attachments.SigningKey)
calendar_feed = table_of(calendars.CalendarFeed)
calendar_use = table_of(calendars.CalendarUse)
reminder = table_of(calendars.Reminder)

RECORDED = tuple(table for table in METADATA.sorted_tables if "ended_no" in table.c)
"""The tables whose rows a command records and another may end."""
APPEND_ONLY = (*RECORDED, command, ballot_box)
"""The tables that refuse DELETE and every UPDATE but the ending of a row."""
NOTICES = (channel_address, notification, notification_delivery, channel_use)
CALENDARS = (calendar_use, reminder)
PASSING = (
    session,
    refresh_token,
    token_use,
    sign_in_guard,
    budget_use,
    upload,
    import_run,
    export_request,
    signing_key,
    *NOTICES,
    *CALENDARS,
)
"""What matters for the moment only. Not in backups: a restored session would be one that somebody had ended, and a
restored copy must not write into anybody's group."""
CHANGING = (*PASSING, project, person, credential, trusted_document)
"""All others: written anew from facts, erasable, or no business of the ledger."""

__all__ = ["APPEND_ONLY", "CHANGING", "METADATA", "PASSING", "RECORDED"]
