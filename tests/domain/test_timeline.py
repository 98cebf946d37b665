"""Which plan binds, and what a day does not know yet."""

from datetime import date
from uuid import UUID

from xiangmu.domain.timeline import Timelines, binding_plans
from xiangmu.plugin.facts import Assignment, Facts, Plan, Procedure, ProjectVersion, StageReached
from xiangmu.plugin.vocabulary import Duty, ProcedureKind, ProjectKind, Stage

PROJECT = UUID(int=7)


def plan(due: date, made: date, approved: date | None = None, number: int = 1) -> Plan:
    return Plan(
        id=UUID(int=number),
        project=PROJECT,
        milestone=Stage.STARTED,
        due=due,
        made_on=made,
        approved_on=approved,
    )


FIRST = plan(date(2023, 5, 10), date(2023, 1, 5))


def version(day: date, total: int) -> ProjectVersion:
    return ProjectVersion(
        id=UUID(int=total),
        project=PROJECT,
        effective=day,
        name="甲",
        total_yuan=total,
        kind=ProjectKind.OTHER,
    )


def test_the_first_plan_is_frozen() -> None:
    later = plan(date(2023, 8, 10), date(2023, 4, 1), number=2)
    assert binding_plans([FIRST, later], date(2023, 6, 30)) == (FIRST,)


def test_a_change_approved_on_the_old_date_itself_binds() -> None:
    change = plan(date(2023, 8, 10), date(2023, 5, 9), date(2023, 5, 10), number=2)
    assert binding_plans([FIRST, change], date(2023, 6, 30)) == (change,)


def test_a_change_approved_after_the_old_date_passed_cures_nothing() -> None:
    change = plan(date(2023, 8, 10), date(2023, 5, 9), date(2023, 5, 11), number=2)
    assert binding_plans([FIRST, change], date(2023, 6, 30)) == (FIRST,)


def test_a_change_approved_later_than_the_day_asked_for_does_not_bind_yet() -> None:
    change = plan(date(2023, 8, 10), date(2023, 4, 1), date(2023, 5, 1), number=2)
    assert binding_plans([FIRST, change], date(2023, 4, 30)) == (FIRST,)


def test_a_change_to_a_day_that_had_passed_when_it_was_approved_binds_nothing() -> None:
    first = plan(date(2023, 11, 10), date(2023, 1, 5))
    change = plan(date(2023, 3, 1), date(2023, 5, 1), date(2023, 5, 2), number=2)
    assert binding_plans([first, change], date(2023, 12, 31)) == (first,)


def test_two_approved_changes_follow_each_other() -> None:
    once = plan(date(2023, 8, 10), date(2023, 5, 1), date(2023, 5, 2), number=2)
    twice = plan(date(2023, 11, 10), date(2023, 8, 1), date(2023, 8, 10), number=3)
    assert binding_plans([FIRST, once, twice], date(2023, 12, 31)) == (twice,)


def test_a_history_ends_on_the_day_asked_for() -> None:
    def reached(stage: Stage, on: date) -> StageReached:
        return StageReached(id=UUID(int=on.toordinal()), project=PROJECT, stage=stage, on=on)

    facts = Facts(
        versions=(version(date(2023, 7, 1), 300), version(date(2023, 1, 1), 100)),
        stages=(reached(Stage.STARTED, date(2023, 7, 2)), reached(Stage.SIGNED, date(2023, 6, 30))),
    )
    (project,) = Timelines(facts, "p").on(date(2023, 6, 30))
    assert project.latest.total_yuan == 100
    assert project.reached(Stage.SIGNED) is not None
    assert project.reached(Stage.STARTED) is None
    assert list(Timelines(facts, "p").on(date(2022, 12, 31))) == []


def test_a_change_of_plan_binds_from_the_day_of_its_approval_however_days_are_asked_for() -> None:
    change = plan(date(2023, 8, 1), date(2023, 2, 1), approved=date(2023, 4, 20), number=77)
    timelines = Timelines(Facts(versions=(version(date(2023, 1, 1), 100),), plans=(FIRST, change)), "p")
    for day, binding in (
        (date(2023, 4, 20), change),
        (date(2023, 4, 19), FIRST),
        (date(2023, 12, 31), change),
    ):
        assert next(timelines.on(day)).plans == (binding,)


def test_a_promise_is_not_known_before_the_application_it_answers() -> None:
    applied, promised = date(2023, 3, 1), date(2023, 4, 1)
    own = version(date(2023, 1, 1), 100)
    procedure = Procedure(
        id=UUID(int=78),
        project=own.project,
        kind=ProcedureKind.EIA,
        applied_on=applied,
        promised_on=promised,
        done_on=date(2023, 5, 1),
    )
    timelines = Timelines(Facts(versions=(own,), procedures=(procedure,)), "p")
    seen = {
        day: next(timelines.on(day)).procedures[0] for day in (date(2023, 2, 28), applied, date(2023, 6, 1))
    }
    dates = [(one.applied_on, one.promised_on, one.done_on) for one in seen.values()]
    assert dates == [
        (None, None, None),
        (applied, promised, None),
        (applied, promised, date(2023, 5, 1)),
    ]


def test_an_end_of_a_duty_that_lies_ahead_is_not_known_yet() -> None:
    own = version(date(2023, 1, 1), 100)
    ends = date(2023, 5, 1)
    duty = Assignment(
        id=UUID(int=79),
        duty=Duty.COUNTY_LEADER,
        unit="",
        project=own.project,
        person=None,
        post="副县长",
        since=date(2023, 2, 1),
        until=ends,
    )
    timelines = Timelines(Facts(versions=(own,), assignments=(duty,)), "p")
    known = [
        [one.until for one in next(timelines.on(day)).assignments]
        for day in (date(2023, 1, 31), date(2023, 2, 1), ends)
    ]
    assert known == [[], [None], [ends]]
