"""The facts of one case as they are told: who is assessed, and what was said so far."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from xiangmu.plugin.facts import Facts
from xiangmu.testing.cells import Cells

CASES = UUID("5ca1ab1e-0000-5000-8000-0000000ca5e5")


class Story:
    """Collects the facts of one case; ids follow from the case's name, so they are the same in every run."""

    def __init__(
        self, name: str, policy: str, group: str, unit: str, period: str, unit_key: Callable[[str], str]
    ) -> None:
        self.policy, self.group, self.unit, self.period = policy, group, unit, period
        self.unit_key = unit_key
        self._name = name
        self._count = 0
        self._facts: dict[str, list[Any]] = defaultdict(list)

    def facts(self) -> Facts:
        """All facts told so far."""
        return Facts(**{field: tuple(facts) for field, facts in self._facts.items()})

    def add(self, field: str, fact: object) -> None:
        """Tell one more fact of the sort that ``field`` of ``Facts`` holds."""
        self._facts[field].append(fact)

    def new_id(self) -> UUID:
        """The id of the next fact or project."""
        self._count += 1
        return uuid5(CASES, f"{self._name}/{self._count}")

    def of_unit(self, row: Cells) -> str:
        """The unit a row is about: the case's own unless it names another."""
        name = row.take("单位")
        return self.unit if name is None else self.unit_key(str(name))
