"""Which forms there are."""

from xiangmu.catalog import Catalog
from xiangmu.plugin.forms import FORM_TITLES, FormKind
from xiangmu.plugin.money import MoneyUnit
from xiangmu.sheets.forms.shapes import Column, Content, SheetForm


def forms_of(catalog: Catalog, jurisdiction: str) -> tuple[SheetForm, ...]:
    """Every form of the jurisdiction. Raises KeyError when no city speaks for it."""
    catalog.city(jurisdiction)
    return (
        SheetForm(
            key="projects",
            title=FORM_TITLES[FormKind.PROJECTS],
            kind=FormKind.PROJECTS,
            money=MoneyUnit.WAN,
            columns=(
                Column(
                    field="name",
                    title="项目名称",
                    content=Content.TEXT,
                    aliases=("项目", "名称"),
                    required=True,
                ),
                Column(field="codes", title="项目代码", content=Content.CODES),
                Column(
                    field="unit", title="责任单位", content=Content.UNIT, aliases=("牵头单位", "填报单位")
                ),
                Column(
                    field="total_yuan",
                    title="总投资",
                    content=Content.MONEY,
                    aliases=("计划总投资", "投资额"),
                    required=True,
                ),
            ),
        ),
    )


def form_of(catalog: Catalog, jurisdiction: str, key: str) -> SheetForm | None:
    """The form with that key. Raises KeyError when no city speaks for the jurisdiction."""
    return next((form for form in forms_of(catalog, jurisdiction) if form.key == key), None)
