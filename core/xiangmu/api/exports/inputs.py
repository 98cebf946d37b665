"""What can be asked to be exported: an input with one field for each list, which takes what the list takes."""

from collections.abc import Iterator
from typing import Any

import strawberry
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import get_object_definition
from strawberry.utils.str_converters import to_camel_case

from xiangmu.api.entities.queries import ReaderQuery
from xiangmu.api.exports.cells import called
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
    for name, field in lists.items():
        told = called(field.description, name)
        namespace[name] = strawberry.field(default=strawberry.UNSET, description=f"{told}。")
    return strawberry.input(type("ExportInput", (), namespace), one_of=True, description=WANTED)


def _of_list(name: str, arguments: list[StrawberryArgument]) -> Any:
    taken = dict(_taken(arguments))
    namespace: dict[str, Any] = {"__annotations__": {key: one.type for key, one in taken.items()}}
    for key, one in taken.items():
        namespace[key] = strawberry.field(default=strawberry.UNSET, description=one.description)
    camel = to_camel_case(name)
    if camel in BY_LIST:
        namespace["__annotations__"][FORM] = str | None
        namespace[FORM] = strawberry.field(default=None, description=IN_A_FORM)
    made = type(f"{camel[0].upper()}{camel[1:]}Export", (), namespace)
    return strawberry.input(made, description=f"导出 {camel}。")


def _taken(arguments: list[StrawberryArgument]) -> Iterator[tuple[str, StrawberryArgument]]:
    return ((one.python_name, one) for one in arguments if one.python_name in ARGUMENTS)
