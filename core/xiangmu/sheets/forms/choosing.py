"""What may stand in the cells of a column that is chosen from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from xiangmu.catalog import Catalog
from xiangmu.catalog.catalog import City
from xiangmu.plugin.forms import Form, FormKind
from xiangmu.plugin.issues import GRAVITY_TITLES, ISSUE_SOURCE_TITLES
from xiangmu.plugin.units import UNIT_KIND_TITLES
from xiangmu.plugin.vocabulary import FLAG_TITLES, PROJECT_KIND_TITLES, STAGE_TITLES
from xiangmu.sheets.forms.contents import content_of, typed
from xiangmu.sheets.forms.shapes import Choice, Content

E = TypeVar("E", bound=StrEnum)
YES, NO = Choice(value="true", label="是"), Choice(value="false", label="否")


def choices_of(catalog: Catalog, city: City, form: Form, field: str) -> tuple[Choice, ...]:
    """What the column of ``field`` offers; no two labels are equal."""
    content = content_of(city, form, field)
    if content is Content.FLAG:
        return (YES, NO)
    if content is Content.UNIT:
        return tuple(_units(catalog, city, form))
    if content not in (Content.CHOICE, Content.CHOICES):
        return ()
    if "." in field:
        kind, _ = typed(city, form, field)
        assert issubclass(kind, StrEnum)  # noqa: S101  # what is chosen from is an enumeration
        return tuple(Choice(value=member.value, label=member.value) for member in kind)
    return tuple(_told_apart(OFFERED[form.kind, field](catalog, city, form)))


def _titled(titles: Mapping[E, str]) -> Callable[[Catalog, City, Form], Iterable[Choice]]:
    choices = tuple(Choice(value=member.value, label=title) for member, title in titles.items())
    return lambda _catalog, _city, _form: choices


def _units(catalog: Catalog, city: City, form: Form) -> Iterator[Choice]:
    """Those of the group that the form is of, if it is of one."""
    group = catalog.groups.get((form.policy, form.of)) if form.kind is FormKind.TASKS else None
    for unit in city.units.units:
        if group is None or unit.key in group.units:
            yield Choice(value=unit.key, label=unit.title)


def _policies(city: City, form: Form) -> Iterator[str]:
    return (policy.key for policy in city.policies.policies if form.policy in ("", policy.key))


def _stages(_: Catalog, city: City, form: Form) -> Iterator[Choice]:
    """The core's names, and those by which a policy means exactly one stage."""
    yield from (Choice(value=stage.value, label=title) for stage, title in STAGE_TITLES.items())
    policies = tuple(_policies(city, form))
    for name in city.profile.stages:
        if name.policy in policies and len(name.stages) == 1 and name.title not in STAGE_TITLES.values():
            yield Choice(value=name.stages[0].value, label=name.title)


def _categories(catalog: Catalog, city: City, form: Form) -> Iterator[Choice]:
    for policy in _policies(city, form):
        for category in catalog.issue_rules_of(policy).categories:
            yield Choice(value=category.key, label=category.title)


def _levels(catalog: Catalog, city: City, form: Form) -> Iterator[Choice]:
    for policy in _policies(city, form):
        for level in catalog.issue_rules_of(policy).levels:
            yield Choice(value=level.key, label=level.title)


def _groups(catalog: Catalog, city: City, form: Form) -> Iterator[Choice]:
    for policy in _policies(city, form):
        for group in catalog.groups_of(policy):
            yield Choice(value=group.key, label=group.title)


def _targets(catalog: Catalog, city: City, form: Form) -> Iterator[Choice]:
    for policy in _policies(city, form):
        for target in catalog.targets_of(policy):
            yield Choice(value=target.key, label=target.title)


def _told_apart(choices: Iterable[Choice]) -> Iterator[Choice]:
    """Each choice once; where a label means several things, with the key of each."""
    once = tuple(dict.fromkeys(choices))
    labels = [choice.label for choice in once]
    for choice in once:
        shared = labels.count(choice.label) > 1
        yield Choice(value=choice.value, label=f"{choice.label}({choice.value})") if shared else choice


OFFERED: Mapping[tuple[FormKind, str], Callable[[Catalog, City, Form], Iterable[Choice]]] = MappingProxyType(
    {
        (FormKind.PROJECTS, "kind"): _titled(PROJECT_KIND_TITLES),
        (FormKind.PROJECTS, "flags"): _titled(FLAG_TITLES),
        (FormKind.PROJECTS, "stage"): _stages,
        (FormKind.TASKS, "group"): _groups,
        (FormKind.TASKS, "target"): _targets,
        (FormKind.ISSUES, "category"): _categories,
        (FormKind.ISSUES, "gravity"): _titled(GRAVITY_TITLES),
        (FormKind.ISSUES, "level"): _levels,
        (FormKind.ISSUES, "source"): _titled(ISSUE_SOURCE_TITLES),
        (FormKind.UNITS, "kind"): _titled(UNIT_KIND_TITLES),
    }
)
