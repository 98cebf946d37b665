"""Lists in a form: the columns of a form that is brought in, filled in with what the list finds."""

import asyncio
from pathlib import Path
from uuid import UUID

from xiangmu.api.context import Context
from xiangmu.api.errors import bad_input, not_found, quoted
from xiangmu.api.exports.lists import Lists
from xiangmu.api.exports.requests import TASKS, Wanted
from xiangmu.api.reader.asking import Asking
from xiangmu.db.ledger import read_head
from xiangmu.plugin.value import value
from xiangmu.services.clock import business_day
from xiangmu.sheets.exports.filling import Filling, UnfillableError, fillable, filled
from xiangmu.sheets.exports.tables import Table
from xiangmu.sheets.exports.writing import Book, moment_line
from xiangmu.sheets.forms import SheetForm, form_of


@value
class Chosen:
    """A form of a jurisdiction, and the policy that all rows are about, "" for none."""

    form: SheetForm
    jurisdiction: str
    policy: str


class Forms:
    """Fills in forms for exports."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

    def choose(self, context: Context, wanted: Wanted) -> Chosen:
        """The form that is asked for. Raises GraphQLError."""
        filter_ = wanted.arguments.get("filter") or {}
        if wanted.of == TASKS:
            policy = wanted.arguments["policy"]
            known = context.catalog.policies.get(policy)
            if known is None or known.jurisdiction not in context.read_jurisdictions:
                raise not_found("policy", f"没有文件{quoted(policy)}")
            places, policies = [known.jurisdiction], [policy]
        else:
            places = filter_.get("jurisdiction") or sorted(context.read_jurisdictions)
            policies = filter_.get("policy") or []
        if len(places) != 1:
            raise bad_input("filter.jurisdiction", "按表样导出须指明一个辖区")
        if places[0] not in context.read_jurisdictions:
            raise not_found("filter.jurisdiction", f"没有辖区{quoted(places[0])}")
        form = form_of(context.catalog, places[0], wanted.form)
        if form is None or not fillable(wanted.of, form):
            raise not_found("form", f"没有可以这样导出的表样{quoted(wanted.form)}")
        return Chosen(form=form, jurisdiction=places[0], policy=policies[0] if len(policies) == 1 else "")

    def title(self, context: Context, chosen: Chosen) -> str:
        """What the export is called."""
        return f"{context.catalog.jurisdictions[chosen.jurisdiction].title}{chosen.form.title}"

    async def count(self, context: Context, asking: Asking, wanted: Wanted) -> int | None:
        """How many rows the list has; None of what is no list. Raises GraphQLError."""
        return None if wanted.of == TASKS else await self._lists.count(context, asking, wanted)

    async def write(self, context: Context, asking: Asking, wanted: Wanted, path: Path) -> None:
        """Write the form as a workbook. Raises GraphQLError."""
        chosen = self.choose(context, wanted)
        await self.count(context, asking, wanted)
        now, head = context.clock(), await read_head(asking.connection)
        filling = Filling(
            catalog=context.catalog,
            form=chosen.form,
            jurisdiction=chosen.jurisdiction,
            rights=context.rights,
            on=business_day(now),
            policy=chosen.policy,
            lines=(moment_line(now, head.no),),
        )
        try:
            table = await filled(asking.connection, filling, wanted.of, await self._keys(asking, wanted))
        except UnfillableError as error:
            raise bad_input("filter.policy", str(error)) from error
        await asyncio.to_thread(_write, path, table)

    async def _keys(self, asking: Asking, wanted: Wanted) -> list[UUID] | None:
        """What the list finds, in its order; None of what is no list."""
        if wanted.of == TASKS:
            return None
        pages = self._lists.pages(asking, wanted, "id")
        return [UUID(hex=row["id"].partition("_")[2]) async for page in pages for row in page]


def _write(path: Path, table: Table) -> None:
    with Book(path, table.head.title) as book:
        book.table(table)
