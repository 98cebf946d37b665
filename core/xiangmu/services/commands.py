"""Every command there is."""

from collections.abc import Callable
from typing import Any, get_type_hints
from uuid import UUID

from xiangmu.plugin.value import value
from xiangmu.services import (
    activities,
    admissions,
    assignments,
    commitments,
    conduct,
    corrections,
    drafts,
    duplicates,
    enrolments,
    events,
    funding,
    goals,
    indicators,
    inspections,
    inventories,
    judgements,
    jurisdictions,
    meetings,
    months,
    objections,
    people,
    plans,
    policies,
    procedures,
    progress,
    project_files,
    projects,
    reports,
    restructuring,
    surveys,
    visits,
    year_plans,
)
from xiangmu.services.bulletins import publishing
from xiangmu.services.calendars import feeds
from xiangmu.services.command import Input
from xiangmu.services.findings.disputes import dispute_decide
from xiangmu.services.findings.letters import letter_issue
from xiangmu.services.findings.raising import finding_raise
from xiangmu.services.findings.rectifying import (
    finding_escalate,
    finding_interview,
    finding_judge,
    finding_report,
)
from xiangmu.services.identity import accounts, grants, tokens
from xiangmu.services.issues import closing, handling, raising
from xiangmu.services.libraries import reviewing, submitting
from xiangmu.services.libraries.statistics import statistics_list_enter
from xiangmu.services.notices import channels
from xiangmu.services.permissions import RULES, Rule
from xiangmu.services.work import Work

Run = Callable[[Work, Any], UUID | str]
COMMANDS: tuple[Run, ...] = (
    jurisdictions.jurisdiction_install,
    jurisdictions.unit_add,
    jurisdictions.unit_alias_add,
    policies.policy_enable,
    projects.project_register,
    projects.project_change,
    projects.project_codes_set,
    project_files.project_attach,
    project_files.project_detach,
    restructuring.project_split,
    restructuring.project_merge,
    events.stage_record,
    events.start_record,
    events.list_record,
    funding.funding_record,
    plans.plan_set,
    plans.plan_change,
    progress.progress_report,
    months.month_close,
    months.month_reopen,
    year_plans.year_plan_set,
    procedures.procedure_record,
    assignments.duty_assign,
    assignments.duty_end,
    duplicates.duplicate_decide,
    conduct.meeting_record,
    meetings.meeting_propose,
    meetings.meeting_approve,
    meetings.meeting_return,
    activities.activity_record,
    conduct.praise_record,
    conduct.criticism_record,
    conduct.harm_record,
    judgements.judgement_give,
    indicators.indicator_read,
    goals.goal_revise,
    commitments.commitment_record,
    inspections.inspection_open,
    inspections.inspection_record,
    finding_raise,
    letter_issue,
    finding_report,
    finding_judge,
    finding_interview,
    finding_escalate,
    dispute_decide,
    visits.visit_record,
    inventories.inventory_item_add,
    inventories.inventory_item_change,
    inventories.inventory_item_dispose,
    submitting.library_submit,
    submitting.library_resubmit,
    submitting.library_withdraw,
    reviewing.library_review,
    reviewing.library_correct,
    statistics_list_enter,
    raising.issue_raise,
    handling.issue_accept,
    handling.issue_assign,
    handling.issue_act,
    handling.issue_instruct,
    handling.issue_escalate,
    handling.issue_extend,
    closing.issue_settle,
    closing.issue_confirm,
    closing.issue_cross_off,
    closing.issue_reopen,
    closing.issue_merge,
    admissions.admission_grant,
    enrolments.enrolment_set,
    enrolments.enrolment_decide,
    enrolments.project_transfer,
    surveys.survey_open,
    surveys.ballot_cast,
    surveys.survey_close,
    corrections.fact_confirm,
    corrections.fact_reject,
    corrections.fact_correct,
    reports.report_submit,
    reports.report_return,
    reports.occurrence_waive,
    reports.workday_decide,
    drafts.draft_record,
    drafts.draft_withdraw,
    drafts.draft_return,
    drafts.draft_approve,
    publishing.bulletin_draft,
    publishing.bulletin_publish,
    objections.objection_raise,
    objections.objection_answer,
    people.person_register,
    people.person_erase,
    accounts.account_open,
    accounts.account_disable,
    accounts.account_enable,
    accounts.account_reset,
    accounts.account_erase,
    grants.grant_give,
    grants.grant_end,
    tokens.token_issue,
    tokens.token_revoke,
    feeds.calendar_feed_open,
    feeds.calendar_feed_revoke,
    channels.channel_add,
    channels.channel_change,
    channels.channel_address_set,
    channels.channel_disable,
    channels.channel_enable,
    channels.channel_test,
    channels.delivery_retry,
)


@value
class Handler:
    """How a command is called in the ledger, what carries it out, and who may give it."""

    kind: str
    run: Run
    rule: Rule


class MissingPermissionError(Exception):
    """It is not written who may give a command; the message names it."""


def _handler(run: Run) -> Handler:
    kind = run.__name__
    if kind not in RULES:
        raise MissingPermissionError(
            f"没有写明谁可以提交的命令: {kind}; 请在 xiangmu/services/permissions.py 的 RULES 加一行"
        )
    return Handler(kind=kind, run=run, rule=RULES[kind])


HANDLERS: dict[type[Input], Handler] = {get_type_hints(run)["data"]: _handler(run) for run in COMMANDS}


def handler_of(data: Input) -> Handler:
    """What carries out an input."""
    return HANDLERS[type(data)]
