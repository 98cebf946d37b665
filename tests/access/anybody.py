"""Anybody who may ask, and what they may be shown: said here a second time, in Python, from the grants alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from sqlalchemy import select

from tests.access.realm import COUNTY, PLACES
from tests.access.registering import FUNDS
from tests.access.world import CENTS, SHARED, World
from tests.support.city import CITY
from xiangmu.access.principals import ANONYMOUS, Grant, Principal, PrincipalKind
from xiangmu.access.roles import PERMISSIONS, Permission, Role
from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id

TODAY = date(2023, 7, 1)
UNITS = ("town1", "town2", "town3", "bureau")
MARK = re.compile(r"〔([^/〕]*)/([^/〕]*)/([^〕]*)〕")
HEX = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}(?![0-9a-f])")
AMOUNT = re.compile(r"(\d+)\.(\d{4})(?!\d)")
OF_CENTS = {f"{cents:04}": whose for whose, cents in CENTS.items()}
IN_INVENTORY = str(FUNDS)
READ, RESULTS = Permission.READ, Permission.SEE_RESULTS
_WHEN = ((None, None),) * 4 + ((None, date(2023, 6, 30)), (date(2023, 7, 2), None), (TODAY, TODAY))


@st.composite
def grants(draw: st.DrawFn) -> Grant:
    """A role in one of the places or for one of its units: in force, ended, or yet to come."""
    role = draw(st.sampled_from([*Role, Role.REPORTER, Role.VIEWER]))
    since, until = draw(st.sampled_from(_WHEN))
    if role is Role.PLATFORM_ADMIN:
        return Grant(role=role, since=since, until=until)
    place = draw(st.sampled_from(PLACES))
    narrow = role is Role.REPORTER or (role is Role.VIEWER and draw(st.booleans()))
    unit = unit_id(place, draw(st.sampled_from(UNITS))) if narrow else None
    return Grant(role=role, jurisdiction=place, unit=unit, since=since, until=until)


def principals(accounts: tuple[UUID, ...]) -> st.SearchStrategy[Principal]:
    """Accounts and their tokens, with any grants; sometimes one of the accounts that the places keep. And nobody."""
    account = st.builds(
        Principal,
        id=st.just("account:somebody"),
        account=st.none() | st.none() | st.sampled_from(accounts),
        grants=st.lists(grants(), max_size=3).map(tuple),
    )
    token = st.builds(
        Principal,
        id=st.just("token:somebody"),
        kind=st.just(PrincipalKind.TOKEN),
        grants=st.lists(grants(), min_size=1, max_size=3).map(tuple),
        scopes=st.frozensets(st.sampled_from(Permission), min_size=1, max_size=6),
    )
    return st.one_of(account, account, token, st.just(ANONYMOUS)).map(lambda one: one.on(TODAY))


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a row is."""

    table: str
    place: str
    project: UUID | None = None
    unit: UUID | None = None


@dataclass(slots=True)
class Owners:
    """Whose every id of a world is: rows by their own ids and their facts'."""

    projects: Mapping[tuple[str, str], UUID]
    accounts: Mapping[UUID, str]
    """The place that keeps each."""
    of: dict[str, set[Owner]] = field(default_factory=dict)

    @classmethod
    async def read(cls, world: World) -> "Owners":
        """Of all tables."""
        kept = {world.things[place, "account"]: place for place in PLACES}
        owners = cls(projects=world.projects, accounts=kept)
        async with world.office.database.reading() as connection:
            for table in t.METADATA.sorted_tables:
                if "jurisdiction" in table.c and table is not t.jurisdiction:
                    for row in (await connection.execute(select(table))).mappings():
                        owners._add(table.name, row)
        return owners

    def _add(self, table: str, row: Mapping[Any, Any]) -> None:
        owner = Owner(table, row["jurisdiction"], _uuid(row.get("project_id")), _uuid(row.get("unit_id")))
        if table == "project":
            owner = Owner(table, row["jurisdiction"], _uuid(row["id"]), owner.unit)
        for name in ("id", "fact_id", "row_id"):
            if name in row and isinstance(row[name], UUID | str) and _uuid(row[name]):
                self.of.setdefault(_uuid(row[name]).hex, set()).add(owner)  # type: ignore[union-attr]  # checked


def _uuid(content: Any) -> UUID | None:
    return UUID(str(content)) if content else None


