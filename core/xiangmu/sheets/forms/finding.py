"""Which forms there are: what the catalog states of them, with what the cells hold."""

from functools import lru_cache

from xiangmu.catalog import Catalog
from xiangmu.catalog.catalog import City
from xiangmu.catalog.forms.stating import forms_of_city
from xiangmu.plugin.forms import Form, FormColumn
from xiangmu.sheets.forms.choosing import choices_of
from xiangmu.sheets.forms.contents import content_of, hints
from xiangmu.sheets.forms.shapes import Column, SheetForm

KEPT = 16
"""Of how many jurisdictions the forms are kept, once they are made: what the catalog states never changes."""


@lru_cache(maxsize=KEPT)
def forms_of(catalog: Catalog, jurisdiction: str) -> tuple[SheetForm, ...]:
    """Every form of the jurisdiction, the core's first. Raises KeyError when no city speaks for it."""
    city = catalog.city(jurisdiction)
    return tuple(_of_sheets(catalog, city, form) for form in forms_of_city(city))


def form_of(catalog: Catalog, jurisdiction: str, key: str) -> SheetForm | None:
    """The form with that key. Raises KeyError when no city speaks for the jurisdiction."""
    return next((form for form in forms_of(catalog, jurisdiction) if form.key == key), None)


def _of_sheets(catalog: Catalog, city: City, form: Form) -> SheetForm:
    return SheetForm(
        key=form.key,
        title=form.title,
        kind=form.kind,
        money=form.money,
        columns=tuple(_column(catalog, city, form, column) for column in form.columns),
        clause=form.clause,
        policy=form.policy,
        of=form.of,
    )


def _column(catalog: Catalog, city: City, form: Form, column: FormColumn) -> Column:
    content = content_of(city, form, column.field)
    told = (*hints(content, column.required, form.money), column.note)
    return Column(
        field=column.field,
        title=column.title,
        content=content,
        group=column.group,
        aliases=column.aliases,
        note="。".join(one for one in told if one) + "。",
        required=column.required,
        choices=choices_of(catalog, city, form, column.field),
    )
