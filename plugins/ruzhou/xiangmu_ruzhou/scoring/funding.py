"""RZ-25: bonus for public money, applied for and started (reading R8)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import accumulate
from uuid import UUID

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Funding
from xiangmu.plugin.money import in_words, wan
from xiangmu.plugin.scoring import Line, ScoringRule, Section
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import FundSource, FundStep
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.projects import PUBLIC_MONEY, admitted, admitted_by, granted
from xiangmu_ruzhou.readings import RuzhouSnapshot
from xiangmu_ruzhou.wording import shared

PER_APPLICATION = 1
PER_START = 2
CENTRAL_LEAST = wan(1000)
STEPS = {FundStep.APPLIED: "申报", FundStep.APPROVED: "批复", FundStep.ISSUED: "下达"}
SOURCES = {FundSource.CENTRAL_BUDGET: "中央预算内投资", FundSource.SPECIAL_BOND: "地方政府专项债"}


@value
class _Step:
    """One project's part of an application."""

    project: ProjectView
    funding: Funding


@value
class _Application:
    """An application as completed ``on`` a day: of one project, or of a bundle, which is one."""

    on: date
    source: FundSource
    steps: tuple[_Step, ...]

    @property
    def order(self) -> tuple[date, UUID]:
        """Earlier applications first."""
        return self.on, self.steps[0].funding.id


def applications(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """+1 for each application completed in the quarter, unless all its projects were counted before.

    It counts for the unit that applied; a bundle counts if at least one of its projects was admitted
    by the quarter's end.
    """
    counted: set[UUID] = set()
    for application in sorted(_applications(snapshot.projects), key=lambda a: a.order):
        last = milestones.quarter_end(application.on)
        projects = {step.project.id for step in application.steps if admitted_by(step.project, last)}
        if projects <= counted:
            continue
        counted |= projects
        credit = _credit(snapshot, application)
        if application.on in snapshot.period and credit:
            yield _application_line(application, credit)


def _applications(projects: Iterable[ProjectView]) -> Iterator[_Application]:
    """Every application large enough, on the day on which it first was."""
    together: dict[tuple[FundSource, str | UUID], list[_Step]] = defaultdict(list)
    for project in projects:
        for funding in project.fundings(FundStep.APPLIED, *PUBLIC_MONEY):
            together[funding.source, funding.bundle or funding.id].append(
                _Step(project=project, funding=funding)
            )
    for (source, _), steps in together.items():
        steps.sort(key=lambda step: (step.funding.on, step.funding.id))
        least = CENTRAL_LEAST if source is FundSource.CENTRAL_BUDGET else 0
        sums = accumulate(step.funding.amount_yuan for step in steps)
        enough = next((step for step, total in zip(steps, sums, strict=True) if total >= least), None)
        if enough is not None:
            yield _Application(on=enough.funding.on, source=source, steps=tuple(steps))


def _credit(snapshot: RuzhouSnapshot, application: _Application) -> Fraction:
    """How much counts for the unit: all if it applied, else its share of the project."""
    named = next((s.funding.applicant for s in application.steps if s.funding.applicant), "")
    if named:
        return Fraction(named == snapshot.unit)
    return application.steps[0].project.share_on(application.on)


def _application_line(application: _Application, credit: Fraction) -> Line:
    names = "、".join(step.project.name for step in application.steps)
    bundled = "打捆" if len(application.steps) > 1 else ""
    amount = in_words(sum(step.funding.amount_yuan for step in application.steps))
    because = (
        f"{application.on}{bundled}申报完成{SOURCES[application.source]}{amount}（{names}），"
        f"加{PER_APPLICATION}分{shared(credit, PER_APPLICATION)}"
    )
    return Line(
        points=PER_APPLICATION * credit,
        because=because,
        evidence=tuple(_evidence(step.project, step.funding) for step in application.steps),
    )


def funded_starts(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """+2 for each project that started in the quarter with an award of either kind approved by then."""
    for project in admitted(snapshot):
        start = milestones.started(snapshot, project)
        if start is None or start.on not in snapshot.period:
            continue
        award = next((funding for funding in granted(project) if funding.on <= start.on), None)
        if award and (share := project.share_on(start.on)):
            because = f"{start.evidence.note}，是{SOURCES[award.source]}项目，加{PER_START}分{shared(share, PER_START)}"
            yield Line(
                points=PER_START * share,
                because=because,
                evidence=(start.evidence, _evidence(project, award)),
            )


def _evidence(project: ProjectView, funding: Funding) -> Evidence:
    note = f"{project.name}：{SOURCES[funding.source]}{STEPS[funding.step]}{in_words(funding.amount_yuan)}"
    return Evidence(kind=EvidenceKind.FUNDING, id=funding.id, project=project.id, on=funding.on, note=note)


APPLICATIONS = ScoringRule(
    key="applications",
    title="申报中央预算内投资或专项债项目加分",
    clause="RZ-25",
    section=Section.BONUS,
    formula=applications,
)
FUNDED_STARTS = ScoringRule(
    key="funded_starts",
    title="开工中央预算内投资或专项债项目加分",
    clause="RZ-25",
    section=Section.BONUS,
    formula=funded_starts,
)
