"""The query ``importForms``."""

from typing import Annotated

import strawberry
from strawberry import argument

from xiangmu.api.context import Info
from xiangmu.api.costs import COUNTING
from xiangmu.api.errors import not_allowed, not_found, quoted
from xiangmu.api.forms.types import ImportForm
from xiangmu.services.addresses import TemplateOf, template_address
from xiangmu.sheets.forms import forms_of
from xiangmu.sheets.forms.allowed import may_import


async def import_forms(
    info: Info, jurisdiction: Annotated[str, argument(description="辖区的键。")]
) -> list[ImportForm]:
    """The forms of what they may enter."""
    context = info.context
    if jurisdiction not in context.read_jurisdictions:
        raise not_found("jurisdiction", f"没有辖区{quoted(jurisdiction)}")
    forms = [
        form
        for form in forms_of(context.catalog, jurisdiction)
        if may_import(context.principal, form.kind, jurisdiction)
    ]
    if not forms:
        raise not_allowed("jurisdiction", "没有在这个辖区导入的权限")
    seal, now = await context.sealing.seal(), context.clock()
    return [
        ImportForm.made(
            form, template_address(seal, TemplateOf(jurisdiction=jurisdiction, form=form.key), now)
        )
        for form in forms
    ]


@strawberry.type
class FormQueries:
    """Forms."""

    import_forms: list[ImportForm] = strawberry.field(
        resolver=import_forms,
        description="一个辖区导入用的表样:各栏怎样填,模板从哪里下载。只列提问者可以录入的。",
        metadata=COUNTING,
    )
