"""What whoever asks sees of figures. Which projects are hidden from them is read once a request, where any can be."""

import asyncio
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access import visibility
from xiangmu.access.figures import NOTHING, Hidden, Named, Sight
from xiangmu.access.rights import Rights
from xiangmu.access.roles import Permission
from xiangmu.api.figures import FigureCache, Figures
from xiangmu.api.projects.types import Projects
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.plugin.facts import ProjectVersion
from xiangmu.services.results import Question


class Sights:
    """For one request."""

    def __init__(self, catalog: Catalog, database: Database, rights: Rights) -> None:
        self._catalog = catalog
        self._database = database
        self._rights = rights
        self._hidden: dict[str, asyncio.Task[Hidden]] = {}

    def of(self, jurisdiction: str) -> Sight:
        """What they see of its results."""
        return Sight(principal=self._rights.principal, jurisdiction=jurisdiction)

    async def projects(
        self,
        jurisdiction: str,
        versions: Mapping[UUID, ProjectVersion],
        connection: AsyncConnection | None = None,
    ) -> Projects:
        """``versions``, which figures of the jurisdiction speak of, as far as they see them.

        Read by ``connection``, or by one of its own.
        """
        if jurisdiction not in self._hidden:
            self._hidden[jurisdiction] = asyncio.create_task(self._read(jurisdiction, connection))
        return Projects(
            versions=versions, sight=self.of(jurisdiction), hidden=await self._hidden[jurisdiction]
        )

    async def _read(self, jurisdiction: str, connection: AsyncConnection | None) -> Hidden:
        sight = self.of(jurisdiction)
        whole = sight.whole(Permission.READ)
        above = any(below.parent == jurisdiction for below in self._catalog.jurisdictions.values())
        if sight.principal.everywhere(Permission.READ) or (whole and not above):
            return NOTHING
        versions, enrolled = t.project_version.c, t.enrolment.c
        ever = select(enrolled.project_id).where(enrolled.jurisdiction == jurisdiction)
        of_others = versions.project_id.in_(ever)
        concerned = of_others if whole else or_(versions.jurisdiction == jurisdiction, of_others)
        seen = visibility.seen(versions.project_id, self._rights.shape)
        statement = select(versions.project_id, versions.name, seen).distinct().where(concerned)
        if whole:
            statement = statement.where(versions.jurisdiction != jurisdiction)
        async with nullcontext(connection) if connection else self._database.reading() as reading:
            rows = (await reading.execute(statement, self._rights.parameters)).all()
        named = (Named(project=project, name=name, seen=bool(is_seen)) for project, name, is_seen in rows)
        return Hidden.among(named, only=not whole)


class SeenFigures:
    """The figures that all share, with the projects behind them as far as whoever asks sees them."""

    def __init__(self, cache: FigureCache, catalog: Catalog, sights: Sights) -> None:
        self._cache = cache
        self._catalog = catalog
        self._sights = sights

    async def answer(self, question: Question) -> Figures:
        """The figures of ``question``."""
        return await self._seen(await self._cache.answer(question))

    async def within(self, connection: AsyncConnection, question: Question) -> Figures:
        """The same, read by ``connection`` where they are not at hand: for who holds one must not wait for another."""
        return await self._seen(await self._cache.within(connection, question), connection)

    async def _seen(self, figures: Figures, connection: AsyncConnection | None = None) -> Figures:
        jurisdiction = self._catalog.policies[figures.question.policy].jurisdiction
        projects = await self._sights.projects(jurisdiction, figures.projects.versions, connection)
        return replace(figures, projects=projects)
