"""The agenda of somebody: all that is due in some jurisdictions, of it what concerns them, in one order."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.figures import Sight
from xiangmu.access.rights import Rights
from xiangmu.access.roles import Permission
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no
from xiangmu.db.kinds import State
from xiangmu.db.listed import among
from xiangmu.db.rhythm import rhythm_of
from xiangmu.plugin.moments import business_day
from xiangmu.plugin.value import value
from xiangmu.services.agenda.entry import Entry, Fate, UnitName
from xiangmu.services.agenda.rows import SOURCES, Question
from xiangmu.services.agenda.stated import milestones, occurrences


@value
class Span:
    """From ``first`` to ``last``, both included, as things stand at ``now``."""

    first: date
    last: date
    now: datetime


@value
class Mine:
    """What somebody has to do with: units they report or read for, and what they were put in charge of."""

    units: frozenset[UUID]
    projects: frozenset[UUID]
    person: UUID | None
    offices: frozenset[str]
    """Jurisdictions whose office they belong to: its own duties are theirs."""

    def takes(self, entry: Entry, units: Collection[UUID]) -> bool:
        """Whether ``entry``, which concerns ``units``, is theirs."""
        if entry.project in self.projects or (self.person and entry.person == self.person):
            return True
        of_office = entry.unit is None and entry.jurisdiction in self.offices
        return of_office or not self.units.isdisjoint(units)


class Gathering:
    """Reads the agenda for ``rights`` over one connection; statements grow with policies, never with rows."""

    def __init__(self, connection: AsyncConnection, catalog: Catalog, rights: Rights) -> None:
        self._connection = connection
        self._catalog = catalog
        self._rights = rights

    async def entries(
        self,
        jurisdictions: Collection[str],
        span: Span,
        *,
        unit: tuple[str, str] | None = None,
        mine: bool = False,
        finished: bool = False,
    ) -> list[Entry]:
        """What they see; of ``unit`` (jurisdiction, key) alone; only what is ``mine``; also what is ``finished``."""
        places = tuple(sorted(jurisdictions))
        named = await self._units()
        found = [
            *await self._stated(places, span, named),
            *await self._recorded(places, span, named),
        ]
        theirs = await self._mine(places, span.now) if mine else None
        ids = {name: one.id for name, one in named.items()}
        return sorted(
            (
                entry
                for entry in found
                if (finished or entry.fate is Fate.OPEN)
                and self._seen(entry)
                and (unit is None or (entry.jurisdiction == unit[0] and unit[1] in entry.units))
                and (theirs is None or theirs.takes(entry, self._ids(entry, ids)))
            ),
            key=lambda entry: entry.order,
        )

    def _seen(self, entry: Entry) -> bool:
        """Who reads the whole sees all; others what concerns the units that they read for."""
        sight = Sight(principal=self._rights.principal, jurisdiction=entry.jurisdiction)
        return sight.whole(Permission.READ) or any(
            sight.of_unit(unit, Permission.READ) for unit in entry.units
        )

    @staticmethod
    def _ids(entry: Entry, ids: dict[tuple[str, str], UUID]) -> list[UUID]:
        named = ((entry.jurisdiction, key) for key in entry.units)
        return [ids[name] for name in named if name in ids]

    async def _units(self) -> dict[tuple[str, str], UnitName]:
        c = t.unit.c
        rows = await self._connection.execute(
            select(c.fact_id, c.jurisdiction, c.key, c.title).where(c.ended_no.is_(None))
        )
        return {
            (row.jurisdiction, row.key): UnitName(id=row.fact_id, key=row.key, title=row.title)
            for row in rows
        }

    async def _stated(
        self, places: tuple[str, ...], span: Span, named: dict[tuple[str, str], UnitName]
    ) -> list[Entry]:
        """Of the policies that are enabled there."""
        c = t.enabled_policy.c
        enabled = set(
            await self._connection.scalars(
                select(c.policy).where(c.ended_no.is_(None), among(c.jurisdiction, places)).distinct()
            )
        )
        no = await head_no(self._connection)
        found: list[Entry] = []
        for policy in self._catalog.policies.values():
            if policy.key in enabled and policy.jurisdiction in places:
                rhythm = await rhythm_of(self._connection, policy, no)
                found += occurrences(self._catalog, rhythm, span.first, span.last, span.now, named)
                found += milestones(self._catalog, policy, span.first, span.last, named)
        return found

    async def _recorded(
        self, places: tuple[str, ...], span: Span, named: dict[tuple[str, str], UnitName]
    ) -> list[Entry]:
        question = Question(
            catalog=self._catalog,
            rights=self._rights,
            jurisdictions=places,
            first=span.first,
            last=span.last,
            now=span.now,
            units={one.id: one for one in named.values()},
        )
        found: list[Entry] = []
        for source in SOURCES:
            found += await source.read(self._connection, question)
        return [entry for entry in found if business_day(entry.due) >= span.first or entry.overdue]

    async def _mine(self, places: tuple[str, ...], now: datetime) -> Mine:
        principal, today, c = self._rights.principal, business_day(now), t.assignment.c
        charge = []
        if principal.account is not None:
            assigned = select(c.project_id, c.unit_id).where(
                c.ended_no.is_(None),
                c.state != State.REJECTED,
                c.person_id == principal.account,
                c.since <= today,
                or_(c.until.is_(None), c.until >= today),
                among(c.jurisdiction, places),
            )
            charge = list(await self._connection.execute(assigned))
        own = (principal.units(Permission.READ, place) for place in places)
        return Mine(
            units=frozenset().union(*own, (row.unit_id for row in charge if row.unit_id)),
            projects=frozenset(row.project_id for row in charge if row.project_id),
            person=principal.account,
            offices=frozenset(place for place in places if principal.may(Permission.RECORD, place)),
        )
