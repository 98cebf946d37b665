"""The mutation ``exportSheet``."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

import orjson
import strawberry
from graphql import GraphQLError, get_argument_values
from strawberry import field
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from xiangmu.api.context import Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.errors import bad_input
from xiangmu.api.exports.exporter import Exporter
from xiangmu.api.exports.inputs import FORM, input_type
from xiangmu.api.exports.requests import MOST_CHARACTERS, Wanted, literal
from xiangmu.api.exports.stored import keep
from xiangmu.api.mutations.errors import UserError
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.selection import variables_of
from xiangmu.services.addresses import FETCHED_WITHIN, export_address
from xiangmu.services.problems import Code

ExporterOf: TypeAlias = Callable[[], Exporter]
DESCRIPTION = (
    "请求导出一份表格(xlsx)。所列与同名查询所答的相同:同样的筛选和排序、同样的权限;"
    "文件在下载时按那一刻的账本和权限生成。"
)
CODES = {
    "NOT_FOUND": Code.NOT_FOUND,
    "NOT_ALLOWED": Code.NOT_ALLOWED,
    "LIMIT_EXCEEDED": Code.OUT_OF_RANGE,
    "BAD_USER_INPUT": Code.MALFORMED,
}


@strawberry.type(description="一份可以下载的表格。")
class Export:
    """A workbook that may be fetched."""

    url: str = field(description="下载地址:10 分钟内有效,凭地址即可下载,勿外传。")
    expires_at: datetime = field(description="地址到何时失效。")
    file: str = field(description="文件名。")
    rows: int | None = field(description="此刻有几行;不是列表的为空。")


@strawberry.type(description="请求导出的结果。")
class ExportSheetPayload:
    """What came of asking."""

    export: Export | None = field(default=None, description="表格;有 errors 时为空。")
    errors: list[UserError] = field(description="问题。")


def export_mutation(registry: Registry, exporter: ExporterOf) -> Any:
    """The mutation for these lists."""

    async def resolve(info: Info, **_: Any) -> ExportSheetPayload:
        context = info.context
        wanted = _wanted(info)
        try:
            if len(orjson.dumps(wanted.arguments)) > MOST_CHARACTERS:
                raise bad_input("filter", f"筛选过长, 至多 {MOST_CHARACTERS} 字节")
            prospect = await exporter().look(context, wanted)
        except GraphQLError as error:
            return ExportSheetPayload(errors=[_user_error(error, wanted.of)])
        now = context.clock()
        request = await keep(context.database, context.principal, wanted, now)
        seal = await context.sealing.seal()
        export = Export(
            url=export_address(seal, request, now),
            expires_at=now + FETCHED_WITHIN,
            file=prospect.file,
            rows=prospect.rows,
        )
        return ExportSheetPayload(export=export, errors=[])

    made = strawberry.mutation(
        resolver=resolve, graphql_type=ExportSheetPayload, description=DESCRIPTION, metadata=FOLDING
    )
    made.arguments = [
        StrawberryArgument(
            python_name="input",
            graphql_name=None,
            type_annotation=StrawberryAnnotation(input_type(registry)),
            description="要导出什么。",
        )
    ]
    return made


def _wanted(info: Info) -> Wanted:
    """What is asked for, as JSON: the library has made objects of it for resolvers."""
    raw = info._raw_info
    told = raw.parent_type.fields[raw.field_name]
    given = get_argument_values(told, raw.field_nodes[0], variables_of(raw))
    [(of, arguments)] = literal(told.args["input"].type, given["input"]).items()
    form = arguments.pop(FORM, None)
    return Wanted(of=of, arguments=arguments, form=form or "")


def _user_error(error: GraphQLError, of: str) -> UserError:
    """A refusal of the query of the same name, at its place in the input. Raises what is no fault of the input."""
    told = error.extensions or {}
    code = CODES.get(str(told.get("code")))
    if code is None:
        raise error
    return UserError(
        field=[of, *str(told.get("field", "")).split(".")] if told.get("field") else [of],
        message=error.message,
        code=code,
        clause=None,
    )
