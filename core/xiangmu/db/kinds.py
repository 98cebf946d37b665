"""Values ↔ rows: for every kind of value that the ledger records, its table and how each field is stored."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import Table

from xiangmu.db import bulletins, libraries, registers, reports
from xiangmu.db import dispatching as d
from xiangmu.db import inspections as n
from xiangmu.db import issues as i
from xiangmu.db import records as r
from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id
from xiangmu.db.notices import NotificationChannel
from xiangmu.plugin import facts as f
from xiangmu.plugin.issues import IssueStep
from xiangmu.plugin.libraries import LibraryStep
from xiangmu.plugin.value import value

V = TypeVar("V")
UnitKeys = Mapping[UUID, str]
"""Keys of units by identity."""
COLUMNS = {
    "id": "fact_id",
    "project": "project_id",
    "meeting": "meeting_id",
    "survey": "survey_id",
    "draft": "draft_id",
    "objection": "objection_id",
    "publication": "publication_id",
    "report": "report_id",
    "account": "account_id",
    "unit": "unit_id",
    "applicant": "applicant_id",
    "raiser": "raiser_id",
    "issue": "issue_id",
    "inspection": "inspection_id",
    "inspected": "inspected_id",
    "finding": "finding_id",
    "disputed": "disputed_id",
    "assignment": "assignment_id",
    "department": "department_id",
    "lead": "lead_id",
    "other": "other_id",
    "person": "person_id",
    "on": "occurred_on",
    "group": "group_key",
}
"""Fields whose column is called differently, in every kind."""
UNITS = frozenset({"unit", "applicant", "department", "raiser", "lead"})
"""Fields that name a unit by its key and are stored as its identity; "" is stored as null."""


class State(StrEnum):
    """Whether a fact holds."""

    CLAIMED = "CLAIMED"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"


@value
class Kind(Generic[V]):
    """How one class of values is stored."""

    of: type[V]
    table: Table
    columns: tuple[tuple[str, str], ...]
    """(field, column) in the order of the fields."""
    decoders: tuple[Callable[[Any], Any] | None, ...]

    @property
    def has_state(self) -> bool:
        """Whether its values are claimed, confirmed or rejected."""
        return "state" in self.table.c

    def row(self, fact: V, jurisdiction: str) -> dict[str, Any]:
        """The columns that hold ``fact``."""
        return {column: _stored(field, getattr(fact, field), jurisdiction) for field, column in self.columns}

    def values(self, rows: Sequence[Sequence[Any]], units: UnitKeys) -> Iterable[V]:
        """The values in ``rows``, which hold the columns in the order of ``columns``."""
        if not rows:
            return ()
        names = tuple(field for field, _ in self.columns)
        by_column = (
            _decoded(field, cells, decode, units)
            for field, cells, decode in zip(names, zip(*rows, strict=True), self.decoders, strict=True)
        )
        of = self.of
        return (of(**dict(zip(names, cells, strict=True))) for cells in zip(*by_column, strict=True))

    def value(self, row: Mapping[str, Any], units: UnitKeys) -> V:
        """The value in one row."""
        return next(iter(self.values([[row[column] for _, column in self.columns]], units)))


def _stored(field: str, content: Any, jurisdiction: str) -> Any:
    if field in UNITS:
        return unit_id(jurisdiction, content) if content else None
    if isinstance(content, tuple):
        return " ".join(sorted(content))
    if isinstance(content, datetime):
        # as it will be read back: digests are of what the database keeps
        return content.astimezone(UTC)
    return str(content) if isinstance(content, Enum) else content


def _decoded(
    field: str, cells: Iterable[Any], decode: Callable[[Any], Any] | None, units: UnitKeys
) -> Iterable[Any]:
    if field in UNITS:
        return ("" if cell is None else units[cell] for cell in cells)
    return cells if decode is None else map(decode, cells)


def _decoder(hint: Any) -> Callable[[Any], Any] | None:
    if get_origin(hint) is tuple:
        member = get_args(hint)[0]
        return lambda text: tuple(member(part) for part in text.split())
    return hint if isinstance(hint, type) and issubclass(hint, Enum) else None


def _kind(of: type[V], table: Table, without: Sequence[str] = (), **renamed: str) -> Kind[V]:
    hints = get_type_hints(of)
    names = [field.name for field in fields(of) if field.name not in without]  # type: ignore[arg-type]  # a value
    called = COLUMNS | renamed
    return Kind(
        of=of,
        table=table,
        columns=tuple((name, called.get(name, name)) for name in names),
        decoders=tuple(_decoder(hints[name]) for name in names),
    )


KINDS: dict[type[Any], Kind[Any]] = {
    kind.of: kind
    for kind in (
        _kind(f.ProjectVersion, t.project_version, without=("home",)),
        _kind(f.Enrolment, t.enrolment, state="counting"),
        _kind(f.Admission, t.admission, on="admitted_on", reason="waiver_reason"),
        _kind(f.StageReached, t.stage_event),
        _kind(f.Started, t.start_event),
        _kind(f.Plan, t.plan),
        _kind(f.Progress, t.month_progress),
        _kind(f.Listing, t.listing),
        _kind(f.Funding, t.funding_step),
        _kind(f.Meeting, t.meeting, without=("projects",)),
        _kind(f.Praise, t.praise),
        _kind(f.Criticism, t.criticism),
        _kind(f.Harm, t.harm),
        _kind(f.Judgement, t.judgement, reason="judgement_reason"),
        _kind(f.Ballot, t.ballot),
        _kind(f.YearPlan, t.year_plan),
        _kind(f.Procedure, t.project_procedure),
        _kind(f.ProjectCode, t.project_code),
        _kind(f.DuplicateRuling, t.duplicate_ruling, reason="ruling_reason"),
        _kind(f.Assignment, t.assignment),
        _kind(f.IndicatorReading, t.indicator_reading),
        _kind(f.GoalRevision, t.goal_revision, reason="revision_reason"),
        _kind(f.Commitment, t.commitment),
        _kind(f.Inspected, t.inspected_project),
        _kind(f.Finding, t.finding, without=("steps",)),
        _kind(f.FollowUp, t.finding_step),
        _kind(i.Issue, t.issue),
        _kind(IssueStep, t.issue_step),
        _kind(reports.Report, t.report),
        _kind(reports.ReportReturn, t.report_return),
        _kind(reports.OccurrenceWaiver, t.occurrence_waiver),
        _kind(reports.WorkdayDecision, t.workday_decision),
        _kind(n.Inspection, t.inspection),
        _kind(n.InspectionMember, t.inspection_member),
        _kind(n.InspectedProject, t.inspected_project),
        _kind(n.InspectionAnswer, t.inspection_answer),
        _kind(n.Finding, t.finding),
        _kind(n.FindingStep, t.finding_step),
        _kind(n.ReminderLetter, t.reminder_letter),
        _kind(n.DisputedFact, t.disputed_fact),
        _kind(n.Visit, t.visit),
        _kind(registers.InventoryItem, t.inventory_item),
        _kind(libraries.LibraryEntry, t.library_entry),
        _kind(LibraryStep, t.library_step, entry="entry_id"),
        _kind(libraries.StatisticsList, t.statistics_list),
        _kind(libraries.StatisticsLine, t.statistics_line, list="list_id"),
        _kind(r.InstalledJurisdiction, t.jurisdiction),
        _kind(r.InstalledUnit, t.unit),
        _kind(r.UnitAlias, t.unit_alias),
        _kind(r.EnabledPolicy, t.enabled_policy),
        _kind(r.ProjectOrigin, t.project_origin, origin="origin_id"),
        _kind(r.MeetingProject, t.meeting_project),
        _kind(d.MeetingProposal, t.meeting_proposal),
        _kind(d.Participant, t.participant, owner="owner_id"),
        _kind(d.MeetingOpinion, t.meeting_opinion),
        _kind(d.MeetingDecision, t.meeting_decision),
        _kind(d.Activity, t.activity),
        _kind(d.ActivityProject, t.activity_project, activity="activity_id"),
        _kind(d.MonthClosed, t.month_closed),
        _kind(r.Survey, t.survey),
        _kind(r.SampleMember, t.survey_sample),
        _kind(r.Publication, t.publication),
        _kind(r.PublicationDraft, t.publication_draft),
        _kind(r.Objection, t.objection),
        _kind(r.ObjectionAnswer, t.objection_answer),
        _kind(r.DraftDecision, t.draft_decision),
        _kind(bulletins.BulletinDraft, t.bulletin_draft),
        _kind(bulletins.Bulletin, t.bulletin),
        _kind(r.Account, t.account),
        _kind(r.RoleGrant, t.role_grant),
        _kind(r.ApiToken, t.api_token),
        _kind(r.CalendarFeed, t.calendar_feed),
        _kind(NotificationChannel, t.notification_channel),
        _kind(r.Attachment, t.attachment),
        _kind(r.AttachmentLink, t.attachment_link, attachment="attachment_id"),
    )
}


def kind_of(of: type[V]) -> Kind[V]:
    """How values of that class are stored."""
    return KINDS[of]
