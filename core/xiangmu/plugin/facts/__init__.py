"""Facts (事实) as rules see them: plain values, no database, no clock.

Every fact has an ``id`` that stays the same through corrections. Dates are business dates in Asia/Shanghai, money
is integer yuan, points that a person gives are integer hundredths.
"""

from collections.abc import Iterator

from xiangmu.plugin.facts.inspections import Finding, FollowUp, Inspected
from xiangmu.plugin.facts.projects import (
    Admission,
    Assignment,
    DuplicateRuling,
    Enrolment,
    Funding,
    Listing,
    Plan,
    Procedure,
    Progress,
    ProjectCode,
    ProjectVersion,
    StageReached,
    Started,
    YearPlan,
)
from xiangmu.plugin.facts.units import (
    Ballot,
    Commitment,
    Criticism,
    GoalRevision,
    Harm,
    IndicatorReading,
    Judgement,
    Meeting,
    Praise,
)
from xiangmu.plugin.value import value

__all__ = [
    "Admission",
    "Assignment",
    "Ballot",
    "Commitment",
    "Criticism",
    "DuplicateRuling",
    "Enrolment",
    "Facts",
    "Finding",
    "FollowUp",
    "Funding",
    "GoalRevision",
    "Harm",
    "IndicatorReading",
    "Inspected",
    "Judgement",
    "Listing",
    "Meeting",
    "Plan",
    "Praise",
    "Procedure",
    "Progress",
    "ProjectCode",
    "ProjectFact",
    "ProjectVersion",
    "StageReached",
    "Started",
    "UnitFact",
    "YearPlan",
    "project_facts",
]


@value
class Facts:
    """All facts of one jurisdiction, in no particular order."""

    versions: tuple[ProjectVersion, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    admissions: tuple[Admission, ...] = ()
    stages: tuple[StageReached, ...] = ()
    starts: tuple[Started, ...] = ()
    plans: tuple[Plan, ...] = ()
    progress: tuple[Progress, ...] = ()
    listings: tuple[Listing, ...] = ()
    funding: tuple[Funding, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    praises: tuple[Praise, ...] = ()
    criticisms: tuple[Criticism, ...] = ()
    harms: tuple[Harm, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    year_plans: tuple[YearPlan, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    codes: tuple[ProjectCode, ...] = ()
    rulings: tuple[DuplicateRuling, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    indicators: tuple[IndicatorReading, ...] = ()
    goal_revisions: tuple[GoalRevision, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    inspections: tuple[Inspected, ...] = ()
    findings: tuple[Finding, ...] = ()


ProjectFact = Enrolment | Admission | StageReached | Started | Plan | Progress | Listing | Funding
"""A fact about one project."""

UnitFact = Meeting | Praise | Criticism | Harm
"""Something that happened to, or was done by, one unit on a day."""


def project_facts(facts: Facts) -> Iterator[ProjectFact]:
    """Every fact about a project, in no particular order."""
    yield from facts.enrolments
    yield from facts.admissions
    yield from facts.stages
    yield from facts.starts
    yield from facts.plans
    yield from facts.progress
    yield from facts.listings
    yield from facts.funding
