"""Facts collected one by one."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from xiangmu.plugin.demo import demo_id
from xiangmu.plugin.facts import Facts
from xiangmu_lanxian.policy import POLICY


def id_of(*words: object) -> UUID:
    """The id of a fact that ``words`` tell apart."""
    return demo_id(POLICY.jurisdiction, *map(str, words))


def project_id(key: str) -> UUID:
    """The id of the project with that key in the tables."""
    return id_of("project", key)


def day(cell: str) -> date | None:
    """The date in a cell, if there is one. Raises ValueError."""
    return date.fromisoformat(cell) if cell else None


class Book:
    """All facts told so far."""

    def __init__(self) -> None:
        self._facts: dict[str, list[Any]] = defaultdict(list)

    def add(self, field: str, fact: object) -> None:
        """Tell one more fact of the sort that ``field`` of ``Facts`` holds."""
        self._facts[field].append(fact)

    def facts(self) -> Facts:
        """Everything told."""
        return Facts(**{field: tuple(facts) for field, facts in self._facts.items()})
