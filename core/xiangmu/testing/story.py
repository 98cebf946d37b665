"""The facts of one case as they are told: who is assessed, and what was said so far."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from xiangmu.plugin.facts import Facts
from xiangmu.testing.cells import CaseError, Cells

CASES = UUID("5ca1ab1e-0000-5000-8000-0000000ca5e5")


class Story:
    """Collects the facts of one case; ids follow from the case's name, so they are the same in every run."""

    def __init__(
        self,
        name: str,
        policy: str,
        group: str,
        unit: str,
        period: str,
        unit_key: Callable[[str], str],
        long_ago: date,
    ) -> None:
        self.policy, self.group, self.unit, self.period = policy, group, unit, period
        self.unit_key = unit_key
        self.long_ago = long_ago
        """From when on what has no date of its own holds."""
        self.projects: dict[str, UUID] = {}
        """By name."""
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

    def project(self, place: str, name: str) -> UUID:
        """The project told of under that name. Raises CaseError."""
        if name not in self.projects:
            raise CaseError(f"{place}: 没有项目 {name}")
        return self.projects[name]

    def person(self, name: str) -> UUID:
        """The opaque id of somebody: the same name is the same person."""
        return uuid5(CASES, f"{self._name}/person/{name}")

    def of_unit(self, row: Cells) -> str:
        """The unit a row is about: the case's own unless it names another."""
        name = row.take("单位")
        return self.unit if name is None else self.unit_key(str(name))
