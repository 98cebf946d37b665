"""How clients write what a command holds, how it is read into the model, and where in it something is wrong."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeAlias

import strawberry
from strawberry import UNSET

from xiangmu.plugin.value import value
from xiangmu.services.problems import Code, Problem

MOST = 100
"""Entries of a list, unless stated otherwise."""
Path: TypeAlias = tuple[str, ...]


class Unreadable(Exception):  # noqa: N818  # an answer to the client, not a fault of the program
    """What was given cannot be made into an input. The paths are the client's."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


class Shape(Protocol):
    """How one value is written."""

    @property
    def type(self) -> Any:
        """The annotation that makes the GraphQL type."""

    @property
    def told(self) -> str:
        """What the description has to add; ""."""

    def read(self, given: Any) -> Any:
        """What the model takes. Raises Unreadable."""

    def place(self, path: Path, given: Any) -> Path:
        """Where in ``given`` that stands which the model calls ``path``."""


@value
class Leaf:
    """A single value; ``convert`` raises ValueError in Chinese."""

    type: Any
    told: str = ""
    convert: Callable[[Any], Any] | None = None

    def read(self, given: Any) -> Any:
        """See Shape."""
        if self.convert is None:
            return given
        try:
            return self.convert(given)
        except ValueError as error:
            raise Unreadable([Problem(path=(), code=Code.MALFORMED, message=str(error))]) from error

    def place(self, path: Path, given: Any) -> Path:  # noqa: ARG002  # of a single value nothing more is to be said
        """See Shape."""
        return path


@value
class ListOf:
    """Several values, no more than ``most``."""

    inner: Shape
    most: int = MOST

    @property
    def type(self) -> Any:
        """See Shape."""
        return list[self.inner.type]  # type: ignore[name-defined]  # known at run time only

    @property
    def told(self) -> str:
        """See Shape."""
        return "; ".join(filter(None, (self.inner.told, f"至多 {self.most} 项")))

    def read(self, given: Sequence[Any]) -> tuple[Any, ...]:
        """See Shape."""
        if len(given) > self.most:
            raise Unreadable([too_many(len(given), self.most)])
        reading = Reading()
        read = [reading.at(str(place), self.inner, entry) for place, entry in enumerate(given)]
        reading.require()
        return tuple(read)

    def place(self, path: Path, given: Sequence[Any]) -> Path:
        """See Shape."""
        if not path or not path[0].isdecimal() or int(path[0]) >= len(given):
            return path
        return path[0], *self.inner.place(path[1:], given[int(path[0])])


@value
class Slot:
    """One field of an input: ``name`` in the schema, ``field`` in the model.

    ``spread``: what is read is a mapping of several of the model's fields.
    """

    name: str
    field: str
    shape: Shape
    required: bool
    description: str
    spread: bool = False


@value
class Object:
    """An input type with its fields."""

    type: Any
    told: str = ""
    slots: tuple[Slot, ...]

    def read(self, given: Any) -> dict[str, Any]:
        """See Shape. What is null or left out is left to the model."""
        reading = Reading()
        content: dict[str, Any] = {}
        for slot, part in self._given(given):
            read = reading.at(slot.name, slot.shape, part)
            content |= (read or {}) if slot.spread else {slot.field: read}
        reading.require()
        return content

    def place(self, path: Path, given: Any) -> Path:
        """See Shape."""
        for slot, part in self._given(given):
            if path and path[0] == slot.field:
                return slot.name, *slot.shape.place(path[1:], part)
        names = {slot.field: slot.name for slot in self.slots}
        return (names.get(path[0], path[0]), *path[1:]) if path else path

    def _given(self, given: Any) -> Iterator[tuple[Slot, Any]]:
        for slot in self.slots:
            if is_given(part := getattr(given, slot.name)):
                yield slot, part


@value
class OneOf:
    """An input type of which exactly one field is given; ``make`` turns its name and content into the model's."""

    type: Any
    told: str = ""
    choices: Mapping[str, Shape]
    make: Callable[[str, Any], Any]

    def read(self, given: Any) -> Any:
        """See Shape."""
        name, part = self._chosen(given)
        reading = Reading()
        read = reading.at(name, self.choices[name], part)
        reading.require()
        return self.make(name, read)

    def place(self, path: Path, given: Any) -> Path:
        """See Shape."""
        name, part = self._chosen(given)
        return name, *self.choices[name].place(path, part)

    def _chosen(self, given: Any) -> tuple[str, Any]:
        return next((name, part) for name in self.choices if is_given(part := getattr(given, name)))


def too_many(count: int, most: int) -> Problem:
    """A list is too long."""
    return Problem(path=(), code=Code.OUT_OF_RANGE, message=f"至多 {most} 项, 收到 {count} 项")


def is_given(part: Any) -> bool:
    """Whether a client gave a value: neither null nor nothing."""
    return part is not None and part is not UNSET


class Reading:
    """Reads parts and collects what is wrong with them."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def at(self, name: str, shape: Shape, given: Any) -> Any:
        """What stands at ``name``; None when it cannot be read."""
        try:
            return shape.read(given)
        except Unreadable as unreadable:
            self._problems += [replace(p, path=(name, *p.path)) for p in unreadable.problems]
            return None

    def require(self) -> None:
        """Raise Unreadable when anything was wrong."""
        if self._problems:
            raise Unreadable(self._problems)


def one_of(name: str, description: str, choices: Mapping[str, Shape], told: Mapping[str, str]) -> type:
    """An input of which exactly one field is given."""
    slots = tuple(
        Slot(name=key, field=key, shape=shape, required=False, description=told[key])
        for key, shape in choices.items()
    )
    return input_type(name, description, slots, one_of=True)


def input_type(name: str, description: str, slots: tuple[Slot, ...], *, one_of: bool = False) -> type:
    """The GraphQL input with these fields."""
    namespace: dict[str, Any] = {
        "__annotations__": {
            slot.name: slot.shape.type if slot.required else slot.shape.type | None for slot in slots
        }
    }
    for slot in slots:
        default = {} if slot.required else {"default": UNSET}
        namespace[slot.name] = strawberry.field(description=slot.description, **default)
    return strawberry.input(type(name, (), namespace), description=description, one_of=one_of)
