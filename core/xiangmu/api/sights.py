"""What whoever asks sees of figures. Which projects are hidden from them is read once a request, where any can be."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import or_, select

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

    async def projects(self, jurisdiction: str, versions: Mapping[UUID, ProjectVersion]) -> Projects:
        """``versions``, which figures of the jurisdiction speak of, as far as they see them."""
        if jurisdiction not in self._hidden:
            self._hidden[jurisdiction] = asyncio.create_task(self._read(jurisdiction))
        return Projects(
            versions=versions, sight=self.of(jurisdiction), hidden=await self._hidden[jurisdiction]
        )

    async def _read(self, jurisdiction: str) -> Hidden:
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
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement, self._rights.parameters)).all()
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
        figures = await self._cache.answer(question)
        jurisdiction = self._catalog.policies[question.policy].jurisdiction
        return replace(figures, projects=await self._sights.projects(jurisdiction, figures.projects.versions))
