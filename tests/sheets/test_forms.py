"""The forms of every jurisdiction: columns that commands take in, found by labels that mean one thing each."""

import pytest
from pydantic import BaseModel

from xiangmu.catalog import Catalog
from xiangmu.catalog.discovery import load_catalog
from xiangmu.catalog.forms.columns import COLUMNS
from xiangmu.catalog.names import fold_name
from xiangmu.plugin.forms import FormKind
from xiangmu.services.goals import GoalRevise
from xiangmu.services.inventories import InventoryItemAdd
from xiangmu.services.issues.raising import IssueRaise
from xiangmu.services.jurisdictions import UnitAdd
from xiangmu.services.progress import ProgressReport
from xiangmu.services.projects import ProjectRegister
from xiangmu.services.surveys import BallotEntry
from xiangmu.sheets.forms import Content, SheetForm, form_of, forms_of
from xiangmu.sheets.forms.allowed import COMMANDS

CATALOG = load_catalog()
FORMS = [(place, form) for place in CATALOG.jurisdictions for form in forms_of(CATALOG, place)]
NAMES = [f"{place} {form.key}" for place, form in FORMS]
ENTERED: dict[FormKind, tuple[type[BaseModel], set[str]]] = {
    FormKind.PROJECTS: (
        ProjectRegister,
        {
            *("stage", "stage_on", "planned_start", "planned_completion", "planned_production"),
            *("planned_capacity", "ceremony_on", "substantive_on", "library_on", "year_plan_yuan", "since"),
        },
    ),
    FormKind.TASKS: (GoalRevise, set()),
    FormKind.PROGRESS: (ProgressReport, {"codes"}),
    FormKind.ISSUES: (IssueRaise, {"codes"}),
    FormKind.UNITS: (UnitAdd, set()),
    FormKind.BALLOTS: (BallotEntry, {"token"}),
    FormKind.INVENTORY: (InventoryItemAdd, {"codes"}),
}
"""By what a row of each kind is entered, and what is entered by other commands or only tells what the row is of."""
ANNEX = (
    "name profile.content place profile.builder total_yuan profile.capital"
    " profile.start_by profile.responsible_post"
)


def stated(catalog: Catalog, place: str, key: str) -> SheetForm:
    found = form_of(catalog, place, key)
    assert found
    return found


@pytest.mark.parametrize("kind", FormKind)
def test_columns_of_the_core_are_what_commands_take_in(kind: FormKind) -> None:
    model, others = ENTERED[kind]
    assert COLUMNS[kind].keys() - model.model_fields.keys() == others
    assert kind in COMMANDS


@pytest.mark.parametrize("form", [form for _, form in FORMS], ids=NAMES)
def test_every_label_means_one_column(form: SheetForm) -> None:
    labels = [fold_name(label) for column in form.columns for label in (column.title, *column.aliases)]
    assert sorted({label for label in labels if labels.count(label) > 1}) == []
    assert all(labels)


@pytest.mark.parametrize("form", [form for _, form in FORMS], ids=NAMES)
def test_every_column_is_explained_and_every_choice_is_told_apart(form: SheetForm) -> None:
    for column in form.columns:
        assert len(column.note) > 3, column.field
        assert column.note.startswith("必填。") == column.required
        assert column.content is not Content.MONEY or f"以{form.money.words}计" in column.note
        labels = [fold_name(choice.label) for choice in column.choices]
        assert len(labels) == len(set(labels)), column.field
        chosen = column.content in (Content.CHOICE, Content.CHOICES, Content.FLAG, Content.UNIT)
        assert bool(labels) == chosen, column.field


@pytest.mark.parametrize("place", CATALOG.jurisdictions)
def test_every_jurisdiction_has_the_forms_of_what_it_enters(place: str) -> None:
    kinds = {form.kind for form in forms_of(CATALOG, place)}
    always = {FormKind.PROJECTS, FormKind.PROGRESS, FormKind.ISSUES, FormKind.UNITS, FormKind.BALLOTS}
    assert always <= kinds
    assert (FormKind.TASKS in kinds) == bool(CATALOG.city(place).targets.targets)
    assert (FormKind.INVENTORY in kinds) == bool(CATALOG.city(place).supervision.inventories)
    model = CATALOG.city(place).profile.model
    own = {f"profile.{name}" for name in model.model_fields} if model else set()
    assert own <= {column.field for column in stated(CATALOG, place, "projects").columns}


def test_the_annex_asks_for_its_eight_contents() -> None:
    annex = stated(CATALOG, "jincheng", "annex")
    assert [column.field for column in annex.columns if column.required] == ANNEX.split()
    capital = annex.column("profile.capital")
    assert capital
    assert (capital.content, len(capital.choices)) == (Content.CHOICES, 7)


def test_the_five_inventories_are_filled_in_completely() -> None:
    inventories = CATALOG.city("lanxian").supervision.inventories
    assert len(inventories) == 5
    for inventory in inventories:
        form = stated(CATALOG, "lanxian", f"inventory_{inventory.key}")
        cells = {f"cells.{name}": field for name, field in inventory.columns.model_fields.items()}
        needed = {column.field for column in form.columns if column.required}
        assert cells.keys() <= {column.field for column in form.columns}
        assert {name for name, field in cells.items() if field.is_required()} <= needed
        assert ("project" in needed) == inventory.of_project
        assert (form.policy, form.of, form.clause) == (inventory.policy, inventory.key, inventory.clause)


def test_a_task_table_has_a_column_for_each_goal_of_its_group() -> None:
    for group, count in (("area", 24), ("department", 25)):
        form = stated(CATALOG, "ruzhou", f"tasks_{group}")
        goals = {column.field: column.content for column in form.columns if column.group == "全年任务(个)"}
        tasks = ("planned", "signed", "started", "in_production")
        assert goals == {f"goal.{task}": Content.INTEGER for task in tasks}
        unit = form.column("unit")
        assert unit
        assert len(unit.choices) == count


def test_a_stage_is_chosen_by_the_names_that_mean_exactly_one() -> None:
    stage = stated(CATALOG, "lingbao", "projects").column("stage")
    assert stage
    labels = {choice.label: choice.value for choice in stage.choices}
    assert labels["手续办理"] == labels["前期"] == "PRELIMINARY"
    assert "建设环境" not in labels, "the policy means two stages by it"
