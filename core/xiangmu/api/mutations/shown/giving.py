"""How payloads show what a command was about: a row through the one reader, by its identity."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from xiangmu.api.entities.prefixes import PROJECT as PROJECT_PREFIX
from xiangmu.api.entities.projects import Project
from xiangmu.api.mutations.payloads import Done, Gives, Named, Tells, named
from xiangmu.api.reader.entity import Entity
from xiangmu.api.reader.ids import Key
from xiangmu.services.command import Input

PROJECT = Named(name="Project", prefix=PROJECT_PREFIX)
Shown = Mapping[type[Input], tuple[Gives | Tells, ...]]
"""What the payload of a command shows; the first is what it is about."""


def subject(done: Done) -> Key:
    """The identity of what the command was about."""
    return UUID(done.receipt.subject)


def row(name: str, type_: Any, entity: Entity, key: Callable[[Done], Key] = subject) -> Gives:
    """A row of ``entity``, as ``name``."""
    of = named(entity)
    return Gives(name=name, type=type_, of=lambda _: of, description=f"{entity.title}。", key=key)


def project(key: Callable[[Done], Key]) -> Gives:
    """A project."""
    return Gives(name="project", type=Project, of=lambda _: PROJECT, description="项目。", key=key)


OF_PROJECT = project(lambda done: done.data.project)  # type: ignore[attr-defined]  # only of inputs about one
