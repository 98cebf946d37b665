"""What one plugin says to one hook, with the questions that every check asks of it."""

from collections import Counter
from collections.abc import Container, Hashable, Iterable
from functools import cached_property

from xiangmu.catalog.catalog import City
from xiangmu.catalog.errors import CatalogError
from xiangmu.plugin.units import Group


class Stating:
    """A plugin at one hook; every question raises CatalogError when its answer is no, naming plugin, hook and item."""

    def __init__(self, city: City, hook: str) -> None:
        self.city = city
        self._hook = hook

    @cached_property
    def clauses(self) -> dict[str, set[str]]:
        """The ids of the clauses of each policy."""
        return {policy.key: {c.id for c in policy.clauses} for policy in self.city.policies.policies}

    @cached_property
    def groups(self) -> dict[tuple[str, str], Group]:
        """The groups by policy and key."""
        return {(group.policy, group.key): group for group in self.city.units.groups}

    @cached_property
    def units(self) -> set[str]:
        """The keys of the units."""
        return {unit.key for unit in self.city.units.units}

    def clause(self, policy: str, clause: str, item: str) -> None:
        """The policy is the city's and has the clause."""
        self.known(self.clauses, (policy,), f"{item} 的文件")
        self.known(self.clauses[policy], (clause,), f"{item} 的条款")

    def group(self, policy: str, group: str, item: str) -> None:
        """The policy has the group."""
        self.known(self.groups, ((policy, group),), f"{item} 的分组")

    def known(self, known: Container[Hashable], wanted: Iterable[Hashable], item: str) -> None:
        """All that is wanted is known."""
        missing = [str(key) for key in wanted if key not in known]
        self.require(not missing, f"{item}不存在: {'、'.join(missing)}")

    def unique(self, item: str, keys: Iterable[Hashable]) -> None:
        """No key comes twice."""
        twice = [str(key) for key, count in Counter(keys).items() if count > 1]
        self.require(not twice, f"{item}重复: {'、'.join(twice)}")

    def require(self, holds: bool, problem: str) -> None:
        """It holds."""
        if not holds:
            raise CatalogError(self.city.info.key, self._hook, problem)
