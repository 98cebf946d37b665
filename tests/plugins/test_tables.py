"""The tables of the five cities: complete, unambiguous, and adding up as their documents print."""

import re
from collections import Counter
from importlib import import_module

import pytest

from xiangmu.catalog.names import names_of
from xiangmu.plugin.tables import read_clauses, read_members, read_table, read_units

CLAUSES = {
    "xiangmu_sanmenxia": ("SMX", 20),
    "xiangmu_lingbao": ("LB", 24),
    "xiangmu_ruzhou": ("RZ", 39),
    "xiangmu_lanxian": ("LX", 26),
    "xiangmu_jincheng": ("JC", 39),
}
GROUP_SIZES = {
    "xiangmu_sanmenxia": {"tier1": 3, "tier2": 5},
    # the document names three zones and speaks of townships; public reports name 故县镇
    "xiangmu_lingbao": {"assessed": 4},
    "xiangmu_ruzhou": {"area": 24, "department": 25, "service": 18},
    "xiangmu_jincheng": {"county_zone": 7, "department": 18, "enterprise": 6},
}
INSTITUTION = re.compile(
    r".+(市|区|县|镇|乡|街道|园|局|委|委员会|管委会|办|室|中心|支队|公司|集团)(\((教育|体育)\))?|渑池|澠池"
)
"""How the name of a unit ends, and the name of no person does."""

TASK_COLUMNS = ("group", "unit", "planned", "signed", "started", "in_production")
TASK_SUMS = {"area": (296, 100, 100, 75), "department": (150, 50, 50, 25)}

each_city = pytest.mark.parametrize("city", CLAUSES)


@each_city
def test_every_clause_is_there_in_the_order_of_the_document(city: str) -> None:
    prefix, count = CLAUSES[city]
    ids = [clause.id for clause in read_clauses(city)]
    assert ids == [f"{prefix}-{number:02d}" for number in range(1, count + 1)]


@each_city
def test_every_clause_says_where_it_stands_and_what_it_asks(city: str) -> None:
    for clause in read_clauses(city):
        assert all((clause.locator, clause.kind, clause.gist)), clause.id


@each_city
def test_a_name_means_one_unit(city: str) -> None:
    owners = Counter(name for unit in read_units(city) for name in names_of(unit))
    assert [name for name, count in owners.items() if count > 1] == []


@each_city
def test_units_are_institutions_never_people(city: str) -> None:
    names = [name for unit in read_units(city) for name in (unit.title, *unit.aliases)]
    assert [name for name in names if not INSTITUTION.fullmatch(name)] == []


@pytest.mark.parametrize("city", GROUP_SIZES)
def test_groups_have_the_size_that_the_document_prints(city: str) -> None:
    members = read_members(city)
    assert {group: len(units) for group, units in members.items()} == GROUP_SIZES[city]
    assert all(len(set(units)) == len(units) for units in members.values())


def test_each_unit_of_ruzhou_with_a_task_has_one_in_the_order_of_its_group() -> None:
    rows = read_table(
        "xiangmu_ruzhou", "tasks.csv", TASK_COLUMNS, lambda cells: (cells["group"], cells["unit"])
    )
    members = read_members("xiangmu_ruzhou")
    assert rows == tuple((group, unit) for group in TASK_SUMS for unit in members[group])


@pytest.mark.parametrize("group", TASK_SUMS)
def test_tasks_of_ruzhou_add_up_to_the_printed_sums(group: str) -> None:
    rows = read_table("xiangmu_ruzhou", "tasks.csv", TASK_COLUMNS, dict)
    sums = tuple(
        sum(int(row[column]) for row in rows if row["group"] == group) for column in TASK_COLUMNS[2:]
    )
    assert sums == TASK_SUMS[group]


@pytest.mark.parametrize("city", ["xiangmu_sanmenxia", "xiangmu_lingbao", "xiangmu_jincheng"])
def test_real_projects_have_a_name_an_amount_and_a_stage(city: str) -> None:
    facts = import_module(f"{city}.demo").DEMO.facts
    assert all(version.name and version.total_yuan > 0 for version in facts.versions)
    assert {stage.project for stage in facts.stages} == {version.project for version in facts.versions}
