"""Who is on record for what: gaps where too few or too many are; and lists of projects."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.support.county import NEW_YEAR, POLICY, YEAR_END, about, board, county, on_duty, project, together
from xiangmu.domain.duties import Gap, gaps
from xiangmu.domain.lists import members_of
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.filters import has_reached, has_started, not_, on_list
from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope, Leaders
from xiangmu.plugin.lists import Member, Membership, ProjectList, dormant, having
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import Duty, KeyList, ProcedureKind, Stage, StartKind

LEADER, TEAM, STAFF = Duty.COUNTY_LEADER, Duty.TASK_FORCE, Duty.SERVICE_COMMISSIONER


def found(facts: Facts, scope: DutyScope, *needs: DutyNeed, as_of: date = YEAR_END, **more: Any) -> list[Gap]:
    rule = DutyRule(
        policy=POLICY, key="on-record", title="在册", clause="C-1", scope=scope, needs=needs, **more
    )
    catalog = county(leaders=Leaders(duties=(rule,)))
    return list(gaps(catalog, board(facts, catalog, as_of=as_of)))


def own(facts: Facts) -> UUID:
    return facts.versions[0].project


def test_a_project_needs_exactly_one_leader() -> None:
    one, none, two = project(name="甲"), project(name="乙"), project(name="丙")
    facts = together(
        one,
        none,
        two,
        on_duty(LEADER, project=own(one)),
        on_duty(LEADER, project=own(two), post="副县长甲"),
        on_duty(LEADER, project=own(two), post="副县长乙"),
    )
    of = found(facts, DutyScope.PROJECT, DutyNeed(duty=LEADER, least=1, most=1))
    assert [(gap.because, gap.found) for gap in of] == [
        ("乙: 牵头包联的县级领导应为1, 在册0", 0),
        ("丙: 牵头包联的县级领导应为1, 在册2", 2),
    ]
    assert [len(gap.evidence) for gap in of] == [0, 2]
    assert of[0].units == ("east",)


def test_a_gap_begins_on_the_last_day_of_a_duty() -> None:
    one = project()
    until = date(2022, 6, 30)
    facts = together(one, on_duty(LEADER, project=own(one), since=date(2022, 2, 1), until=until))
    need = DutyNeed(duty=LEADER)
    for day, missing in ((date(2022, 1, 31), 1), (date(2022, 2, 1), 0), (date(2022, 6, 29), 0), (until, 1)):
        assert len(found(facts, DutyScope.PROJECT, need, as_of=day)) == missing


def test_a_duty_that_is_handed_over_on_its_last_day_is_neither_missing_nor_doubled() -> None:
    one = project()
    last = date(2022, 6, 30)
    facts = together(
        one,
        on_duty(LEADER, project=own(one), post="副县长甲", since=date(2022, 2, 1), until=last),
        on_duty(LEADER, project=own(one), post="副县长乙", since=last),
    )
    need = DutyNeed(duty=LEADER, least=1, most=1)
    for day in (date(2022, 6, 29), last, date(2022, 7, 1)):
        assert found(facts, DutyScope.PROJECT, need, as_of=day) == []


def test_one_person_or_post_told_twice_is_one_holder() -> None:
    one = project()
    person = UUID(int=7)
    facts = together(
        one,
        *(on_duty(STAFF, project=own(one), person=person, post=post) for post in ("科员", "科长")),
        on_duty(STAFF, project=own(one), post="专员"),
    )
    (gap,) = found(facts, DutyScope.PROJECT, DutyNeed(duty=STAFF, least=3, most=4))
    assert (gap.found, gap.because[-8:]) == (2, "3至4, 在册2")


def test_the_responsible_unit_is_whoever_the_project_is_enrolled_for() -> None:
    one, doubled, none = (
        project(name="甲"),
        project(name="乙", units=("east", "west")),
        project(name="丙", units=()),
    )
    need = DutyNeed(duty=Duty.RESPONSIBLE_UNIT, least=1, most=1)
    facts = together(one, doubled, none)
    assert [(g.because[0], g.found) for g in found(facts, DutyScope.PROJECT, need)] == [("乙", 2), ("丙", 0)]
    named = together(facts, on_duty(Duty.RESPONSIBLE_UNIT, project=own(none), post="局长"))
    assert len(found(named, DutyScope.PROJECT, need)) == 1


def test_rules_choose_projects_and_leave_those_given_up() -> None:
    keyed = about(project(name="甲"), listings=[{"key_list": KeyList.CITY_KEY, "on": NEW_YEAR, "year": 2022}])
    gone = project(name="丁", stages={Stage.TERMINATED: NEW_YEAR})
    facts = together(keyed, gone, project(name="乙"))

    def on_the_list(snapshot: AnySnapshot, one: ProjectView) -> bool:
        return on_list(KeyList.CITY_KEY, year=2022)(one, snapshot.as_of)

    need = DutyNeed(duty=TEAM)
    assert [gap.because[0] for gap in found(facts, DutyScope.PROJECT, need)] == ["甲", "乙"]
    assert [g.because[0] for g in found(facts, DutyScope.PROJECT, need, applies=on_the_list)] == ["甲"]


def test_units_need_their_own() -> None:
    facts = together(on_duty(TEAM, "east"), on_duty(TEAM, "works"))
    need = DutyNeed(duty=TEAM)
    assert [g.units for g in found(facts, DutyScope.UNIT, need)] == [("west",), ("north",), ("farms",)]
    assert [g.units for g in found(facts, DutyScope.UNIT, need, groups=("bureau",))] == [("farms",)]


def listed(facts: Facts, member: Membership, as_of: date = YEAR_END) -> list[str]:
    stated = ProjectList(policy=POLICY, key="l", title="清单", clause="C-1", member=member)
    return [one.because for one in members_of(board(facts, as_of=as_of), stated)]


def test_a_list_says_why_a_project_stands_on_it() -> None:
    facts = together(
        project(name="乙", stages={Stage.STARTED: NEW_YEAR}),
        project(name="甲", stages={Stage.STARTED: NEW_YEAR}),
        project(name="丙", stages={Stage.STARTED: NEW_YEAR}, starts={StartKind.LIBRARY_ENTRY: NEW_YEAR}),
        project(name="丁", stages={Stage.STARTED: NEW_YEAR, Stage.TERMINATED: NEW_YEAR}),
    )
    not_entered = having(
        has_reached(Stage.STARTED), not_(has_started(StartKind.LIBRARY_ENTRY)), because="已开工未入统"
    )
    assert listed(facts, not_entered) == ["乙已开工未入统", "甲已开工未入统"]


def test_a_list_may_put_some_first() -> None:
    def by_size(_: AnySnapshot, one: ProjectView) -> Member:
        return Member(because=one.name, order=-one.latest.total_yuan)

    assert listed(together(project(name="甲", total=1), project(name="乙", total=2)), by_size) == ["乙", "甲"]


def test_dormant_is_what_nothing_was_heard_of_for_so_many_days() -> None:
    silent = project(name="甲", stages={Stage.STARTED: date(2022, 1, 1)})
    moving = about(
        project(name="乙"),
        progress=[
            {"month": date(2022, 3, 1), "invested_yuan": 1, "cumulative_yuan": 1},
            {"month": date(2022, 6, 1), "invested_yuan": 0, "cumulative_yuan": 1},
        ],
        procedures=[
            {"kind": ProcedureKind.EIA, "applied_on": date(2022, 2, 1), "done_on": date(2022, 12, 1)}
        ],
    )
    facts = together(silent, moving)
    rule = dormant(lambda _: 180)
    assert listed(facts, rule, date(2022, 6, 29)) == []
    assert listed(facts, rule, date(2022, 6, 30)) == ["甲自2022-01-01起180天没有进展记录, 达到180天"]
    assert len(listed(facts, rule, date(2022, 9, 27))) == 2
    assert listed(facts, rule, YEAR_END)[0].startswith("甲")
