"""The forms of a city with every column filled in: those of the core, and those that its plugin states."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel

from xiangmu.catalog.catalog import City
from xiangmu.catalog.forms.columns import COLUMNS, OPEN
from xiangmu.catalog.forms.labels import with_common
from xiangmu.plugin.forms import FORM_TITLES, Form, FormColumn, FormKind
from xiangmu.plugin.inventories import Inventory, Quantity

COUNTED = {"amount_yuan": Quantity.MONEY, "area": Quantity.AREA}


def forms_of_city(city: City) -> tuple[Form, ...]:
    """The core's forms, then the city's own."""
    return (*core_forms(city), *(filled(city, form) for form in city.profile.forms))


def core_forms(city: City) -> tuple[Form, ...]:
    """A form of each kind of which the city has something to enter; inventories that it states a form of have none."""
    kinds = [FormKind.PROJECTS, FormKind.PROGRESS, FormKind.ISSUES, FormKind.UNITS]
    if city.targets.targets:
        kinds.append(FormKind.TASKS)
    if city.units.groups:
        kinds.append(FormKind.BALLOTS)
    own = {(form.policy, form.of) for form in city.profile.forms if form.kind is FormKind.INVENTORY}
    forms = (_core_form(city, kind) for kind in kinds)
    inventories = (
        _inventory_form(one) for one in city.supervision.inventories if (one.policy, one.key) not in own
    )
    return tuple(filled(city, form) for form in (*forms, *inventories))


def known_columns(city: City, form: Form) -> Mapping[str, FormColumn]:
    """What the columns of the form may fill in, with what is said of each of them."""
    return {**COLUMNS[form.kind], **{column.field: column for column in _city_columns(city, form)}}


def filled(city: City, form: Form) -> Form:
    """``form`` with title, note and common aliases of each column. Raises KeyError for a field that is not known."""
    known = known_columns(city, form)
    titled = tuple(
        replace(
            column,
            title=column.title or known[column.field].title,
            note=column.note or known[column.field].note,
        )
        for column in form.columns
    )
    common = {field: (column.title, *column.aliases) for field, column in known.items()}
    return replace(form, columns=with_common(titled, common))


def _core_form(city: City, kind: FormKind) -> Form:
    form = Form(key=kind.lower(), title=FORM_TITLES[kind], kind=kind, columns=())
    common = tuple(replace(column, aliases=()) for column in COLUMNS[kind].values())
    own = tuple(_city_columns(city, form)) if kind is FormKind.PROJECTS else ()
    return replace(form, columns=(*common, *own))


def _inventory_form(inventory: Inventory) -> Form:
    form = Form(
        key=f"inventory_{inventory.key}",
        title=f"{inventory.title}{FORM_TITLES[FormKind.INVENTORY]}",
        kind=FormKind.INVENTORY,
        columns=(),
        clause=inventory.clause,
        policy=inventory.policy,
        of=inventory.key,
    )
    needed = {"project" if inventory.of_project else "name", *COUNTED}
    common = {
        column.field: replace(column, aliases=(), required=column.field in needed)
        for column in COLUMNS[FormKind.INVENTORY].values()
        if COUNTED.get(column.field, inventory.quantity) is inventory.quantity
    }
    last = [common.pop(field) for field in tuple(common) if field in (*COUNTED, "cause", "plan", "on")]
    return replace(form, columns=(*common.values(), *_model_columns("cells.", inventory.columns), *last))


def _city_columns(city: City, form: Form) -> Iterator[FormColumn]:
    prefix = OPEN.get(form.kind, "")
    if form.kind is FormKind.PROJECTS and city.profile.model:
        yield from _model_columns(prefix, city.profile.model)
    if form.kind is FormKind.TASKS:
        titles = {
            target.key: target.title
            for target in city.targets.targets
            if (target.policy, target.group) == (form.policy, form.of)
        }
        yield from (FormColumn(field=f"{prefix}{key}", title=title) for key, title in titles.items())
    for inventory in city.supervision.inventories:
        if form.kind is FormKind.INVENTORY and (inventory.policy, inventory.key) == (form.policy, form.of):
            yield from _model_columns(prefix, inventory.columns)


def _model_columns(prefix: str, model: type[BaseModel]) -> Iterator[FormColumn]:
    for key, field in model.model_fields.items():
        yield FormColumn(
            field=f"{prefix}{key}",
            title=field.title or key,
            note=field.description or "",
            required=field.is_required(),
        )
