"""Inspections with what they found and what followed, and visits of leaders, each when it became known."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from xiangmu.plugin.demo import DemoFinding, DemoInspection, DemoVisit, demo_id
from xiangmu.plugin.inspections import Verdict
from xiangmu.plugin.recurrence import A_DAY
from xiangmu.seed.steps import Known, Rank, Step, Telling, afternoon, evening, morning, request_id
from xiangmu.services.command import Input
from xiangmu.services.findings.letters import LetterIssue
from xiangmu.services.findings.raising import FindingRaise
from xiangmu.services.findings.rectifying import FindingJudge, FindingReport
from xiangmu.services.inspections import InspectionOpen, InspectionRecord, ItemAnswer, TeamMember
from xiangmu.services.visits import VisitRecord


def inspecting_steps(
    telling: Telling, inspections: tuple[DemoInspection, ...], visits: tuple[DemoVisit, ...]
) -> Iterator[Step]:
    """Steps for all of them."""
    for told in inspections:
        yield from _inspection(telling, told)
    for visit in visits:
        yield Step(
            at=telling.moment(visit.on),
            rank=Rank.RECORD,
            request=request_id("visit", visit.project, visit.on, visit.post),
            data=partial(_visit, visit),
            needs=frozenset((visit.project,)),
        )


def _inspection(telling: Telling, told: DemoInspection) -> Iterator[Step]:
    words = (told.policy, "inspection", str(told.on))
    inspection, projects = demo_id(*words), frozenset(told.projects)
    moment = telling.moment(told.on)
    yield Step(
        at=moment,
        rank=Rank.RECORD,
        request=request_id(*words),
        data=partial(_open, told),
        needs=projects,
        gives=inspection,
    )
    for project in told.projects:
        yield Step(
            at=afternoon(moment.date()),
            rank=Rank.RECORD,
            request=request_id(*words, project),
            data=partial(_record, told, inspection, project),
            needs=frozenset((inspection, project)),
        )
    for finding in told.findings:
        yield from _finding(telling, told, inspection, finding)


def _finding(
    telling: Telling, told: DemoInspection, inspection: UUID, finding: DemoFinding
) -> Iterator[Step]:
    words = (told.policy, "finding", finding.number)
    given = demo_id(*words)
    moment = telling.moment(told.on)
    yield Step(
        at=evening(moment.date()),
        rank=Rank.RECORD,
        request=request_id(*words),
        data=partial(_raise, told, inspection, finding),
        needs=frozenset((inspection, finding.project)),
        gives=given,
    )
    followed = [(finding.issued_on, partial(_letter, finding))]
    if finding.reported_on:
        followed.append((finding.reported_on, partial(_report, finding)))
    if finding.judged_on:
        followed.append((finding.judged_on, partial(_judge, finding)))
    for place, (on, made) in enumerate(followed):
        yield Step(
            at=morning(max(on, moment.date() + A_DAY)).replace(minute=place),
            rank=Rank.SETTLE,
            request=request_id(*words, place),
            data=partial(made, given),
            needs=frozenset((given,)),
        )


def _open(told: DemoInspection, known: Known) -> Input:
    return InspectionOpen(
        policy=told.policy,
        inspection_kind=told.kind,
        manner=told.manner,
        unannounced=told.unannounced,
        since=told.on,
        team=tuple(TeamMember(unit=unit) for unit in told.team),
        projects=tuple(known[project] for project in told.projects),
        text=told.text,
    )


def _record(told: DemoInspection, inspection: UUID, project: UUID, known: Known) -> Input:
    answers = (ItemAnswer(item=item, answer=answer, text=text) for item, answer, text in told.answers)
    return InspectionRecord(
        inspection=known[inspection], project=known[project], on=told.on, answers=tuple(answers)
    )


def _raise(told: DemoInspection, inspection: UUID, finding: DemoFinding, known: Known) -> Input:
    return FindingRaise(
        policy=told.policy,
        category=finding.category,
        unit=finding.unit,
        project=known[finding.project],
        inspection=known[inspection],
        on=told.on,
        text=finding.text,
    )


def _letter(finding: DemoFinding, given: UUID, known: Known) -> Input:
    return LetterIssue(
        finding=known[given],
        number=finding.number,
        on=finding.issued_on,
        due=finding.due,
        target=finding.target,
        sender=finding.sender,
    )


def _report(finding: DemoFinding, given: UUID, known: Known) -> Input:
    assert finding.reported_on  # noqa: S101  # asked before the step was made
    return FindingReport(finding=known[given], text=finding.report, on=finding.reported_on)


def _judge(finding: DemoFinding, given: UUID, known: Known) -> Input:
    assert finding.judged_on  # noqa: S101  # the same
    return FindingJudge(finding=known[given], verdict=Verdict.ACCEPTED, on=finding.judged_on)


def _visit(visit: DemoVisit, known: Known) -> Input:
    return VisitRecord(
        project=known[visit.project],
        post=visit.post,
        on=visit.on,
        seen=visit.seen,
        promised=visit.promised,
    )
