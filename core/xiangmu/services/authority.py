"""What a principal may do with the command under way, in the jurisdiction that it is about."""

from uuid import UUID

from xiangmu.access.principals import Principal
from xiangmu.access.roles import Permission
from xiangmu.db.kinds import State
from xiangmu.services.permissions import ANYBODY, Rule


class Authority:
    """``state`` is what they record comes to: confirmed, claimed, or None when they may record nothing."""

    def __init__(self, principal: Principal) -> None:
        self.principal = principal
        self.begin(ANYBODY)

    def begin(self, rule: Rule) -> None:
        """A command under ``rule`` begins, or the part of one."""
        self.rule = rule
        self.state: State | None = None if rule.permissions else State.CONFIRMED
        self.denied_at: str | None = None
        """The field that names what they may not deal with."""
        self._units: frozenset[UUID] = frozenset()
        self._open = self._offering = False

    def knows(self, jurisdiction: str) -> bool:
        """Whether they may know of what is in the jurisdiction."""
        permissions = (Permission.READ, *self.rule.permissions)
        return not self.rule.permissions or any(
            self.principal.everywhere(permission) or jurisdiction in self.principal.within(permission)
            for permission in permissions
        )

    def may(self, jurisdiction: str) -> bool:
        """Whether they may do this in the whole jurisdiction."""
        return self.rule.by is None or self.principal.may(self.rule.by, jurisdiction)

    def extend(self, jurisdiction: str, path: str, *, own: bool | None = None) -> None:
        """Deal with something of the jurisdiction: of a unit for which they may, or not; None leaves the unit open."""
        if self.rule.by is None:
            return
        claims = self.rule.claims
        self._units = frozenset().union(*(self.principal.units(claim, jurisdiction) for claim in claims))
        if self.may(jurisdiction):
            self.state = State.CONFIRMED
        else:
            self.state = State.CLAIMED if own and claims else None
        self._open, self._offering = own is None and bool(self._units), False
        self.denied_at = None if self.state else "unit" if self._open else path

    def offer(self) -> None:
        """Record something for a jurisdiction above, which is to confirm it."""
        self.state, self.denied_at, self._offering = State.CLAIMED, None, True

    def narrow(self, unit: UUID, path: str, *, subject: bool) -> None:
        """Deal with that unit; ``subject``: it is the one that the command is about."""
        if self.state is None and self._open and unit in self._units:
            self.state, self.denied_at = State.CLAIMED, None
        elif subject and self.state is State.CLAIMED and not self._offering and unit not in self._units:
            self.state, self.denied_at = None, path
