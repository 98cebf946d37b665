"""What rows of forms are made of: the ledger of a jurisdiction as somebody sees it, each part read once."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.catalog import Catalog
from xiangmu.sheets.forms import SheetForm
from xiangmu.sheets.imports.held import Projects, Units

Row: TypeAlias = dict[str, Any]
"""What fills in the fields of a form's columns."""


class Holding:
    """For one form of a jurisdiction, on a day. ``policy`` is the form's, or the one that is asked for."""

    def __init__(
        self,
        connection: AsyncConnection,
        catalog: Catalog,
        form: SheetForm,
        jurisdiction: str,
        units: Units,
        rights: Rights,
        on: date,
        policy: str,
    ) -> None:
        self.connection, self.catalog, self.form, self.jurisdiction = connection, catalog, form, jurisdiction
        self.units, self.rights, self.on, self.policy = units, rights, on, policy

    async def projects(self) -> Projects:
        """The projects."""
        return await Projects.read(self.connection, self.jurisdiction, self.units, self.rights)

    async def facts(self, read: Callable[..., Awaitable[Any]], of: type[Any]) -> Any:
        """What ``read`` finds of a kind of fact."""
        return await read(self.connection, of, self.jurisdiction, self.units.by_identity, self.rights)
