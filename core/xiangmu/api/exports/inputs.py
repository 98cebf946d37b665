"""What can be asked to be exported: an input with one field for each list, which takes what the list takes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import strawberry
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryOptional, get_object_definition
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from xiangmu.api.entities.queries import ReaderQuery
from xiangmu.api.exports.cells import called
from xiangmu.api.exports.figures import FIGURES, QUERIES
from xiangmu.api.exports.lists import ARGUMENTS
from xiangmu.api.exports.requests import TASKS
from xiangmu.api.reader.entity import All
from xiangmu.api.reader.registry import Registry
from xiangmu.sheets.exports.filling.forms import BY_LIST

FORM = "form"
IN_A_FORM = (
    "按哪一种表样导出,写键,见 importForms;不填则列出列表的全部字段。"
    "须以 filter.jurisdiction 指明一个辖区。原样导入这份文件,什么也不会改变。"
)
WANTED = "要导出什么:填其中一项,里面的筛选和排序与同名查询的相同。"


@strawberry.input(description="导出目标任务:文件所定、经批准调整的现行目标值。")
class TasksExport:
    """The goals of a policy."""

    policy: str = strawberry.field(description="文件的键。")
    form: str = strawberry.field(default=TASKS, description="表样的键,见 importForms。")


def input_type(registry: Registry) -> type:
    """The input. The fields of the query have their arguments already."""
    fields = {field.python_name: field for field in get_object_definition(ReaderQuery, strict=True).fields}
    lists = {
        name: field for name, field in fields.items() if isinstance(registry.roots[to_camel_case(name)], All)
    }
    namespace: dict[str, Any] = {
        "__annotations__": {name: _of_list(name, field.arguments) | None for name, field in lists.items()}
    }
    namespace["__annotations__"][TASKS] = TasksExport | None
    namespace[TASKS] = strawberry.field(default=strawberry.UNSET, description="目标任务,按表样填好。")
    for field in figures():
        told = called(field.description, field.python_name)
        namespace["__annotations__"][field.python_name] = _of_query(field) | None
        namespace[field.python_name] = strawberry.field(default=strawberry.UNSET, description=f"{told}。")
    for name, field in lists.items():
        told = called(field.description, name)
        namespace[name] = strawberry.field(default=strawberry.UNSET, description=f"{told}。")
    return strawberry.input(type("ExportSheetInput", (), namespace), one_of=True, description=WANTED)


def figures() -> Iterator[StrawberryField]:
    """The fields of the queries that figures are exported of."""
    for query in QUERIES:
        fields = get_object_definition(query, strict=True).fields
        yield from (field for field in fields if to_camel_case(field.python_name) in FIGURES)


def _of_list(name: str, arguments: list[StrawberryArgument]) -> Any:
    camel = to_camel_case(name)
    taken = [one for one in arguments if one.python_name in ARGUMENTS]
    further = {FORM: (str | None, IN_A_FORM)} if camel in BY_LIST else {}
    return _input(camel, taken, further)


def _of_query(field: StrawberryField) -> Any:
    return _input(to_camel_case(field.python_name), field.arguments, {})


def _input(
    camel: str, arguments: Iterable[StrawberryArgument], further: Mapping[str, tuple[Any, str]]
) -> Any:
    """An input with these arguments."""
    annotations: dict[str, Any] = {name: kind for name, (kind, _) in further.items()}
    namespace: dict[str, Any] = {"__annotations__": annotations}
    for name, (_, told) in further.items():
        namespace[name] = strawberry.field(default=strawberry.UNSET, description=told)
    for one in arguments:
        annotations[one.python_name] = one.type
        default = {"default": strawberry.UNSET} if isinstance(one.type, StrawberryOptional) else {}
        namespace[one.python_name] = strawberry.field(description=one.description, **default)
    made = type(f"{camel[0].upper()}{camel[1:]}Export", (), namespace)
    return strawberry.input(made, description=f"导出 {camel}。")
