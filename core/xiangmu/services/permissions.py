"""Who may give which command: one line for each.

What somebody records who has the permission for the whole jurisdiction is confirmed. A second permission suffices
for what is theirs: it may be had for a unit, and then what is recorded about the unit and its projects is claimed; a
leader's is for the problems of projects that they stand behind. A command without a line here keeps the program from
starting.
"""

from collections.abc import Mapping

from xiangmu.access.roles import Permission
from xiangmu.plugin.value import value


@value
class Rule:
    """``by`` the permission, ``claims`` those of which one suffices for one's own; without any, whoever asks."""

    by: Permission | None = None
    claims: tuple[Permission, ...] = ()

    @property
    def permissions(self) -> tuple[Permission, ...]:
        """Those that it speaks of."""
        return ((self.by,) if self.by else ()) + self.claims


INSTALLS = Rule(by=Permission.INSTALL)
CONFIGURES = Rule(by=Permission.CONFIGURE)
RECORDS = Rule(by=Permission.RECORD)
REPORTS = Rule(by=Permission.RECORD, claims=(Permission.REPORT,))
ASSESSES = Rule(by=Permission.ASSESS)
CONFIRMS = Rule(by=Permission.CONFIRM)
JUDGES = Rule(by=Permission.JUDGE)
SURVEYS = Rule(by=Permission.SURVEY)
DRAFTS = Rule(by=Permission.PUBLISH_DRAFT)
APPROVES = Rule(by=Permission.PUBLISH_APPROVE)
KEEPS_PEOPLE = Rule(by=Permission.KEEP_PEOPLE)
KEEPS_ACCOUNTS = Rule(by=Permission.MANAGE_REPORTERS)
KEEPS_CHANNELS = Rule(by=Permission.KEEP_CHANNELS)
INSPECTS = Rule(by=Permission.INSPECT)
INSTRUCTS = Rule(by=Permission.INSTRUCT)
RAISES = Rule(by=Permission.RAISE, claims=(Permission.RAISE,))
FOLLOWS_UP = Rule(by=Permission.RECORD, claims=(Permission.REPORT,))
"""The office, and the unit that is responsible for the problem, or for the item of an inventory."""
ANYBODY = Rule()
"""The command itself finds out: by a ballot's token, or because it is one's own."""

RULES: Mapping[str, Rule] = {
    "jurisdiction_install": INSTALLS,
    "unit_add": CONFIGURES,
    "unit_alias_add": CONFIGURES,
    "policy_enable": CONFIGURES,
    "goal_revise": CONFIGURES,
    "project_register": REPORTS,
    "project_change": REPORTS,
    "project_codes_set": RECORDS,
    "project_attach": REPORTS,
    "project_detach": RECORDS,
    "project_split": RECORDS,
    "project_merge": RECORDS,
    "stage_record": REPORTS,
    "start_record": REPORTS,
    "list_record": REPORTS,
    "funding_record": REPORTS,
    "plan_set": REPORTS,
    "plan_change": REPORTS,
    "progress_report": REPORTS,
    "month_close": RECORDS,
    "month_reopen": RECORDS,
    "year_plan_set": REPORTS,
    "procedure_record": REPORTS,
    "duty_assign": RECORDS,
    "duty_end": RECORDS,
    "duplicate_decide": ASSESSES,
    "meeting_record": REPORTS,
    "meeting_propose": RECORDS,
    "meeting_approve": APPROVES,
    "meeting_return": APPROVES,
    "activity_record": REPORTS,
    "praise_record": REPORTS,
    "commitment_record": REPORTS,
    "criticism_record": RECORDS,
    "harm_record": RECORDS,
    "inspection_open": INSPECTS,
    "inspection_record": INSPECTS,
    "finding_raise": INSPECTS,
    "letter_issue": RECORDS,
    "finding_report": FOLLOWS_UP,
    "finding_judge": RECORDS,
    "finding_interview": RECORDS,
    "finding_escalate": RECORDS,
    "dispute_decide": CONFIRMS,
    "visit_record": INSTRUCTS,
    "inventory_item_add": FOLLOWS_UP,
    "inventory_item_change": FOLLOWS_UP,
    "inventory_item_dispose": FOLLOWS_UP,
    "library_submit": REPORTS,
    "library_resubmit": REPORTS,
    "library_withdraw": REPORTS,
    "library_review": RECORDS,
    "library_correct": RECORDS,
    "statistics_list_enter": REPORTS,
    "issue_raise": RAISES,
    "issue_accept": FOLLOWS_UP,
    "issue_assign": RECORDS,
    "issue_act": FOLLOWS_UP,
    "issue_instruct": Rule(by=Permission.RECORD, claims=(Permission.INSTRUCT,)),
    "issue_escalate": FOLLOWS_UP,
    "issue_extend": RECORDS,
    "issue_settle": Rule(by=Permission.RECORD, claims=(Permission.REPORT, Permission.INSTRUCT)),
    "issue_confirm": Rule(by=Permission.RECORD, claims=(Permission.RAISE,)),
    "issue_cross_off": RECORDS,
    "issue_reopen": RECORDS,
    "issue_merge": RECORDS,
    "indicator_read": RECORDS,
    "judgement_give": JUDGES,
    "admission_grant": ASSESSES,
    "enrolment_set": Rule(by=Permission.ASSESS, claims=(Permission.REPORT,)),
    "enrolment_decide": ASSESSES,
    "project_transfer": ASSESSES,
    "survey_open": SURVEYS,
    "ballot_cast": ANYBODY,
    "survey_close": SURVEYS,
    "fact_confirm": CONFIRMS,
    "fact_reject": CONFIRMS,
    "fact_correct": Rule(by=Permission.CONFIRM, claims=(Permission.REPORT,)),
    "report_submit": REPORTS,
    "report_return": CONFIRMS,
    "occurrence_waive": CONFIRMS,
    "workday_decide": CONFIGURES,
    "draft_record": DRAFTS,
    "draft_withdraw": DRAFTS,
    "draft_return": APPROVES,
    "draft_approve": APPROVES,
    "bulletin_draft": DRAFTS,
    "bulletin_publish": DRAFTS,
    "objection_raise": Rule(by=Permission.OBJECT, claims=(Permission.OBJECT,)),
    "objection_answer": DRAFTS,
    "person_register": KEEPS_PEOPLE,
    "person_erase": KEEPS_PEOPLE,
    "account_open": KEEPS_ACCOUNTS,
    "account_disable": KEEPS_ACCOUNTS,
    "account_enable": KEEPS_ACCOUNTS,
    "account_reset": KEEPS_ACCOUNTS,
    "account_erase": KEEPS_ACCOUNTS,
    "grant_give": KEEPS_ACCOUNTS,
    "grant_end": KEEPS_ACCOUNTS,
    "token_issue": KEEPS_ACCOUNTS,
    "token_revoke": ANYBODY,
    "calendar_feed_open": ANYBODY,
    "calendar_feed_revoke": ANYBODY,
    "channel_add": KEEPS_CHANNELS,
    "channel_change": KEEPS_CHANNELS,
    "channel_address_set": KEEPS_CHANNELS,
    "channel_disable": KEEPS_CHANNELS,
    "channel_enable": KEEPS_CHANNELS,
    "channel_test": KEEPS_CHANNELS,
    "delivery_retry": KEEPS_CHANNELS,
}
