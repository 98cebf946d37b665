"""Projects that may be the same: found by code and by name with place, decided by a person, not counted until then."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.support.county import NEW_YEAR, POLICY, YEAR_END, board, county, project, ruled, together
from xiangmu.catalog import Catalog
from xiangmu.domain.duplicates import MOST_OTHERS, Likeness, Verdict
from xiangmu.domain.fold import Board
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.happenings import reached
from xiangmu.plugin.measures import count
from xiangmu.plugin.profile import DuplicateRule, Profile, Severity
from xiangmu.plugin.vocabulary import EnrolmentState, Stage

RULE = DuplicateRule(
    policy=POLICY,
    key="repeat",
    title="部门不得与乡镇重复",
    clause="C-1",
    groups=("bureau",),
    others=("town",),
)
CODE = "2022-140502-35-03-012345"
COUNT = count(reached(Stage.RESERVED), title="谋划")


def catalog(rule: DuplicateRule = RULE) -> Catalog:
    return county(profile=Profile(duplicates=(rule,)))


def told(unit: str, name: str = "甲项目", place: str = "东村", **more: Any) -> Facts:
    return project(unit, name=name, place=place, stages={Stage.RESERVED: NEW_YEAR}, **more)


def counts(seen: Board) -> tuple[int, int, int]:
    """What counts for the bureau, for the town, and for the whole."""
    snapshots = (seen.units["bureau", "works"], seen.units["town", "east"], seen.whole)
    bureau, town, whole = (int(COUNT.formula(one).amount or 0) for one in snapshots)
    return bureau, town, whole


def seen(*facts: Facts, rule: DuplicateRule = RULE, as_of: date = YEAR_END) -> Board:
    return board(together(*facts), catalog(rule), as_of=as_of)


def test_only_the_side_that_must_not_repeat_is_left_out() -> None:
    found = seen(told("works"), told("east"))
    assert counts(found) == (0, 1, 1)
    (one,) = found.suspicions
    assert (one.units, one.likeness, one.verdict) == (
        ("works",),
        (Likeness.NAME_AND_PLACE,),
        Verdict.UNDECIDED,
    )
    assert one.because == "works局的甲项目与east镇的甲项目名称和地点相同, 疑似重复, 认定之前不计入"


@pytest.mark.parametrize(
    ("name", "place"),
    [("甲项目二期", "东村"), ("东村甲项目", "东村"), ("甲项目", "西村"), ("乙项目", "东村")],
)
def test_phases_prefixes_and_places_make_two_projects(name: str, place: str) -> None:
    assert counts(seen(told("works", name, place), told("east"))) == (1, 1, 2)


@pytest.mark.parametrize("name", ["甲 项 目", "甲项目 ", "甲　项目"])
def test_width_and_blanks_do_not(name: str) -> None:
    assert counts(seen(told("works", name), told("east"))) == (0, 1, 1)


def test_a_code_in_common_is_enough_however_it_is_written() -> None:
    wide = "２０２２—140502－35-03-012345"
    found = seen(told("works", codes=(wide, "x")), told("east", "乙项目", codes=(CODE,)))
    assert counts(found) == (0, 1, 1)
    assert [one.likeness for one in found.suspicions] == [(Likeness.CODE,)]
    both = seen(told("works", codes=(CODE,)), told("east", codes=(CODE,)))
    assert [set(one.likeness) for one in both.suspicions] == [set(Likeness)]


def test_units_of_the_same_side_and_bureaus_among_themselves_are_not_compared() -> None:
    assert seen(told("works"), told("farms")).suspicions == ()
    assert seen(told("east"), told("west")).suspicions == ()


def test_a_person_decides_from_the_day_of_the_ruling_on() -> None:
    mine, theirs = told("works"), told("east")
    may = date(2022, 5, 1)
    different = seen(mine, theirs, ruled(mine, theirs, same=False, on=may))
    assert counts(different) == (1, 1, 2)
    assert [one.verdict for one in different.suspicions] == [Verdict.DIFFERENT]
    same = seen(mine, theirs, ruled(theirs, mine, same=True, on=may))
    assert counts(same) == (0, 1, 1)
    assert "认定为同一项目" in same.suspicions[0].because
    before = seen(mine, theirs, ruled(mine, theirs, same=False, on=may), as_of=date(2022, 4, 30))
    assert counts(before) == (0, 1, 1)


def test_another_pair_still_stands_in_the_way() -> None:
    mine, one, other = told("works"), told("east"), told("west")
    found = seen(mine, one, other, ruled(mine, one, same=False))
    assert counts(found)[0] == 0
    decided = seen(mine, one, other, ruled(mine, one, same=False), ruled(mine, other, same=False))
    assert counts(decided)[0] == 1


def test_where_it_is_only_a_warning_everything_counts() -> None:
    found = seen(told("works"), told("east"), rule=replace(RULE, severity=Severity.WARNING))
    assert counts(found) == (1, 1, 2)
    assert "提请核对" in found.suspicions[0].because


def test_an_excluded_claim_repeats_nothing() -> None:
    theirs = told("east")
    excluded = replace(
        theirs, enrolments=tuple(replace(e, state=EnrolmentState.EXCLUDED) for e in theirs.enrolments)
    )
    assert seen(told("works"), excluded).suspicions == ()


def test_a_name_that_many_share_is_paired_with_few() -> None:
    found = seen(*(told("works") for _ in range(40)), *(told("east") for _ in range(200)))
    assert len(found.suspicions) == 40 * MOST_OTHERS
    assert counts(found) == (0, 200, 200)
