"""Input types made of the commands' models: titles and descriptions are the models', in Chinese already."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo
from strawberry.utils.str_converters import to_camel_case

import xiangmu.api.entities.enums
import xiangmu.api.enums  # noqa: F401  # enumerations are described where these two are imported
from xiangmu.api.mutations.leaves import (
    AREA,
    FACT,
    FACT_ONLY,
    IDS,
    MONEY,
    SCORE,
    is_enumeration,
)
from xiangmu.api.mutations.profiles import profile_shape
from xiangmu.api.mutations.readings import READINGS
from xiangmu.api.mutations.shapes import Leaf, ListOf, Object, OneOf, Shape, Slot, input_type, one_of
from xiangmu.catalog import Catalog
from xiangmu.db.kinds import UNITS
from xiangmu.services.command import Input
from xiangmu.services.commands import HANDLERS
from xiangmu.services.corrections import OfFact, Replacement
from xiangmu.services.libraries.statistics import MOST as MOST_LINES

YUAN = "_yuan"
HUNDREDTHS = {
    "hundredths": "points",
    "attitude": "attitude",
    "efficiency": "efficiency",
    "quality": "quality",
}
"""Fields that hold hundredths of a point, and what they are called in the schema."""
MOST = {"frame": 5_000, "lines": MOST_LINES}
"""Lists that may be longer than others."""
UNIT_TOLD = "键、名称或别名"
KEYS = frozenset(
    {
        "jurisdiction",
        "policy",
        "group",
        "item",
        "indicator",
        "target",
        "category",
        "level",
        "rule",
        "checkpoint",
        "inventory",
        "library",
    }
)
"""Fields that hold the key of something a plugin states."""
REQUEST = (
    Slot(
        name="request_id",
        field="request_id",
        shape=Leaf(type=UUID),
        required=True,
        description="请求编号:由客户端生成的 UUID。以同一编号重发同一内容,得到第一次的结果。",
    ),
    Slot(
        name="reason",
        field="reason",
        shape=Leaf(type=str),
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
        models: dict[str, type[Input]] = {HANDLERS[model].kind: model for model in get_args(Replacement)}
        contents = {kind: self.content(model) for kind, model in models.items()}
        told = {kind: told_by(model) for kind, model in models.items()}
        type_ = one_of("FactReplacement", "更正后的事实:按其种类填其中一项。", contents, told)
        return OneOf(type=type_, choices=contents, make=lambda _, read: read)

    @cached_property
    def profile(self) -> OneOf | None:
        """The own fields of one city; None when no loaded city has any."""
        return profile_shape(self._catalog)

    def _object(self, model: type[BaseModel], name: str, before: tuple[Slot, ...] = ()) -> Object:
        if (model, name) not in self._made:
            slots = (*before, *self._slots(model))
            self._made[model, name] = Object(type=input_type(name, told_by(model), slots), slots=slots)
        return self._made[model, name]

    def _slots(self, model: type[BaseModel]) -> Iterator[Slot]:
        for field, declared in model.model_fields.items():
            shape = self._shape(model, field, declared.annotation)
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

    def _shape(self, model: type[BaseModel], field: str, annotation: Any) -> Shape | None:
        """How a field is written; None when clients do not write it."""
        if field == "readings":
            return READINGS
        if model.model_fields[field].default_factory is not None:
            # a secret that the program makes
            return None
        if field == "fact":
            return FACT if issubclass(model, OfFact) else FACT_ONLY
        if field == "kind" and issubclass(model, OfFact):
            return None
        if field == "profile":
            return self.profile
        if field == "replacement":
            return self.replacement
        return self._shape_of_type(field, annotation)

    def _shape_of_type(self, field: str, annotation: Any) -> Shape:
        if get_origin(annotation) in (Union, UnionType):
            [annotation] = (kind for kind in get_args(annotation) if kind is not NoneType)
        if get_origin(annotation) is tuple:
            inner = self._shape_of_type(field, get_args(annotation)[0])
            return ListOf(inner=inner, most=MOST[field]) if field in MOST else ListOf(inner=inner)
        if field.endswith(YUAN):
            return MONEY
        if field == "area":
            return AREA
        if field in HUNDREDTHS:
            return SCORE
        if annotation is UUID:
            return IDS[field]
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._object(annotation, f"{annotation.__name__}Input")
        if annotation is AwareDatetime:
            return Leaf(type=datetime)
        if annotation in (str, int, bool, date) or is_enumeration(annotation):
            return Leaf(type=annotation)
        raise TypeError(f"字段 {field} 的类型 {annotation} 没有对应的输入")


def _description(field: str, declared: FieldInfo, shape: Shape) -> str:
    title = f"{declared.title}的键" if field in KEYS else declared.title
    parts = [declared.description, shape.told, UNIT_TOLD if field in UNITS else None]
    told = "; ".join(part for part in parts if part)
    return f"{title}: {told}。" if told else f"{title}。"


def told_by(model: type[BaseModel]) -> str:
    """What a model is for."""
    return (model.__doc__ or "").strip()


def pascal(kind: str) -> str:
    """A command's name as types are named: ``project_register`` → ``ProjectRegister``."""
    camel = to_camel_case(kind)
    return camel[0].upper() + camel[1:]
