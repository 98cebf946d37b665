"""Which rows of each table somebody may see: one rule for each, as a condition, used wherever rows are read.

A new table needs a line here. ``nobody`` is for tables that no query reads: commands look at them for themselves.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from sqlalchemy import FromClause, Table, and_, exists, false, or_, select

from xiangmu.access import attachments
from xiangmu.access import visibility as v
from xiangmu.access.rights import Condition, Shape
from xiangmu.access.roles import Permission
from xiangmu.db import tables as t
from xiangmu.db.listed import among_rows

RowRule: TypeAlias = Callable[[Shape], Condition]


class MissingRuleError(Exception):
    """A table has no rule; the message names it."""


def nobody(_: Shape) -> Condition:
    """No row."""
    return false()


def everybody(shape: Shape) -> Condition:
    """All rows, without credentials too."""
    return shape.everything


def _whole(table: Table, permission: Permission = Permission.READ) -> RowRule:
    return lambda shape: v.whole(table, shape, permission)


def _part(table: Table, permission: Permission = Permission.READ) -> RowRule:
    return lambda shape: v.part(table, shape, permission)


def _of_project(table: Table) -> RowRule:
    return lambda shape: v.of_project(table, shape)


def _of_policy(table: Table) -> RowRule:
    return lambda shape: v.of_policy(table, shape)


def _of_unit(table: Table, permission: Permission = Permission.READ) -> RowRule:
    return lambda shape: v.of_unit(table, shape, permission)


def _of_unit_or_whole(table: Table) -> RowRule:
    return lambda shape: v.of_unit_or_whole(table, shape)


def _between_projects(table: Table, other: str) -> RowRule:
    """What connects two projects is seen by those who see both."""
    return lambda shape: and_(
        v.of_project(table, shape),
        v.seen(table.c.project_id, shape),
        v.seen(table.c[other], shape),
    )


def _assignment(shape: Shape) -> Condition:
    return or_(v.of_unit(t.assignment, shape), v.of_project(t.assignment, shape))


def _with(owner: Table, table: Table, column: str) -> RowRule:
    """What belongs to a row of ``owner`` is seen by those who see that."""

    def rule(shape: Shape) -> Condition:
        it = owner.alias("held")
        of_units = shape.of_units(it.c.unit_id, Permission.READ)
        of_whole = and_(it.c.unit_id.is_(None), shape.partly(it.c.jurisdiction, Permission.READ))
        theirs = select(it.c.fact_id).where(or_(of_units, of_whole)).correlate(None)
        return or_(v.whole(table, shape), among_rows(table.c[column], theirs))

    return rule


def _with_meeting(table: Table) -> RowRule:
    return _with(t.meeting, table, "meeting_id")


def _with_project(rule: RowRule, table: Table) -> RowRule:
    return lambda shape: and_(rule(shape), v.seen(table.c.project_id, shape))


def _participant(shape: Shape) -> Condition:
    """Those of meetings and activities that they see, and their own."""
    table = t.participant
    of_seen = (_with(owner, table, "owner_id")(shape) for owner in (t.meeting, t.activity))
    return or_(*of_seen, shape.of_units(table.c.unit_id, Permission.READ))


def _meeting_decision(shape: Shape) -> Condition:
    """Of meetings that they see, and what their units are to do."""
    table = t.meeting_decision
    return or_(_with_meeting(table)(shape), shape.of_units(table.c.unit_id, Permission.READ))


def _objection_answer(shape: Shape) -> Condition:
    table, about = t.objection_answer, t.objection.alias("about")
    of_units = select(about.c.fact_id).where(shape.of_units(about.c.unit_id, Permission.SEE_RESULTS))
    return or_(
        v.whole(table, shape, Permission.SEE_RESULTS),
        among_rows(table.c.objection_id, of_units.correlate(None)),
    )


def _issue(shape: Shape, issues: FromClause = t.issue) -> Condition:
    """Problems of projects that they see, of units for whom they read, and those that they raised themselves."""
    return or_(
        v.of_project(issues, shape),
        shape.of_units(issues.c.unit_id, Permission.READ),
        shape.of_units(issues.c.raiser_id, Permission.READ),
        shape.me(issues.c.raised_by),
    )


def _issue_step(shape: Shape) -> Condition:
    """One at a time, by its issue."""
    if shape.everywhere(Permission.READ):
        return shape.everything
    it = t.issue.alias("stepped")
    shown = and_(it.c.fact_id == t.issue_step.c.issue_id, it.c.ended_no.is_(None), _issue(shape, it))
    return or_(v.whole(t.issue_step, shape), exists().where(shown).correlate_except(it))


def _inspected_project(shape: Shape) -> Condition:
    """Whoever sees the project, and before an inspection went there sees results of the whole jurisdiction."""
    table = t.inspected_project
    been = table.c.occurred_on.is_not(None)
    return and_(v.of_project(table, shape), or_(been, v.whole(table, shape, Permission.SEE_RESULTS)))


def _finding(shape: Shape, findings: FromClause = t.finding) -> Condition:
    return or_(v.of_project(findings, shape), shape.of_units(findings.c.unit_id, Permission.READ))


def _finding_step(shape: Shape) -> Condition:
    """One at a time, by its finding."""
    if shape.everywhere(Permission.READ):
        return shape.everything
    it = t.finding.alias("followed")
    shown = and_(it.c.fact_id == t.finding_step.c.finding_id, it.c.ended_no.is_(None), _finding(shape, it))
    return or_(v.whole(t.finding_step, shape), exists().where(shown).correlate_except(it))


def _reminder_letter(shape: Shape) -> Condition:
    return _finding(shape, t.reminder_letter)


def _inventory_item(shape: Shape) -> Condition:
    """Of projects that they see, of their units, and all of the inventories that their units draw up."""
    table = t.inventory_item
    units = (shape.of_units(column, Permission.READ) for column in (table.c.unit_id, table.c.lead_id))
    return or_(v.of_project(table, shape), *units)


def _command(shape: Shape) -> Condition:
    scope = t.command.c.scope
    own = and_(shape.me(t.command.c.principal), shape.partly(scope, Permission.READ))
    return or_(shape.wholly(scope, Permission.READ), own)


def _attachment(shape: Shape) -> Condition:
    return attachments.file_seen(shape, RULES)


def _attachment_link(shape: Shape) -> Condition:
    return attachments.link_seen(shape, RULES)


def _kept_or_own(table: Table, account: str) -> RowRule:
    """Accounts and what belongs to them: seen by those who keep them, and by whose they are."""

    def rule(shape: Shape) -> Condition:
        return or_(v.whole(table, shape, Permission.MANAGE_REPORTERS), shape.mine(table.c[account]))

    return rule


RULES: Mapping[Table, RowRule] = {
    # what is public
    t.jurisdiction: everybody,
    # what everybody sees who has a part in the jurisdiction
    t.unit: _part(t.unit),
    t.unit_alias: _part(t.unit_alias),
    t.enabled_policy: _part(t.enabled_policy),
    t.month_closed: _part(t.month_closed),
    t.survey: _part(t.survey),
    t.publication: _part(t.publication),
    t.bulletin: _part(t.bulletin),
    t.publication_draft: _part(t.publication_draft, Permission.SEE_RESULTS),
    t.draft_decision: _part(t.draft_decision, Permission.SEE_RESULTS),
    # a draft tells of every unit: not for those who see the results of their own alone
    t.bulletin_draft: _whole(t.bulletin_draft, Permission.SEE_RESULTS),
    # projects, and what is recorded of them
    t.project: v.project,
    t.project_code: _of_project(t.project_code),
    t.project_origin: _between_projects(t.project_origin, "origin_id"),
    t.duplicate_ruling: _between_projects(t.duplicate_ruling, "other_id"),
    t.project_version: _of_project(t.project_version),
    t.stage_event: _of_project(t.stage_event),
    t.start_event: _of_project(t.start_event),
    t.plan: _of_project(t.plan),
    t.month_progress: _of_project(t.month_progress),
    t.listing: _of_project(t.listing),
    t.funding_step: _of_project(t.funding_step),
    t.year_plan: _of_project(t.year_plan),
    t.project_procedure: _of_project(t.project_procedure),
    t.enrolment: _of_policy(t.enrolment),
    t.admission: _of_policy(t.admission),
    t.assignment: _assignment,
    # what is recorded of units
    t.meeting: _of_unit_or_whole(t.meeting),
    t.meeting_project: _with_project(_with_meeting(t.meeting_project), t.meeting_project),
    t.meeting_proposal: _whole(t.meeting_proposal),
    t.meeting_opinion: _with_meeting(t.meeting_opinion),
    t.meeting_decision: _meeting_decision,
    t.participant: _participant,
    t.activity: _of_unit_or_whole(t.activity),
    t.activity_project: _with_project(
        _with(t.activity, t.activity_project, "activity_id"), t.activity_project
    ),
    t.praise: _of_unit(t.praise),
    t.criticism: _of_unit(t.criticism),
    t.harm: _of_unit(t.harm),
    t.commitment: _of_unit(t.commitment),
    t.report: _of_unit_or_whole(t.report),
    t.report_return: _of_unit_or_whole(t.report_return),
    t.occurrence_waiver: _of_unit_or_whole(t.occurrence_waiver),
    t.workday_decision: _part(t.workday_decision),
    t.inspection: _whole(t.inspection, Permission.SEE_RESULTS),
    t.inspection_member: _whole(t.inspection_member, Permission.SEE_RESULTS),
    t.inspected_project: _inspected_project,
    t.inspection_answer: _of_project(t.inspection_answer),
    t.finding: _finding,
    t.finding_step: _finding_step,
    t.reminder_letter: _reminder_letter,
    t.disputed_fact: _of_project(t.disputed_fact),
    t.visit: _of_project(t.visit),
    t.inventory_item: _inventory_item,
    t.library_entry: _of_policy(t.library_entry),
    t.library_step: _of_policy(t.library_step),
    t.statistics_list: _of_unit(t.statistics_list),
    t.statistics_line: _of_unit(t.statistics_line),
    t.issue: _issue,
    t.issue_step: _issue_step,
    t.judgement: _of_unit(t.judgement),
    t.indicator_reading: _of_unit_or_whole(t.indicator_reading),
    t.goal_revision: _of_unit_or_whole(t.goal_revision),
    t.objection: _of_unit(t.objection, Permission.SEE_RESULTS),
    t.objection_answer: _objection_answer,
    # files belong to what is seen
    t.attachment: _attachment,
    t.attachment_link: _attachment_link,
    # who did what, and people
    t.command: _command,
    t.person: _whole(t.person, Permission.SEE_PERSONAL),
    t.account: _kept_or_own(t.account, "fact_id"),
    t.role_grant: _kept_or_own(t.role_grant, "account_id"),
    t.api_token: _kept_or_own(t.api_token, "account_id"),
    t.calendar_feed: _kept_or_own(t.calendar_feed, "account_id"),
    # notifications: for those who keep the channels
    t.notification_channel: _whole(t.notification_channel, Permission.KEEP_CHANNELS),
    t.notification: _whole(t.notification, Permission.KEEP_CHANNELS),
    t.notification_delivery: _whole(t.notification_delivery, Permission.KEEP_CHANNELS),
    # secrets, and ballots that nobody may trace
    t.survey_sample: nobody,
    t.ballot_box: nobody,
    t.ballot: nobody,
    t.credential: nobody,
    t.session: nobody,
    t.refresh_token: nobody,
    t.token_use: nobody,
    t.sign_in_guard: nobody,
    t.channel_address: nobody,
    t.channel_use: nobody,
    t.calendar_use: nobody,
    t.reminder: nobody,
    # what the service keeps about requests
    t.trusted_document: nobody,
    t.budget_use: nobody,
    t.upload: nobody,
    t.import_run: nobody,
    t.export_request: nobody,
    t.signing_key: nobody,
}


def require_rules(rules: Mapping[Table, RowRule], tables: Iterable[Table]) -> None:
    """Raise MissingRuleError unless every table has a rule."""
    if missing := [table.name for table in tables if table not in rules]:
        named = "、".join(sorted(missing))
        raise MissingRuleError(
            f"没有写明谁能看的表: {named}; 请在 xiangmu/access/row_rules.py 的 RULES 各加一行"
        )
