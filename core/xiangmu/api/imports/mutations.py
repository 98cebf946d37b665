"""The mutations ``importPreview`` and ``importRecord``."""

import re
from datetime import date
from typing import Annotated, NoReturn
from uuid import UUID

import strawberry
from strawberry import field

from xiangmu.api.context import Info
from xiangmu.api.costs import COMMAND, COST
from xiangmu.api.entities.judgements import SURVEY
from xiangmu.api.entities.prefixes import ATTACHMENT
from xiangmu.api.imports.queries import find_run
from xiangmu.api.imports.types import ImportRun
from xiangmu.api.mutations.errors import UserError, user_errors
from xiangmu.plugin.money import MoneyUnit
from xiangmu.services.problems import Code, Problem, Refused
from xiangmu.sheets.imports.chosen import Chosen
from xiangmu.sheets.imports.runs import Asked

GIVEN = strawberry.argument(description="输入。")
MOST_CHOSEN = 20_000
HEX = re.compile(r"[0-9a-f]{32}", re.ASCII)


@strawberry.input(description="预览一份上传好的表格(xlsx)会改变台账的什么。")
class ImportPreviewInput:
    """What is to be imported."""

    request_id: UUID = field(
        description="请求编号:由客户端生成的 UUID。以同一编号重发同一内容,得到同一次导入。"
    )
    jurisdiction: str = field(description="辖区的键。")
    form: str = field(description="表样的键,见 importForms。")
    upload: strawberry.ID = field(description="文件:attachmentUpload 给的标识,须已传完。")
    policy: str | None = field(
        default=None, description="各行属于哪份文件;表样已定的不填。项目台账填了即一并纳入这份文件的考核。"
    )
    survey: strawberry.ID | None = field(default=None, description="测评票属于哪一期评议。")
    on: date | None = field(default=None, description="没有写日期的,自哪一天起;不填为今天。")
    money: MoneyUnit | None = field(default=None, description="表里没有写明时,金额以什么计。")
    sheets: list[str] | None = field(default=None, description="只导入这些工作表;不填为全部。")
    reason: str | None = field(default=None, description="理由,随各条命令记录;不填则写明文件和行号。")


@strawberry.input(description="导入预览过的各行。重发无妨:已导入的不会再写一次。")
class ImportRecordInput:
    """What is to be recorded."""

    run: strawberry.ID = field(description="哪一次导入。")
    skip_errors: bool = field(default=False, description="略过有错误的行;不略过而有错误的,什么也不写入。")
    only: list[int] | None = field(default=None, description="只导入这些行,写序号(place);不填为全部。")
    without: list[int] | None = field(default=None, description="不导入这些行,写序号(place)。")


@strawberry.type(description="请求预览的结果。预览在后台进行,进展见 importRun。")
class ImportPreviewPayload:
    """What came of asking for a preview."""

    run: ImportRun | None = field(default=None, description="这次导入;有 errors 时为空。")
    errors: list[UserError] = field(description="问题。")


@strawberry.type(description="请求写入的结果。写入在后台进行,进展见 importRun。")
class ImportRecordPayload:
    """What came of asking for it to be recorded."""

    run: ImportRun | None = field(default=None, description="这次导入;没有这次导入的为空。")
    errors: list[UserError] = field(description="问题。")


async def _preview(info: Info, input: Annotated[ImportPreviewInput, GIVEN]) -> ImportPreviewPayload:
    context = info.context
    try:
        asked = Asked(
            request_id=input.request_id,
            jurisdiction=input.jurisdiction,
            form=input.form,
            upload=_key(input.upload, ATTACHMENT, "upload"),
            policy=input.policy or "",
            survey=_key(input.survey, SURVEY.id.prefix, "survey") if input.survey else None,
            on=input.on,
            money=input.money,
            sheets=tuple(input.sheets or ()),
            reason=input.reason or "",
        )
        run = await context.imports.preview(context.principal, asked)
    except Refused as refused:
        return ImportPreviewPayload(errors=user_errors(refused.problems))
    return ImportPreviewPayload(run=ImportRun.of(run, context.catalog), errors=[])


async def _record(info: Info, input: Annotated[ImportRecordInput, GIVEN]) -> ImportRecordPayload:
    context = info.context
    run = await find_run(context, input.run)
    try:
        if run is None:
            _refuse("run", Code.NOT_FOUND, "没有这次导入")
        for name, places in (("only", input.only), ("without", input.without)):
            if len(places or ()) > MOST_CHOSEN:
                _refuse(name, Code.OUT_OF_RANGE, f"至多列 {MOST_CHOSEN} 行")
        chosen = Chosen(
            only=None if input.only is None else frozenset(input.only),
            without=frozenset(input.without or ()),
            skip_errors=input.skip_errors,
        )
        run = await context.imports.record(context.principal, run, chosen)
    except Refused as refused:
        return ImportRecordPayload(
            run=ImportRun.of(run, context.catalog) if run else None, errors=user_errors(refused.problems)
        )
    return ImportRecordPayload(run=ImportRun.of(run, context.catalog), errors=[])


def _key(id_: str, prefix: str, path: str) -> UUID:
    found, _, key = id_.partition("_")
    if found != prefix or not HEX.fullmatch(key):
        _refuse(path, Code.MALFORMED, f"不是标识 {id_[:40]}")
    return UUID(hex=key)


def _refuse(path: str, code: Code, message: str) -> NoReturn:
    raise Refused((Problem(path=(path,), code=code, message=message),))


@strawberry.type
class ImportMutations:
    """The mutations that are about imports."""

    import_preview: ImportPreviewPayload = strawberry.mutation(
        resolver=_preview,
        description="预览一份表格:逐行与台账核对,什么也不写入。在后台进行,进展见 importRun。",
        metadata={COST: COMMAND},
    )
    import_record: ImportRecordPayload = strawberry.mutation(
        resolver=_record,
        description="写入预览过的各行,全部成功或什么也不写;预览之后台账有变动的拒绝。在后台进行,进展见 importRun。",
        metadata={COST: COMMAND},
    )
