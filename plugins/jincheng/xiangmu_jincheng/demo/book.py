"""Facts collected one by one."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from xiangmu.plugin.demo import demo_id
from xiangmu.plugin.facts import Enrolment, Facts, Plan, ProjectVersion, StageReached
from xiangmu.plugin.vocabulary import Stage
from xiangmu_jincheng.policy import POLICY


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

    def enrolled(self, version: ProjectVersion, since: date) -> None:
        """The unit that reports the project is assessed for it."""
        enrolment = Enrolment(
            id=id_of(version.project, "enrolment"),
            project=version.project,
            policy=POLICY.key,
            unit=version.unit,
            since=max(since, POLICY.starts),
        )
        self.add("enrolments", enrolment)

    def reached(self, project: UUID, stage: Stage, on: date | None) -> None:
        """The project reached a stage, if it did."""
        if on is not None:
            self.add(
                "stages", StageReached(id=id_of(project, stage, on), project=project, stage=stage, on=on)
            )

    def to_start(self, project: UUID, due: date | None, made_on: date) -> None:
        """The project plans to start on a day, if it plans at all."""
        if due is not None:
            plan = Plan(
                id=id_of(project, "plan"), project=project, milestone=Stage.STARTED, due=due, made_on=made_on
            )
            self.add("plans", plan)
