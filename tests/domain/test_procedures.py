"""How procedures stand: missing, in hand, late, done; workdays counted over holidays; what went on together."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests.support.county import POLICY, about, board, county, project, together
from xiangmu.catalog.checks.procedures import check_lights, check_procedures
from xiangmu.catalog.checks.stating import Stating
from xiangmu.catalog.errors import CatalogError
from xiangmu.domain.procedures import OfDepartment, ProjectProcedures, departments_of, procedures_of
from xiangmu.domain.schedule.counting import WorkdayCount
from xiangmu.domain.schedule.workdays import NOTICES, Workdays
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.lights import LightRule, LightState
from xiangmu.plugin.limits import Limit
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.procedures import ProcedureGroup, ProcedureRule, ProcedureState, from_stage
from xiangmu.plugin.supervision import Supervision
from xiangmu.plugin.vocabulary import ProcedureKind, Stage

SITE, EIA, FIRE = ProcedureKind.SITE, ProcedureKind.EIA, ProcedureKind.FIRE_ACCEPTANCE
MAY = date(2022, 5, 31)
JOINT = ProcedureGroup(key="joint", title="联合办理", joint=True)


def rule(kind: ProcedureKind = EIA, **more: Any) -> ProcedureRule:
    stated: dict[str, Any] = {"policy": POLICY, "kind": kind, "clause": "C-1", "department": "works"}
    return ProcedureRule(**(stated | more))


def found(
    facts: Facts, *rules: ProcedureRule, as_of: date = MAY, **read: Any
) -> tuple[ProjectProcedures, ...]:
    catalog = county(supervision=Supervision(procedures=rules or (rule(),)))
    return procedures_of(catalog, board(facts, catalog, as_of=as_of, **read), WorkdayCount(NOTICES))


def recorded(**dates: Any) -> Facts:
    return about(project(name="甲"), procedures=[{"kind": EIA} | dates])


def state(facts: Facts, *rules: ProcedureRule, **asked: Any) -> ProcedureState:
    [one] = found(facts, *rules, **asked)
    return one.standings[0].state


def test_what_is_not_applied_for_is_missing_once_it_is_needed() -> None:
    needed = rule(needed=from_stage(Stage.STARTED))
    waiting = project(stages={Stage.PRELIMINARY: date(2022, 3, 1)})
    begun = project(stages={Stage.BUILDING: date(2022, 3, 1)})
    assert state(waiting, needed) is ProcedureState.NOT_NEEDED
    assert state(begun, needed) is ProcedureState.MISSING
    assert state(begun, needed, as_of=date(2022, 2, 28)) is ProcedureState.NOT_NEEDED
    assert found(waiting, rule(applies=from_stage(Stage.STARTED))) == ()
    given_up = project(stages={Stage.STARTED: date(2022, 3, 1), Stage.TERMINATED: date(2022, 4, 1)})
    assert found(given_up, needed) == ()


def test_the_earlier_of_promise_and_law_decides_whether_it_is_late() -> None:
    law = rule(statutory=Limit(workdays=20), source="某法")
    april, friday = date(2022, 4, 1), date(2022, 5, 6)
    on_time = WorkdayCount(NOTICES).last_day(Limit(workdays=20), april)
    assert on_time == date(2022, 4, 29)
    assert state(recorded(applied_on=april), law, as_of=on_time) is ProcedureState.IN_PROGRESS
    assert state(recorded(applied_on=april), law, as_of=on_time + timedelta(days=1)) is ProcedureState.OVERDUE
    assert state(recorded(applied_on=april, done_on=on_time), law) is ProcedureState.DONE
    late = recorded(applied_on=april, promised_on=date(2022, 4, 15), done_on=friday)
    [one] = found(late, law)
    [standing] = one.standings
    assert standing.state is ProcedureState.DONE_LATE
    assert standing.because == (
        "甲的环评于2022-04-01受理、2022-05-06办结, 用22个工作日, "
        "超过承诺期限2022-04-15、法定期限2022-04-29(某法, 文件未定期限), 逾期13个工作日"
    )
    [printed] = found(late, rule(statutory=Limit(workdays=20), source="某款", statutory_basis=Basis.PRINTED))
    assert "法定期限2022-04-29(某款), " in printed.standings[0].because
    assert one.evidence(standing)[0].on == friday
    assert state(recorded(applied_on=date(2022, 1, 4))) is ProcedureState.IN_PROGRESS


def test_readings_may_say_the_promise_and_the_record_goes_first() -> None:
    promised = rule(promised=lambda readings: Limit(workdays=readings.first_weight))
    facts = recorded(applied_on=date(2022, 5, 26))
    assert state(facts, promised, first_weight=1) is ProcedureState.OVERDUE
    assert state(facts, promised, first_weight=5) is ProcedureState.IN_PROGRESS
    own = recorded(applied_on=date(2022, 5, 26), promised_on=date(2022, 6, 30))
    assert state(own, promised, first_weight=1) is ProcedureState.IN_PROGRESS


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2022, 9, 30), date(2022, 10, 9), 2),  # 国庆 over, two days made up for
        (date(2021, 12, 31), date(2022, 1, 4), 1),
        (date(2022, 5, 31), date(2022, 5, 31), 0),
        (date(2022, 5, 31), date(2022, 5, 1), 0),
        (date(2020, 12, 31), date(2022, 12, 31), 499),
    ],
)
def test_workdays_are_counted_as_one_would_by_hand(start: date, end: date, days: int) -> None:
    counting = WorkdayCount(NOTICES)
    by_hand = sum(NOTICES.works(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
    assert counting.between(start, end) == by_hand == days
    off = WorkdayCount(Workdays(decided={date(2022, 10, 8): False}))
    inside = start < date(2022, 10, 8) <= end
    assert off.between(start, end) == days - inside


def test_procedures_of_a_group_tell_whether_they_went_on_together() -> None:
    rules = (rule(SITE, group=JOINT), rule(EIA, group=JOINT), rule(FIRE))
    spring, may = date(2022, 3, 1), date(2022, 5, 5)

    def told(*rows: dict[str, Any]) -> tuple[bool, bool, str]:
        [one] = found(about(project(), procedures=list(rows)), *rules)
        [together] = one.together
        return together.at_once, together.same_day, together.because

    both = {"kind": SITE, "applied_on": spring}, {"kind": EIA, "applied_on": spring}
    assert told(*both) == (True, True, "联合办理: 共2项, 已受理2项, 办结0项, 同日一并受理")
    apart = {"kind": SITE, "applied_on": spring, "done_on": may}, {"kind": EIA, "applied_on": may}
    assert told(*apart)[:2] == (True, False)
    after = {"kind": SITE, "applied_on": spring, "done_on": spring}, {"kind": EIA, "applied_on": may}
    assert told(*after)[2] == "联合办理: 共2项, 已受理2项, 办结1项, 没有同时在办的"
    assert found(about(project(), procedures=[]), rule(SITE, group=JOINT))[0].together == ()


def test_departments_answer_for_what_the_record_or_the_rule_gives_them() -> None:
    facts = together(
        about(
            project(name="甲"),
            procedures=[
                {
                    "kind": EIA,
                    "department": "farms",
                    "applied_on": date(2022, 4, 1),
                    "done_on": date(2022, 4, 8),
                },
                {"kind": SITE, "applied_on": date(2022, 4, 1), "promised_on": date(2022, 5, 30)},
            ],
        ),
        about(
            project(name="乙"),
            procedures=[
                {
                    "kind": EIA,
                    "department": "farms",
                    "applied_on": date(2021, 4, 1),
                    "done_on": date(2021, 4, 2),
                }
            ],
        ),
    )
    law = {"statutory": Limit(workdays=4), "source": "某法"}
    catalog = county(
        supervision=Supervision(procedures=(rule(SITE), rule(EIA, **law), rule(FIRE, department="")))
    )
    seen = board(facts, catalog, as_of=MAY)
    all_of = procedures_of(catalog, seen, WorkdayCount(NOTICES))
    works, farms, nobody = departments_of(catalog, seen, all_of)
    assert [one.department for one in (works, farms, nobody)] == ["works", "farms", ""]

    def late(one: OfDepartment) -> list[tuple[str, ProcedureState]]:
        return [(of.name, standing.state) for of, standing in one.outstanding]

    assert late(works) == [("甲", ProcedureState.OVERDUE), ("乙", ProcedureState.MISSING)]
    assert farms.counts == {ProcedureState.DONE: 2}
    # 4 of April 2022 is a day off; what was done the year before is not of this year
    assert (farms.efficiency.done, farms.efficiency.median_workdays) == (1, Fraction(4))
    assert (farms.efficiency.in_time, farms.efficiency.share) == (1, Fraction(100))
    assert (nobody.efficiency.median_workdays, nobody.efficiency.share) == (None, None)
    assert nobody.counts == {ProcedureState.MISSING: 2}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ((rule(), rule()), "手续重复"),
        ((rule(clause="C-9"),), "条款不存在"),
        ((rule(department="moon"),), "办理部门不存在"),
        ((rule(statutory=Limit(hours=3), source="某法"),), "期限须以日计"),
        ((rule(statutory=Limit(days=3)),), "没有写明出处"),
    ],
)
def test_procedures_that_do_not_hold_together_stop_the_start(
    rules: tuple[ProcedureRule, ...], said: str
) -> None:
    [city] = county(supervision=Supervision(procedures=rules)).cities
    with pytest.raises(CatalogError, match=said):
        check_procedures(Stating(city, "supervision"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"basis": Basis.PRINTED}, "只能是 DERIVED"),
        ({"clause": "C-9"}, "条款不存在"),
        ({"states": (LightState(key="B", title="蓝"), LightState(key="B", title="白"))}, "状态重复"),
    ],
)
def test_lights_that_do_not_hold_together_stop_the_start(wrong: dict[str, Any], said: str) -> None:
    stated: dict[str, Any] = {"policy": POLICY, "key": "own", "title": "自定", "look": lambda _: None}
    [city] = county(supervision=Supervision(lights=(LightRule(**(stated | wrong)),))).cities
    with pytest.raises(CatalogError, match=said):
        check_lights(Stating(city, "supervision"))
