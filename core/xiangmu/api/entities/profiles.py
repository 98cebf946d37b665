"""A city's own project fields (本地字段): GraphQL types made of the model that its plugin states."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

import strawberry
from pydantic import TypeAdapter, ValidationError
from strawberry import field
from strawberry.utils.str_converters import to_camel_case

from xiangmu.api.enums import describe
from xiangmu.api.reader.entity import VariantKind
from xiangmu.catalog import Catalog
from xiangmu.plugin import profile as stated
from xiangmu.plugin.value import value

PLAIN = (str, int, bool, date)


@strawberry.interface(description="本地字段:辖区自己要记的项目内容,各辖区不同。")
class ProjectProfile:
    """What one city records of a project beyond the common fields."""

    jurisdiction: str = field(description="辖区的键。")


@value
class ProfileType:
    """The GraphQL type of one city's profile, and how what is stored becomes it."""

    type: type[ProjectProfile]
    kind: VariantKind


def profile_types(catalog: Catalog) -> dict[str, ProfileType]:
    """The profiles of the loaded cities, by jurisdiction."""
    return {
        city.info.jurisdiction.key: profile_type(
            city.profile.model, city.info.jurisdiction.key, city.info.title
        )
        for city in catalog.cities
        if city.profile.model
    }


@cache
def profile_type(model: type[stated.ProjectProfile], jurisdiction: str, title: str) -> ProfileType:
    """The type of one model. What a later version of the plugin cannot read any more is null."""
    prefix = model.__name__.removesuffix("Profile")
    adapters = {
        name: TypeAdapter[Any](declared.annotation or Any) for name, declared in model.model_fields.items()
    }

    def read(stored: Mapping[str, Any]) -> dict[str, Any]:
        contents = {to_camel_case(name): _read(adapters[name], stored.get(name)) for name in adapters}
        return {"jurisdiction": jurisdiction, **contents}

    namespace: dict[str, Any] = {
        "__annotations__": {
            name: _published(declared.annotation, prefix, declared.title or name)
            for name, declared in model.model_fields.items()
        },
        **{name: field(description=f"{declared.title}。") for name, declared in model.model_fields.items()},
    }
    made = type(model.__name__, (ProjectProfile,), namespace)
    return ProfileType(
        type=strawberry.type(made, description=f"{title}的本地字段。"),
        kind=VariantKind(name=model.__name__, read=read),
    )


def _read(adapter: TypeAdapter[Any], stored: Any) -> Any:
    try:
        return None if stored is None else adapter.validate_python(stored)
    except ValidationError:
        return None


def _published(annotation: Any, prefix: str, title: str) -> Any:
    return _inner(annotation, prefix, title) | None


def _inner(annotation: Any, prefix: str, title: str) -> Any:
    if get_origin(annotation) in (tuple, list):
        return list[_inner(get_args(annotation)[0], prefix, title)]  # type: ignore[misc]  # known only now
    alternatives = [kind for kind in get_args(annotation) if kind is not type(None)]
    if len(alternatives) == 1:
        return _inner(alternatives[0], prefix, title)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return _enumeration(annotation, prefix, title)
    if annotation in PLAIN:
        return annotation
    raise TypeError(f"本地字段“{title}”的类型不能公布: {annotation}")


def _enumeration(kind: type[StrEnum], prefix: str, title: str) -> type[StrEnum]:
    if hasattr(kind, "__strawberry_definition__"):
        # another field has it as well
        return kind
    return describe(kind, f"{title}。", {member: str(member) for member in kind}, f"{prefix}{kind.__name__}")