@dataclass(frozen=True, slots=True)
class Seer:
    """What somebody may be shown. Never narrower than what the documentation promises them."""

    who: Principal
    owners: Owners

    def whole(self, place: str, permission: Permission = READ) -> bool:
        """They have the permission for the whole place."""
        return any(one.unit is None and one.jurisdiction in ("", place) for one in self._giving(permission))

    def unit(self, place: str, unit: str, permission: Permission = READ) -> bool:
        """They have it for the unit or more."""
        single = any(one.unit == unit_id(place, unit) for one in self._giving(permission))
        return single or self.whole(place, permission)

    def part(self, place: str, permission: Permission = READ) -> bool:
        """They have it for anything there."""
        return any(one.jurisdiction in ("", place) for one in self._giving(permission))

    def nothing(self, place: str) -> bool:
        """They have nothing at all to do with the place."""
        granted = any(one.jurisdiction in ("", place) for one in self.who.grants)
        return not granted and self.owners.accounts.get(self.who.account or UUID(int=0)) != place

    def project(self, place: str, unit: str) -> bool:
        """They see the project that the unit reports."""
        above = self.whole(CITY) or self.unit(CITY, "town3")
        return self.unit(place, unit) or ((place, unit) == SHARED and above)

    def mark(self, place: str, unit: str, about: str) -> bool:
        """They may read a text with that mark."""
        match unit:
            case "frame":
                return False
            case "person":
                return self.whole(place, Permission.SEE_PERSONAL)
            case "account":
                return self._account(place)
            case "channel":
                return self.whole(place, Permission.KEEP_CHANNELS)
            case "results":
                return self.whole(place, RESULTS)
            case "all":
                return self.part(place)
            case "pair":
                return all(self.unit(place, one) for one in ("town2", "bureau"))
            case _:
                return self._of_unit(place, unit, about)

    def _of_unit(self, place: str, unit: str, about: str) -> bool:
        match about:
            case "objection":
                return self.unit(place, unit, RESULTS)
            case "project":
                # the department's project is called like the first town's
                return self.project(place, unit) or (unit == "town1" and self.unit(place, "bureau"))
            case "enrolment" if unit == "town3":
                return self.unit(CITY, "town3") or self.unit(*SHARED)
            case "reason" if self.part(place) and self.project(place, unit):
                # whoever sees a fact and has a part in its place reads why it was recorded
                return True
            case _:
                # the department read an indicator of the third town
                return self.unit(place, unit) or (unit == "bureau" and self.unit(place, "town3"))

    def owned(self, owner: Owner) -> bool:
        """They may know the id of a row of that owner."""
        if owner.table in (
            "survey_sample",
            "ballot_box",
            "ballot",
            "credential",
            "session",
            "token_use",
            "reminder",
        ):
            return False
        # who reads a whole place reads in its ledger what every command was about
        return self.whole(owner.place) or self._owned_in_part(owner)

    def _owned_in_part(self, owner: Owner) -> bool:
        project = next((key for key, one in self.owners.projects.items() if one == owner.project), None)
        match owner.table:
            case "person":
                return self.whole(owner.place, Permission.SEE_PERSONAL)
            case "bulletin_draft":
                return self.whole(owner.place, RESULTS)
            case "account" | "role_grant" | "api_token" | "calendar_feed":
                return self._account(owner.place)
            case "notification_channel" | "notification" | "notification_delivery":
                return self.whole(owner.place, Permission.KEEP_CHANNELS)
            case "publication_draft" | "draft_decision" | "objection" | "objection_answer":
                return self.part(owner.place, RESULTS)
            case "enrolment" | "admission" if owner.place == CITY and project == SHARED:
                return self.part(owner.place) or self.unit(*SHARED)
            case "enrolment" | "admission":
                return self.part(owner.place)
            case _:
                above = self.whole(CITY) or self.unit(CITY, "town3")
                shared = owner.place == COUNTY and project == SHARED and above
                granted = any(one.unit == owner.unit for one in self.who.grants if one.unit)
                return self.part(owner.place) or shared or (owner.table == "unit" and granted)

    def trespasses(self, shown: str) -> Iterator[str]:
        """What of ``shown`` they must not see."""
        yield from ("/".join(found) for found in set(MARK.findall(shown)) if not self.mark(*found))
        for whole, cents in set(AMOUNT.findall(shown)):
            if cents in OF_CENTS and not self._amount(whole, *OF_CENTS[cents]):
                yield f"amount of {OF_CENTS[cents]}"
        granted = {one.unit.hex for one in self.who.grants if one.unit}
        for found in {text.replace("-", "") for text in HEX.findall(shown)} - granted:
            owners = self.owners.of.get(found, set())
            if owners and not any(self.owned(owner) for owner in owners):
                yield f"{found} of {owners}"

    def _amount(self, whole: str, place: str, unit: str) -> bool:
        """The department draws up the inventory of funds: it sees the amounts of its items, like which no other is."""
        return self.project(place, unit) or (whole == IN_INVENTORY and self.unit(place, "bureau"))

    def _account(self, place: str) -> bool:
        own = self.who.account is not None and self.owners.accounts.get(self.who.account) == place
        return own or self.whole(place, Permission.MANAGE_REPORTERS)

    def _giving(self, permission: Permission) -> Iterator[Grant]:
        if self.who.scopes is None or permission in self.who.scopes:
            yield from (one for one in self.who.grants if permission in PERMISSIONS[one.role])
