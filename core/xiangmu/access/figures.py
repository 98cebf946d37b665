"""Which figures somebody is shown. Figures are worked out from all facts and are the same for all who see them.

Who reads a whole jurisdiction sees what was published there and how far its targets have come; results before they
are published are for those who deal with them. A unit sees its own cards line by line, its targets and those of the
whole, and of other units what was published: places and totals. Evidence of projects that one does not see is only
counted, and their names are taken out of what is said.
"""

import re
from collections.abc import Iterable
from uuid import UUID

from xiangmu.access.principals import Principal
from xiangmu.access.roles import Permission
from xiangmu.db.ids import unit_id
from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.value import value

UNNAMED = "(无权查看的项目)"


@value
class Sight:
    """What of the results of a jurisdiction ``principal`` sees."""

    principal: Principal
    jurisdiction: str

    def whole(self, permission: Permission = Permission.SEE_RESULTS) -> bool:
        """Whether they have the permission for all units."""
        return self.principal.may(permission, self.jurisdiction)

    def part(self, permission: Permission = Permission.SEE_RESULTS) -> bool:
        """Whether they have it at all, be it for one unit."""
        return self.principal.everywhere(permission) or self.jurisdiction in self.principal.within(permission)

    def of_unit(self, unit: str, permission: Permission = Permission.SEE_RESULTS) -> bool:
        """Whether they have it for the unit with that key."""
        return self.principal.may(permission, self.jurisdiction, unit_id(self.jurisdiction, unit))

    def of_target(self, unit: str) -> bool:
        """Whether they see how far a target of that unit ("": of the whole jurisdiction) has come."""
        return self.of_unit(unit, Permission.READ) if unit else self.part(Permission.READ)


@value
class Named:
    """A project under one of its names."""

    project: UUID
    name: str
    seen: bool


@value
class Hidden:
    """Projects that somebody does not see, with what they were ever called."""

    seen: frozenset[UUID] | None = None
    """The only ones that they see; None where they see all but ``projects``."""
    projects: frozenset[UUID] = frozenset()
    names: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    """The names of projects that they see."""

    @classmethod
    def among(cls, named: Iterable[Named], *, only: bool) -> "Hidden":
        """As ``named`` tell; ``only``: what they do not tell of is hidden too."""
        listed = tuple(named)
        others = frozenset(one.name for one in listed if one.seen) - {""}
        return cls(
            seen=frozenset(one.project for one in listed if one.seen) if only else None,
            projects=frozenset(one.project for one in listed if not one.seen),
            names=frozenset(one.name for one in listed if not one.seen) - others - {""},
            others=others,
        )

    def hides(self, project: UUID) -> bool:
        """Whether they do not see the project."""
        return project in self.projects if self.seen is None else project not in self.seen

    def shows(self, pointer: Evidence, *, own: bool = True) -> bool:
        """Whether they are shown that evidence; ``own``: it is about a unit of which they see everything."""
        if pointer.project is None:
            return own or self.seen is None
        return not self.hides(pointer.project)

    def told(self, text: str) -> str:
        """``text`` without the names of projects that they do not see."""
        if not any(name in text for name in self.names):
            return text
        # a name that they know may have a hidden one in it: the longest is meant
        known = {name for name in (*self.names, *self.others) if name in text}
        longest_first = sorted(known, key=len, reverse=True)
        return re.sub(
            "|".join(map(re.escape, longest_first)),
            lambda found: UNNAMED if found[0] in self.names else found[0],
            text,
        )


NOTHING = Hidden()
