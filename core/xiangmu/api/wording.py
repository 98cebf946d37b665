"""What the library says of questions that cannot be answered, in Chinese; of values, with their place."""

import re
from collections.abc import Mapping

from graphql import GraphQLError

from xiangmu.api.errors import quoted

CHINESE = re.compile(r"[一-鿿]")
VARIABLE = re.compile(
    r"Variable '\$(?P<name>\w+)' has invalid (?:default )?value(?: at (?P<path>\S+?))?: (?P<said>.*)",
    re.DOTALL,
)
STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
SAYINGS = tuple(
    (re.compile(pattern, re.DOTALL), told)
    for pattern, told in (
        (
            r"Expected (?:a )?value of non-null type .* (?:not to be None|to be provided)\.",
            "须填写, 不能为空",
        ),
        (r"Expected value of type '\S+' to be an object, found: .*", "须为对象"),
        (r"Expected value of type '\S+' to include required field '(?P<field>\w+)', found: .*", "须填写"),
        (
            r"Expected value of type '\S+' not to include unknown field '(?P<extra>[^']*)'.*",
            "没有字段{extra}",
        ),
        (r"Value '(?P<given>.*)' does not exist in '(?P<type>\w+)' enum\..*", "{type} 没有取值{given}"),
        (r"Enum '(?P<type>\w+)' cannot represent .*", "须为 {type} 的取值之一"),
        (r"Int cannot represent non 32-bit .*", "整数超出范围"),
        (r"Int cannot represent .*", "须为整数"),
        (r"Float cannot represent .*", "须为数字"),
        (r"Boolean cannot represent .*", "须为 true 或 false"),
        (r"String cannot represent .*", "须为文字"),
        (r"ID cannot represent .*", "须为标识, 写作文字"),
        (r"(?:Within )?OneOf Input Object (?:type )?'(?P<type>\w+)'.*", "{type} 须恰好填一项, 且不能为空"),
        (r"(?:Value for member field|Field) '[\w.]+' must be non-null\.?", "所填的一项不能为空"),
        (r"Expected variable .* (?:not to be None|to provide a runtime value)\.", "变量须填写, 不能为空"),
        (r"Expected value of type '\S+', but encountered error '(?P<said>.*?)'; found: .*", "{said}"),
        (r"Syntax Error: (?P<said>.*)", "语法错误: {said}"),
        (
            r"Cannot query field '(?P<name>\w+)' on type '(?P<type>\w+)'\.(?P<hint>.*)",
            "{type} 没有字段 {name}{hint}",
        ),
        (
            r"Unknown argument '(?P<name>\w+)' on field '(?P<type>[\w.]+)'\.(?P<hint>.*)",
            "{type} 没有参数 {name}{hint}",
        ),
        (r"Unknown type '(?P<name>\w+)'\.(?P<hint>.*)", "没有类型 {name}{hint}"),
        (r"Unknown directive '@(?P<name>\w+)'\.(?P<hint>.*)", "没有指令 @{name}{hint}"),
        (r"Unknown fragment '(?P<name>\w+)'\.", "没有片段 {name}"),
        (r"Fragment '(?P<name>\w+)' is never used\.", "片段 {name} 没有用到"),
        (r"Variable '(?P<name>\$\w+)' is not defined.*", "没有声明变量 {name}"),
        (r"Variable '(?P<name>\$\w+)' is never used.*", "变量 {name} 没有用到"),
        (
            r"Variable '(?P<name>\$\w+)' of type '(?P<type>\S+)' used in position expecting type '(?P<other>\S+)'\.",
            "变量 {name} 声明为 {type}, 所在之处须为 {other}",
        ),
        (
            r"Argument '\w+\.(?P<type>\w+)\((?P<name>\w+):\)' of type .* is required.*",
            "{type} 缺少参数 {name}",
        ),
        (
            r"Field '(?P<name>\w+)' of type .* must have a selection of subfields\..*",
            "须写明要 {name} 的哪些字段",
        ),
        (r"Field '(?P<name>\w+)' must not have a selection .*", "{name} 之下没有字段"),
        (r"Fields '(?P<name>\w+)' conflict because .*", "{name} 有两种写法, 请用别名分开"),
        (r"Variable values are nested too deeply\.", "变量嵌套过深"),
        (r"Too many errors processing variables, .*", "变量中的错误过多, 已中止"),
    )
)
QUOTED = ("given", "extra")
SUGGESTED = re.compile(r"'([^']+)'")


def in_chinese(error: GraphQLError) -> GraphQLError:
    """``error``, if it is about a value: in Chinese, the value's place as ``field`` in its extensions.

    The place of a value in a variable begins with the variable's name; a value in the query's text is found by its
    location.
    """
    about = VARIABLE.fullmatch(error.message)
    said = about["said"] if about else error.message
    place = [about["name"], *_steps(about["path"] or "")] if about else []
    for pattern, told in SAYINGS:
        if found := pattern.fullmatch(said):
            parts = found.groupdict()
            place += [parts["field"]] if "field" in parts else []
            return _error(error, told.format_map(_shown(parts)), place)
    return _error(error, said, place) if about and CHINESE.search(said) else error


def _steps(path: str) -> list[str]:
    return [field or entry for field, entry in STEP.findall(path)]


def _shown(parts: Mapping[str, str]) -> dict[str, str]:
    shown = {name: quoted(text) if name in QUOTED else text for name, text in parts.items()}
    suggested = SUGGESTED.findall(shown.pop("hint", ""))
    return {**shown, "hint": f", 是不是 {'、'.join(suggested)}" if suggested else ""}


def _error(error: GraphQLError, told: str, place: list[str]) -> GraphQLError:
    where = ".".join(place)
    return GraphQLError(
        f"{where}: {told}" if where else told,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={**(error.extensions or {}), **({"field": where} if where else {})},
    )
