"""Who asks, and what they were granted. Pure: who they are is found out elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from xiangmu.access.roles import PERMISSIONS, REACH, Permission, Reach, Role
from xiangmu.plugin.value import value

EVERYWHERE = ""
"""The jurisdiction of a grant that extends to the whole installation."""


class PrincipalKind(StrEnum):
    """What somebody is known by."""

    SYSTEM = "SYSTEM"
    """The program itself: seed, command line, imports."""
    ANONYMOUS = "ANONYMOUS"
    ACCOUNT = "ACCOUNT"
    TOKEN = "TOKEN"  # noqa: S105  # a kind of principal, not a secret
    OIDC = "OIDC"


@value
class Grant:
    """A role in a jurisdiction, or for one unit of it, from ``since`` to ``until`` (both days included).

    Raises ValueError for a role that does not extend that far, or not so narrowly.
    """

    role: Role
    jurisdiction: str = EVERYWHERE
    unit: UUID | None = None
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        reach = REACH[self.role]
        fits = (self.jurisdiction == EVERYWHERE) == (reach is Reach.INSTALLATION)
        fits &= self.unit is None or reach in (Reach.UNIT, Reach.EITHER)
        fits &= self.unit is not None or reach is not Reach.UNIT
        if not fits:
            raise ValueError(f"授权的范围不合角色 {self.role}")

    def holds(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return (self.since or on) <= on <= (self.until or on)


@value
class Principal:
    """Someone who enters or reads. ``id`` is opaque: it goes into the ledger, so it is never a name or a number.

    ``account`` is the account they act for: somebody and their tokens are one person. ``scopes`` are the only
    permissions of their grants that they use; None for all of them.
    """

    id: str
    kind: PrincipalKind = PrincipalKind.ACCOUNT
    account: UUID | None = None
    grants: tuple[Grant, ...] = ()
    scopes: frozenset[Permission] | None = None

    def on(self, day: date) -> "Principal":
        """The same with the grants in force on that day."""
        return replace(self, grants=tuple(grant for grant in self.grants if grant.holds(day)))

    def may(self, permission: Permission, jurisdiction: str, unit: UUID | None = None) -> bool:
        """Whether they may do that for the unit, or for the whole jurisdiction."""
        if self.everywhere(permission):
            return True
        return any(
            grant.jurisdiction == jurisdiction and grant.unit in (None, unit)
            for grant in self._giving(permission)
        )

    def everywhere(self, permission: Permission) -> bool:
        """Whether they may do that in every jurisdiction."""
        if self.kind is PrincipalKind.SYSTEM:
            return True
        return any(grant.jurisdiction == EVERYWHERE for grant in self._giving(permission))

    def jurisdictions(self, permission: Permission) -> frozenset[str]:
        """The jurisdictions in the whole of which they may do that, but for who may do it everywhere."""
        return frozenset(
            grant.jurisdiction
            for grant in self._giving(permission)
            if grant.unit is None and grant.jurisdiction != EVERYWHERE
        )

    def units(self, permission: Permission, jurisdiction: str | None = None) -> frozenset[UUID]:
        """The single units (of that jurisdiction) for which they may do that."""
        return frozenset(
            grant.unit
            for grant in self._giving(permission)
            if grant.unit is not None and jurisdiction in (None, grant.jurisdiction)
        )

    def within(self, permission: Permission) -> frozenset[str]:
        """The jurisdictions in which they may do that, be it for one unit."""
        granted = {grant.jurisdiction for grant in self._giving(permission)}
        return frozenset(granted - {EVERYWHERE})

    def _giving(self, permission: Permission) -> Iterator[Grant]:
        if self.scopes is None or permission in self.scopes:
            yield from (grant for grant in self.grants if permission in PERMISSIONS[grant.role])


SYSTEM = Principal(id="system", kind=PrincipalKind.SYSTEM)
"""May do everything: seed, command line and tests."""
ANONYMOUS = Principal(id="anonymous", kind=PrincipalKind.ANONYMOUS)
"""Without credentials; also recorded for ballots, whoever sent them."""
