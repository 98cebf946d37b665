"""Input types made of the commands' models: titles and descriptions are the models', in Chinese already."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID

import strawberry
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from strawberry.utils.str_converters import to_camel_case

import xiangmu.api.entities.enums
import xiangmu.api.enums  # noqa: F401  # enumerations are described where these two are imported
from xiangmu.api.entities.profiles import profile_types
from xiangmu.api.mutations.leaves import (
    FACT,
    FACT_ONLY,
    IDS,
    MONEY,
    SCORE,
    as_json,
    is_enumeration,
    plain,
)
from xiangmu.api.mutations.readings import READINGS
from xiangmu.api.mutations.shapes import Leaf, ListOf, Object, OneOf, Shape, Slot
from xiangmu.catalog import Catalog
from xiangmu.db.kinds import UNITS
from xiangmu.services.command import Input
from xiangmu.services.commands import HANDLERS
from xiangmu.services.corrections import OfFact, Replacement

YUAN = "_yuan"
HUNDREDTHS = {
    "hundredths": "points",
    "attitude": "attitude",
    "efficiency": "efficiency",
    "quality": "quality",
}
"""Fields that hold hundredths of a point, and what they are called in the schema."""
MOST = {"frame": 5_000}
"""Lists that may be longer than others."""
UNIT_TOLD = "键、名称或别名"
KEYS = frozenset({"jurisdiction", "policy", "group", "item"})
"""Fields that hold the key of something a plugin states."""
REQUEST = (
    Slot(
        name="request_id",
        field="request_id",
        shape=plain(UUID),
        required=True,
        description="请求编号:由客户端生成的 UUID。以同一编号重发同一内容,得到第一次的结果。",
    ),
    Slot(
        name="reason",
        field="reason",
        shape=plain(str),
        required=False,
        description="理由,记入台账;更正、退回和认定时必填。",
    ),
)


class InputTypes:
    """The input types over one catalog, each made once: a schema has one of these."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._made: dict[tuple[type[BaseModel], str], Object] = {}

    def command(self, model: type[Input], kind: str) -> Object:
        """The input of a mutation: a request, and what its command needs."""
        return self._object(model, f"{pascal(kind)}Input", REQUEST)

    def content(self, model: type[Input]) -> Object:
        """What a command needs, without a request of its own."""
        return self._object(model, f"{pascal(HANDLERS[model].kind)}Content")

    @cached_property
    def replacement(self) -> OneOf:
        """What a fact is corrected to."""
        contents = {HANDLERS[model].kind: self.content(model) for model in get_args(Replacement)}
        type_ = one_of("FactReplacement", "更正后的事实:按其种类填其中一项。", contents, _told(contents))
        return OneOf(type=type_, choices=contents, make=lambda _, read: read)

    @cached_property
    def profile(self) -> OneOf | None:
        """The own fields of one city; None when no loaded city has any."""
        profile_types(self._catalog)  # describes the enumerations of profiles
        cities = [city for city in self._catalog.cities if city.profile.model]
        contents = {
            city.info.jurisdiction.key.replace("-", "_"): self._object(
                model, f"{model.__name__}Input", told=f"{city.info.title}的本地字段", leaf=as_json
            )
            for city in cities
            if (model := city.profile.model)
        }
        if not contents:
            return None
        type_ = one_of("ProjectProfileInput", "本地字段:填项目所属辖区的一项。", contents, _told(contents))
        return OneOf(type=type_, choices=contents, make=lambda _, read: read)

    def _object(
        self,
        model: type[BaseModel],
        name: str,
        before: tuple[Slot, ...] = (),
        *,
        told: str = "",
        leaf: Any = plain,
    ) -> Object:
        if (model, name) not in self._made:
            slots = (*before, *self._slots(model, leaf))
            description = told or (model.__doc__ or "").strip().rstrip("。")
            type_ = input_type(name, f"{description}。", slots)
            self._made[model, name] = Object(type=type_, slots=slots)
        return self._made[model, name]

    def _slots(self, model: type[BaseModel], leaf: Any) -> Iterator[Slot]:
        for field, declared in model.model_fields.items():
            shape = self._shape(model, field, declared.annotation, leaf)
            if shape is None:
                continue
            yield Slot(
                name=HUNDREDTHS.get(field, field.removesuffix(YUAN)),
                field=field,
                shape=shape,
                required=declared.is_required(),
                description=_description(field, declared, shape),
                spread=shape is FACT,
            )

    def _shape(self, model: type[BaseModel], field: str, annotation: Any, leaf: Any) -> Shape | None:
        """How a field is written; None when clients do not write it."""
        if field == "fact":
            return FACT if issubclass(model, OfFact) else FACT_ONLY
        if field == "kind" and issubclass(model, OfFact):
            return None
        if field == "profile":
            return self.profile
        if field == "readings":
            return READINGS
        if field == "replacement":
            return self.replacement
        return self._shape_of_type(field, annotation, leaf)

    def _shape_of_type(self, field: str, annotation: Any, leaf: Any) -> Shape:
        if get_origin(annotation) in (Union, UnionType):
            [annotation] = (kind for kind in get_args(annotation) if kind is not NoneType)
        if get_origin(annotation) is tuple:
            inner = self._shape_of_type(field, get_args(annotation)[0], leaf)
            return ListOf(inner=inner, most=MOST[field]) if field in MOST else ListOf(inner=inner)
        if field.endswith(YUAN):
            return MONEY
        if field in HUNDREDTHS:
            return SCORE
        if annotation is UUID:
            return IDS[field]
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._object(annotation, f"{annotation.__name__}Input")
        if annotation in (str, int, bool, date) or is_enumeration(annotation):
            made: Leaf = leaf(annotation)
            return made
        raise TypeError(f"字段 {field} 的类型 {annotation} 没有对应的输入")


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
        default = {} if slot.required else {"default": strawberry.UNSET}
        namespace[slot.name] = strawberry.field(description=slot.description, **default)
    return strawberry.input(type(name, (), namespace), description=description, one_of=one_of)


def _told(contents: Mapping[str, Object]) -> dict[str, str]:
    return {name: content.type.__strawberry_definition__.description for name, content in contents.items()}


def _description(field: str, declared: FieldInfo, shape: Shape) -> str:
    title = f"{declared.title}的键" if field in KEYS else declared.title
    parts = [declared.description, shape.told, UNIT_TOLD if field in UNITS else None]
    told = "; ".join(part for part in parts if part)
    return f"{title}: {told}。" if told else f"{title}。"


def pascal(kind: str) -> str:
    """A command's name as types are named: ``project_register`` → ``ProjectRegister``."""
    camel = to_camel_case(kind)
    return camel[0].upper() + camel[1:]
