"""Facts → the commands that record them, each on the day on which it became known."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import UUID

from xiangmu.catalog import Catalog
from xiangmu.domain.fold import parse_period
from xiangmu.plugin import facts as f
from xiangmu.plugin.periods import add_months
from xiangmu.plugin.value import value
from xiangmu.seed.steps import Known, Rank, Step, Telling, request_id
from xiangmu.services import admissions, conduct, events, funding, judgements, progress
from xiangmu.services.command import Input

F = TypeVar("F")

REPORTED_AFTER = timedelta(days=4)
"""Monthly reports come on the fifth of the next month."""
JUDGED_AFTER = timedelta(days=8)


@value
class Recorder(Generic[F]):
    """How the facts in one field of ``Facts`` are entered. ``data`` also gets the jurisdiction."""

    field: str
    known_on: Callable[[F, Catalog], date]
    data: Callable[[F, str, Known], Input]


def _admission(fact: f.Admission, _: str, known: Known) -> Input:
    return admissions.AdmissionGrant(
        project=known[fact.project],
        policy=fact.policy,
        on=fact.on,
        waiver=fact.waiver,
        waiver_reason=fact.reason,
        approver=fact.approver,
    )


def _stage(fact: f.StageReached, _: str, known: Known) -> Input:
    return events.StageRecord(project=known[fact.project], stage=fact.stage, on=fact.on)


def _start(fact: f.Started, _: str, known: Known) -> Input:
    return events.StartRecord(project=known[fact.project], kind=fact.kind, on=fact.on)


def _progress(fact: f.Progress, _: str, known: Known) -> Input:
    return progress.ProgressReport(
        project=known[fact.project],
        month=fact.month,
        invested_yuan=fact.invested_yuan,
        cumulative_yuan=fact.cumulative_yuan,
        year_to_date_yuan=fact.year_to_date_yuan,
        picture=fact.picture or "",
        next_month_yuan=fact.next_month_yuan,
        next_month_work=fact.next_month_work or "",
    )


def _listing(fact: f.Listing, _: str, known: Known) -> Input:
    return events.ListRecord(
        project=known[fact.project],
        key_list=fact.key_list,
        on=fact.on,
        delisted=fact.delisted,
        year=fact.year,
    )


def _funding(fact: f.Funding, _: str, known: Known) -> Input:
    return funding.FundingRecord(
        project=known[fact.project],
        source=fact.source,
        step=fact.step,
        amount_yuan=fact.amount_yuan,
        on=fact.on,
        bundle=fact.bundle,
        applicant=fact.applicant,
    )


def _meeting(fact: f.Meeting, jurisdiction: str, known: Known) -> Input:
    return conduct.MeetingRecord(
        jurisdiction=jurisdiction,
        unit=fact.unit,
        on=fact.on,
        kind=fact.kind,
        chair=fact.chair,
        solved=fact.solved,
        projects=tuple(known[project] for project in fact.projects),
        policy=fact.policy or "",
        obligation=fact.obligation or "",
    )


def _praise(fact: f.Praise, jurisdiction: str, _: Known) -> Input:
    return conduct.PraiseRecord(
        jurisdiction=jurisdiction, unit=fact.unit, on=fact.on, source=fact.source, matter=fact.matter
    )


def _criticism(fact: f.Criticism, jurisdiction: str, _: Known) -> Input:
    return conduct.CriticismRecord(
        jurisdiction=jurisdiction, unit=fact.unit, on=fact.on, kind=fact.kind, matter=fact.matter
    )


def _harm(fact: f.Harm, jurisdiction: str, _: Known) -> Input:
    return conduct.HarmRecord(
        jurisdiction=jurisdiction,
        unit=fact.unit,
        on=fact.on,
        kind=fact.kind,
        verified_by=fact.verified_by,
        matter=fact.matter,
    )


def _judgement(fact: f.Judgement, _: str, __: Known) -> Input:
    return judgements.JudgementGive(
        policy=fact.policy,
        group=fact.group,
        unit=fact.unit,
        period=fact.period,
        item=fact.item,
        hundredths=fact.hundredths,
        judgement_reason=fact.reason,
        matter=fact.matter,
    )


def _on(fact: Any, _: Catalog) -> date:
    day: date = fact.on
    return day


def _reported_on(fact: f.Progress, _: Catalog) -> date:
    return add_months(fact.month, 1) + REPORTED_AFTER


def _judged_on(fact: f.Judgement, catalog: Catalog) -> date:
    return parse_period(catalog.policies[fact.policy], fact.period).end + JUDGED_AFTER


RECORDERS: tuple[Recorder[Any], ...] = (
    Recorder(field="admissions", known_on=_on, data=_admission),
    Recorder(field="stages", known_on=_on, data=_stage),
    Recorder(field="starts", known_on=_on, data=_start),
    Recorder(field="progress", known_on=_reported_on, data=_progress),
    Recorder(field="listings", known_on=_on, data=_listing),
    Recorder(field="funding", known_on=_on, data=_funding),
    Recorder(field="meetings", known_on=_on, data=_meeting),
    Recorder(field="praises", known_on=_on, data=_praise),
    Recorder(field="criticisms", known_on=_on, data=_criticism),
    Recorder(field="harms", known_on=_on, data=_harm),
    Recorder(field="judgements", known_on=_judged_on, data=_judgement),
)


def fact_steps(telling: Telling) -> Iterator[Step]:
    """A step for every fact that a command of its own records whatever else is known."""
    for recorder in RECORDERS:
        for fact in getattr(telling.facts, recorder.field):
            yield Step(
                at=telling.moment(recorder.known_on(fact, telling.catalog)),
                rank=Rank.RECORD,
                request=request_id(fact.id),
                data=partial(recorder.data, fact, telling.jurisdiction),
                needs=_projects_of(fact),
                gives=fact.id,
            )


def _projects_of(fact: object) -> frozenset[UUID]:
    if isinstance(fact, f.Meeting):
        return frozenset(fact.projects)
    return frozenset((fact.project,)) if isinstance(fact, f.ProjectFact) else frozenset()
