"""The own project fields of one city (本地字段), as clients write them: every field as it is read."""

from collections.abc import Callable, Iterator, Mapping
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic_core import to_jsonable_python

from xiangmu.api.entities.profiles import profile_types
from xiangmu.api.mutations.shapes import Leaf, ListOf, Object, OneOf, Shape, Slot, input_type, one_of
from xiangmu.catalog import Catalog
from xiangmu.plugin.profile import ProjectProfile
from xiangmu.services.projects import WHOSE


def profile_shape(catalog: Catalog) -> OneOf | None:
    """The fields of exactly one city; None when no loaded city has any."""
    profile_types(catalog)  # describes the enumerations
    contents: dict[str, Object] = {}
    told: dict[str, str] = {}
    whose: dict[str, str] = {}
    for city in catalog.cities:
        if model := city.profile.model:
            key = city.info.jurisdiction.key.replace("-", "_")
            told[key] = f"{city.info.title}的本地字段。"
            contents[key] = _content(model, told[key])
            whose[key] = city.info.jurisdiction.key
    if not contents:
        return None
    type_ = one_of("ProjectProfileInput", "本地字段:填项目所属辖区的一项。", contents, told)
    return OneOf(type=type_, choices=contents, make=_of(whose))


def _content(model: type[ProjectProfile], told: str) -> Object:
    slots = tuple(_slots(model))
    return Object(type=input_type(f"{model.__name__}Input", told, slots), slots=slots)


def _slots(model: type[ProjectProfile]) -> Iterator[Slot]:
    for name, declared in model.model_fields.items():
        shape = _shape(declared.annotation)
        told = "; ".join(filter(None, (declared.description, shape.told)))
        yield Slot(
            name=name,
            field=name,
            shape=shape,
            required=declared.is_required(),
            description=f"{declared.title}: {told}。" if told else f"{declared.title}。",
        )


def _shape(annotation: Any) -> Shape:
    if get_origin(annotation) in (tuple, list):
        return ListOf(inner=_shape(get_args(annotation)[0]))
    alternatives = [kind for kind in get_args(annotation) if kind is not NoneType]
    if alternatives:
        return _shape(alternatives[0])
    return Leaf(type=annotation)


def _of(whose: Mapping[str, str]) -> Callable[[str, Any], Any]:
    def make(name: str, read: Any) -> Any:
        # commands hold what the plugin's model is yet to read as JSON, which knows neither tuples nor dates
        return to_jsonable_python({WHOSE: whose[name]} | read)

    return make
