"""The sample year: moderate, honest about what is made up, and with something to see in every question."""

from collections import Counter
from datetime import date

from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import Stage
from xiangmu_jincheng.demo import DEMO
from xiangmu_jincheng.demo.projects import ALL_SAMPLE, CONTINUING, PLANNED, REAL
from xiangmu_jincheng.fields import JinchengProfile, Location
from xiangmu_jincheng.rules import RULES, incomplete
from xiangmu_jincheng.units import MEMBERS, UNITS, ZONE

FACTS = DEMO.facts


def test_it_stays_small_and_deterministic() -> None:
    assert len(FACTS.versions) <= 150
    ids = Counter(fact.id for field in FACTS.__slots__ for fact in getattr(FACTS, field))
    assert set(ids.values()) == {1}


def test_every_project_says_what_of_it_is_made_up() -> None:
    assert all(version.sample for version in FACTS.versions)
    assert {course.version.sample for course in (*PLANNED, *CONTINUING)} == {ALL_SAMPLE}
    real = {course.version.name: course.version for course in REAL}
    assert len(real) == 21
    hospital = real["市人民医院易址扩建项目"]
    assert hospital.total_yuan == yi("17.55")
    assert "总投资" not in hospital.sample
    assert all("总投资" in version.sample for version in real.values() if version is not hospital)
    assert all("责任单位" in version.sample for version in real.values())


def test_projects_are_those_of_units_that_the_document_names() -> None:
    named = {unit.key for unit in UNITS.units}
    assert {version.unit for version in FACTS.versions} <= named
    planning = {unit for members in MEMBERS.values() for unit in members}
    assert {enrolment.unit for enrolment in FACTS.enrolments} <= planning


def test_profiles_are_valid() -> None:
    assert all(JinchengProfile.model_validate(version.profile) for version in FACTS.versions)


def test_dates_of_a_project_never_run_backwards() -> None:
    for course in PLANNED:
        days = [
            course.stages[stage] for stage in (Stage.RESERVED, Stage.SIGNED, Stage.PRELIMINARY, Stage.STARTED)
        ]
        known = [day for day in days if day is not None]
        assert known == sorted(known), course.version.name
        assert known[-1] <= date(2019, 12, 31)


def test_nothing_is_told_of_a_project_before_it_is_on_record() -> None:
    known = {version.project: version.effective for version in FACTS.versions}
    dated = [(fact.project, fact.on) for fact in (*FACTS.stages, *FACTS.listings, *FACTS.rulings)]
    dated += [(procedure.project, procedure.applied_on) for procedure in FACTS.procedures]
    assert all(on is not None and known[project] <= on for project, on in dated)


def test_a_project_of_exactly_ten_counts_on_neither_side_of_the_zone_by_chance() -> None:
    """One in the zone, which does not count, and one in a county, which does."""
    exact = {
        version.unit: JinchengProfile.model_validate(version.profile)
        for version in FACTS.versions
        if version.total_yuan == yi(10)
    }
    assert exact[ZONE].location is Location.JINGKAI
    assert exact[ZONE].transformation
    assert exact["zezhou-xian"].location is Location.OUTSIDE
    assert exact["zezhou-xian"].transformation


def test_there_is_something_to_point_out() -> None:
    planned = [course.version for course in PLANNED]
    assert [version.name for version in planned if incomplete(version)]
    faults = Counter(rule.key for version in planned for rule in RULES for _ in rule.check(version))
    assert faults["annex_form"] >= 3
    assert faults["three_years"] >= 1
    assert faults["zone"] == 0
    suspended = [c for c in CONTINUING if c.stages[Stage.SUSPENDED] and not c.stages[Stage.RESUMED]]
    assert len(suspended) == 1
    assert {ruling.same for ruling in FACTS.rulings} == {True, False}
