"""Goals: as the document prints them, or as an approved revision in force changed them."""

from collections.abc import Iterable
from datetime import date

from xiangmu.catalog import Catalog
from xiangmu.plugin.facts import GoalRevision
from xiangmu.plugin.value import value

Slot = tuple[str, str, str]
"""Group, unit and key of a target."""


@value
class Goals:
    """The goals of one policy on one day."""

    policy: str
    catalog: Catalog
    revisions: dict[Slot, GoalRevision]
    """The revision in force, of the targets that have one."""

    def of(self, group: str, unit: str) -> dict[str, int]:
        """The goals of one unit by target key; of the whole jurisdiction for ``("", "")``."""
        printed = self.catalog.goals(self.policy, group, unit)
        revised = {
            key: revision.goal
            for (of_group, of_unit, key), revision in self.revisions.items()
            if (of_group, of_unit) == (group, unit)
        }
        return printed | revised


def goals_on(revisions: Iterable[GoalRevision], catalog: Catalog, policy: str, day: date) -> Goals:
    """The goals of ``policy`` on ``day``: a revision holds from its date on, and never before it was approved."""
    in_force = (r for r in revisions if r.policy == policy and max(r.effective, r.approved_on) <= day)
    latest = sorted(in_force, key=lambda r: (r.effective, r.approved_on, r.id))
    return Goals(
        policy=policy,
        catalog=catalog,
        revisions={(r.group, r.unit, r.target): r for r in latest},
    )
