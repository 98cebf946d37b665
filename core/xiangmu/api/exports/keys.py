"""Keys of the catalog that rows hold, in words."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from xiangmu.catalog import Catalog

OBLIGED = (
    "Report",
    "OccurrenceWaiver",
    "Activity",
    "Meeting",
    "MeetingProposal",
    "Bulletin",
    "BulletinDraft",
)
GROUPED = ("GoalRevision", "Judgement", "Survey", "PublicationHead", "DraftHead")


class Titles:
    """What people call what a key names; the key itself where the catalog states nothing of it any longer."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._by_policy: Mapping[tuple[str, str], Callable[[str], Iterable[Any]]] = {
            ("Issue", "category"): lambda policy: catalog.issue_rules_of(policy).categories,
            ("Issue", "level"): lambda policy: catalog.issue_rules_of(policy).levels,
            ("GoalRevision", "target"): catalog.targets_of,
            **{(name, "obligation"): catalog.obligations_of for name in OBLIGED},
            **{(name, "group"): catalog.groups_of for name in GROUPED},
        }

    def jurisdiction(self, key: str) -> str:
        """Of a jurisdiction."""
        known = self._catalog.jurisdictions.get(key)
        return known.title if known else key

    def policy(self, key: str) -> str:
        """Of a policy."""
        known = self._catalog.policies.get(key)
        return known.title if known else key

    def of(self, entity: str, field: str) -> Callable[[Mapping[str, Any]], Any] | None:
        """How the key in ``field`` of an entity's row is told; None where it holds none."""
        if field == "policy":
            return lambda row: row["policy"] and self.policy(row["policy"])
        if field in ("jurisdiction", "scope"):
            return lambda row: self.jurisdiction(row[field])
        stated = self._by_policy.get((entity, field))
        return None if stated is None else lambda row: self._title(stated, row["policy"], row[field])

    def _title(
        self, stated: Callable[[str], Iterable[Any]], policy: str | None, key: str | None
    ) -> str | None:
        if policy is None or policy not in self._catalog.policies:
            return key
        return next((one.title for one in stated(policy) if one.key == key), key)
