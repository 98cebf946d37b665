"""Which commands somebody could give about a row: what the commands demand, as conditions of one statement.

Whether the content of a command is right only the command itself can tell.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import ColumnElement, String, Table, and_, case, func, literal, not_, or_, select

from xiangmu.access.acting import acting
from xiangmu.access.rights import Condition, Shape
from xiangmu.access.roles import Permission
from xiangmu.db import tables as t
from xiangmu.db.kinds import State, kind_of
from xiangmu.db.listed import among_rows
from xiangmu.plugin.value import value
from xiangmu.services.corrections import OF_KIND, RECORDERS
from xiangmu.services.permissions import RULES

ABOUT_PROJECTS = (
    "project_change",
    "project_codes_set",
    "project_attach",
    "project_detach",
    "project_split",
    "project_merge",
    "stage_record",
    "start_record",
    "list_record",
    "funding_record",
    "plan_set",
    "plan_change",
    "progress_report",
    "year_plan_set",
    "procedure_record",
    "duty_assign",
    "visit_record",
    "library_submit",
    "issue_raise",
    "duplicate_decide",
    "admission_grant",
    "enrolment_set",
    "project_transfer",
)
FROM_ABOVE = frozenset(
    {
        "duty_assign",
        "library_submit",
        "issue_raise",
        "duplicate_decide",
        "admission_grant",
        "enrolment_set",
        "project_transfer",
    }
)
"""What the jurisdiction above may decide about a project that was reported to it, by its own policy."""
ABOUT_UNITS = (
    "unit_alias_add",
    "project_register",
    "meeting_record",
    "praise_record",
    "criticism_record",
    "harm_record",
    "commitment_record",
    "activity_record",
    "issue_raise",
    "finding_raise",
    "judgement_give",
    "indicator_read",
    "inventory_item_add",
)
ABOUT_ISSUES = (
    "issue_accept",
    "issue_assign",
    "issue_act",
    "issue_instruct",
    "issue_escalate",
    "issue_extend",
    "issue_settle",
    "issue_confirm",
    "issue_cross_off",
    "issue_reopen",
    "issue_merge",
)
ABOUT_LIBRARIES = (
    "library_resubmit",
    "library_withdraw",
    "library_review",
    "library_correct",
)
ABOUT_FINDINGS = (
    "letter_issue",
    "finding_report",
    "finding_judge",
    "finding_interview",
    "finding_escalate",
)
ABOUT_JURISDICTIONS = (
    "jurisdiction_install",
    "unit_add",
    "policy_enable",
    "goal_revise",
    "project_register",
    "month_close",
    "meeting_propose",
    "inspection_open",
    "survey_open",
    "draft_record",
    "bulletin_draft",
    "person_register",
    "channel_add",
)
BY_SOMEBODY_ELSE = {
    "draft_return": "drafted_by",
    "draft_approve": "drafted_by",
    "meeting_approve": "proposed_by",
}
"""What whoever prepared something leaves to others, and where it stands who did."""
CLAIMED = {"fact_confirm": (State.CLAIMED,), "fact_reject": (State.CLAIMED, State.CONFIRMED)}
_CORRECTED: Mapping[Table, str] = {
    kind_of(recorder.of).table: recorder.record.__name__ for recorder in RECORDERS.values()
}
_OF_FACT = ("fact_confirm", "fact_reject")


def _of_facts() -> Iterator[tuple[Table, tuple[str, ...]]]:
    more = {t.enrolment: ("enrolment_decide",), t.assignment: ("duty_end",)}
    for of in OF_KIND.values():
        table = kind_of(of).table
        corrected = ("fact_correct",) if table in _CORRECTED else ()
        yield table, (*_OF_FACT, *corrected, *more.get(table, ()))


HINTED: Mapping[Table, tuple[str, ...]] = {
    t.project: ABOUT_PROJECTS,
    t.unit: ABOUT_UNITS,
    t.jurisdiction: ABOUT_JURISDICTIONS,
    t.enabled_policy: ("policy_enable",),
    t.issue: ABOUT_ISSUES,
    t.inspection: ("inspection_record",),
    t.finding: ABOUT_FINDINGS,
    t.disputed_fact: ("dispute_decide",),
    t.inventory_item: ("inventory_item_change", "inventory_item_dispose"),
    t.library_entry: ABOUT_LIBRARIES,
    t.statistics_list: ("statistics_list_enter",),
    t.survey: ("survey_close",),
    t.month_closed: ("month_reopen",),
    t.meeting_proposal: ("meeting_propose", "meeting_approve", "meeting_return"),
    t.publication_draft: ("draft_withdraw", "draft_return", "draft_approve", "objection_raise"),
    t.bulletin_draft: ("bulletin_publish",),
    t.objection: ("objection_answer",),
    t.person: ("person_erase",),
    t.notification_channel: (
        "channel_change",
        "channel_address_set",
        "channel_disable",
        "channel_enable",
        "channel_test",
    ),
    t.notification_delivery: ("delivery_retry",),
    **dict(_of_facts()),
}
"""The commands that are about rows of a table."""


def allowed(table: Table, names: Mapping[str, str], shape: Shape) -> ColumnElement[str]:
    """The ``names`` of the commands about a row that they could give, separated by blanks."""
    alike: dict[_Demand, list[str]] = defaultdict(list)
    for kind in HINTED.get(table, ()):
        alike[_demand(table, kind)].append(names[kind])
    listed: ColumnElement[str] = literal("", String())
    for demand, those in alike.items():
        listed = listed.concat(case((demand.met(table, shape), f"{' '.join(those)} "), else_=""))
    return func.trim(listed, type_=String())


@value
class _Demand:
    """What commands that differ in nothing else demand of whoever gives them."""

    by: Permission | None
    claims: tuple[Permission, ...]
    also: Permission | None = None
    from_above: bool = False
    by_somebody_else: str = ""
    states: tuple[State, ...] = ()

    def met(self, table: Table, shape: Shape) -> Condition:
        """Where the demand is met."""
        whole = [shape.wholly(table.c.jurisdiction, by) for by in (self.by, self.also) if by]
        condition = or_(and_(True, *whole), *self._ways(table, shape))
        if self.by_somebody_else:
            condition = and_(condition, not_(shape.me(table.c[self.by_somebody_else])))
        if self.states:
            condition = and_(condition, table.c.state.in_(self.states))
        return condition

    def _ways(self, table: Table, shape: Shape) -> Iterator[Condition]:
        if self.from_above and self.by:
            below = t.jurisdiction.alias("hinted")
            above = shape.wholly(below.c.parent, self.by)
            children = select(below.c.key).where(below.c.ended_no.is_(None), above).correlate(None)
            yield among_rows(table.c.jurisdiction, children)
        for claim in self.claims:
            own = _own(table, shape, claim)
            yield and_(own, table.c.state == State.CLAIMED) if self.states else own


def _own(table: Table, shape: Shape, claims: Permission) -> Condition:
    if table is t.unit:
        return shape.of_units(table.c.fact_id, claims)
    if table in (t.jurisdiction, t.publication_draft):
        return shape.partly(table.c.jurisdiction, claims)
    return acting(table, shape, claims)


def _demand(table: Table, kind: str) -> _Demand:
    rule = RULES[kind]
    states = CLAIMED.get(kind, ())
    also = None
    if kind == "fact_correct":
        states, also = (State.CLAIMED, State.CONFIRMED), RULES[_CORRECTED[table]].by
        if not RULES[_CORRECTED[table]].claims:
            return _Demand(by=rule.by, claims=(), also=also, states=states)
    return _Demand(
        by=rule.by,
        claims=rule.claims,
        also=also,
        from_above=table is t.project and kind in FROM_ABOVE,
        by_somebody_else=BY_SOMEBODY_ELSE.get(kind, ""),
        states=states,
    )
