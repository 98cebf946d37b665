"""Problems by their steps alone: what holds of every course, and the edges of every limit."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangmu.domain.issues.case import Case
from xiangmu.domain.issues.checkpoints import CheckpointOutcome, marks
from xiangmu.domain.issues.course import ORDER, RETURNS, course
from xiangmu.domain.issues.deadlines import due_moment
from xiangmu.domain.issues.escalation import next_due, owed
from xiangmu.domain.issues.standing import standing
from xiangmu.domain.schedule.workdays import NOTICES
from xiangmu.plugin.issues import Gravity, IssueStatus, IssueStep, IssueStepKind
from xiangmu.plugin.limits import Limit
from xiangmu.plugin.moments import end_of
from xiangmu.plugin.policy import Readings
from xiangmu.plugin.supervision import Checkpoint, EscalationRule, IssueRules, Level, Trigger

START = datetime(2023, 5, 5, 2, tzinfo=UTC)
LEVELS = tuple(Level(key=str(height), title=f"第{height}级") for height in range(3))
WITHIN = Checkpoint(
    key="settle",
    title="办结",
    since=IssueStepKind.ACCEPTED,
    met_by=IssueStepKind.SETTLED,
    limit=Limit(days=3),
)
RULES = IssueRules(
    policy="some",
    levels=LEVELS,
    checkpoints=(WITHIN,),
    escalations=(
        EscalationRule(key="late", title="逾期", clause="S-1", when=(Trigger.OVERDUE,)),
        EscalationRule(key="again", title="再次发生", clause="S-2", when=(Trigger.REPEATED,), to="2"),
    ),
)


def case(steps: list[IssueStep]) -> Case:
    return Case(
        course=course(steps),
        category="land",
        gravity=Gravity.ORDINARY,
        rules=RULES,
        readings=Readings(),
        issued_on=date(2023, 1, 1),
        workdays=NOTICES,
    )


def step(place: int, kind: IssueStepKind, hours: int) -> IssueStep:
    level = {IssueStepKind.RAISED: "0", IssueStepKind.ESCALATED: "1"}.get(kind, "")
    at = START + timedelta(hours=hours)
    return IssueStep(id=UUID(int=place), issue=UUID(int=0), place=place, kind=kind, at=at, level=level)


@st.composite
def courses(draw: st.DrawFn) -> list[IssueStep]:
    """Any steps after the first, in whatever order, at any times that follow each other."""
    kinds = draw(
        st.lists(st.sampled_from([kind for kind in IssueStepKind if kind is not IssueStepKind.RAISED]))
    )
    hours, steps = 0, [step(1, IssueStepKind.RAISED, 0)]
    for place, kind in enumerate(kinds, 2):
        hours += draw(st.integers(0, 60))
        steps.append(step(place, kind, hours))
    return steps


@given(courses())
def test_an_issue_goes_back_only_by_a_step_that_says_so(steps: list[IssueStep]) -> None:
    before = IssueStatus.RAISED
    for many in range(1, len(steps) + 1):
        now = course(steps[:many]).status
        if ORDER.index(now) < ORDER.index(before):
            assert steps[many - 1].kind in RETURNS
        before = now


@given(courses(), st.randoms(use_true_random=False))
def test_the_order_in_which_steps_are_told_does_not_matter(steps: list[IssueStep], random: Random) -> None:
    now = steps[-1].at + timedelta(hours=1)
    told = standing(case(steps), now)
    random.shuffle(steps)
    assert standing(case(steps), now) == told


@given(courses())
def test_what_is_said_to_be_next_is_when_the_clock_first_escalates(steps: list[IssueStep]) -> None:
    now, found = steps[-1].at, case(steps)
    if [*owed(found, now)]:
        return
    due = next_due(found, now)
    far = now + timedelta(days=400)
    if due is None:
        assert not [*owed(found, far)]
    else:
        assert not [*owed(found, max(due, now))]
        assert [*owed(found, due + timedelta(seconds=1))]


def test_a_checkpoint_is_in_time_to_its_last_second() -> None:
    due = end_of(date(2023, 5, 8))
    accepted = step(2, IssueStepKind.ACCEPTED, 1)
    for late, outcome in ((0, CheckpointOutcome.IN_TIME), (1, CheckpointOutcome.LATE)):
        at = due + timedelta(seconds=late)
        settled = IssueStep(id=UUID(int=3), issue=UUID(int=0), place=3, kind=IssueStepKind.SETTLED, at=at)
        [mark] = marks(case([step(1, IssueStepKind.RAISED, 0), accepted, settled]), at)
        assert (mark.due, mark.outcome, mark.late) == (due, outcome, timedelta(seconds=late))


@pytest.mark.parametrize(
    ("limit", "start", "last"),
    [
        (Limit(days=1), date(2019, 4, 26), date(2019, 4, 27)),
        (Limit(workdays=1), date(2019, 4, 26), date(2019, 4, 28)),
        (Limit(workdays=7), date(2019, 4, 26), date(2019, 5, 8)),
        (Limit(months=1), date(2023, 1, 31), date(2023, 2, 28)),
        (Limit(months=1), date(2023, 12, 31), date(2024, 1, 31)),
        (Limit(half_months=((15, 18), (31, 5))), date(2022, 10, 15), date(2022, 10, 18)),
        (Limit(half_months=((15, 18), (31, 5))), date(2022, 2, 28), date(2022, 3, 5)),
        (Limit(half_months=((15, 18), (31, 5))), date(2022, 12, 31), date(2023, 1, 5)),
    ],
)
def test_limits_end_with_a_day(limit: Limit, start: date, last: date) -> None:
    begun = end_of(start) - timedelta(hours=10)
    assert due_moment(limit, begun, NOTICES) == end_of(last)


def test_hours_are_counted_to_the_second() -> None:
    assert due_moment(Limit(hours=4), START, NOTICES) == START + timedelta(hours=4)
