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
    info: Info,
    jurisdiction: Annotated[str, argument(description="辖区的键。")],
    form: Annotated[str | None, argument(description="表样的键;不填为全部表样。")] = None,
) -> list[ImportForm]:
    """The forms of what they may enter."""
    context = info.context
    if jurisdiction not in context.read_jurisdictions:
        raise not_found("jurisdiction", f"没有辖区{quoted(jurisdiction)}")
    allowed = [
        one
        for one in forms_of(context.catalog, jurisdiction)
        if may_import(context.principal, one.kind, jurisdiction)
    ]
    if not allowed:
        raise not_allowed("jurisdiction", "没有在这个辖区导入的权限")
    forms = [one for one in allowed if form in (None, one.key)]
    if not forms:
        raise not_found("form", f"没有表样{quoted(form or '')}")
    seal, now = await context.sealing.seal(), context.clock()
    return [
        ImportForm.made(one, template_address(seal, TemplateOf(jurisdiction=jurisdiction, form=one.key), now))
        for one in forms
    ]


@strawberry.type
class FormQueries:
    """Forms."""

    import_forms: list[ImportForm] = strawberry.field(
        resolver=import_forms,
        description="一个辖区导入用的表样:各栏怎样填,模板从哪里下载。只列提问者可以录入的。",
        metadata=COUNTING,
    )
