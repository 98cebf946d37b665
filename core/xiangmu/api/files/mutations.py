"""Asking for an address to send a file to. Nothing of it enters the ledger until a command uses the file."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import field

from xiangmu.api.context import Info
from xiangmu.api.costs import COMMAND, COST
from xiangmu.api.entities.prefixes import ATTACHMENT
from xiangmu.api.mutations.errors import UserError, user_errors
from xiangmu.services.addresses import upload_address
from xiangmu.services.files.looking import LET_IN
from xiangmu.services.files.uploads import Asked, ask
from xiangmu.services.problems import Refused

GIVEN = strawberry.argument(description="输入。")


@strawberry.input(description=f"请求上传一个附件。{LET_IN}。")
class AttachmentUploadInput:
    """What is to be sent."""

    request_id: UUID = field(
        description="请求编号:由客户端生成的 UUID。以同一编号重发同一内容,得到同一个附件和新的地址。"
    )
    jurisdiction: str = field(description="为哪个辖区上传,辖区的键。附件只能用在这个辖区。")
    name: str = field(description="文件名;不合用的字符会替换,后缀按内容补正。")
    size: int = field(description="字节数。")
    sha256: str = field(description="内容的 SHA-256,小写十六进制。")


@strawberry.type(description="待传的附件。")
class AttachmentUpload:
    """An upload that was asked for."""

    id: strawberry.ID = field(description="附件的标识,传完之后即可在命令的 attachments 里使用。")
    url: str = field(
        description="以 PUT 发送内容的地址,相对于本服务,不必带凭证。中断了向它从头重传;过期了以同一请求编号再要。"
    )
    expires_at: datetime = field(description="地址的到期时刻。")
    received: bool = field(description="是否已经传完。")


@strawberry.type(description="请求上传的结果。")
class AttachmentUploadPayload:
    """What came of asking."""

    upload: AttachmentUpload | None = field(default=None, description="待传的附件;有 errors 时为空。")
    errors: list[UserError] = field(description="问题。")


async def _ask(info: Info, input: Annotated[AttachmentUploadInput, GIVEN]) -> AttachmentUploadPayload:
    context = info.context
    asked = Asked(
        request_id=input.request_id,
        jurisdiction=input.jurisdiction,
        name=input.name,
        size=input.size,
        sha256=input.sha256,
    )
    try:
        upload = await ask(
            context.database, context.principal, context.clock, context.settings.attachments, asked
        )
    except Refused as refused:
        return AttachmentUploadPayload(errors=user_errors(refused.problems))
    return AttachmentUploadPayload(
        upload=AttachmentUpload(
            id=strawberry.ID(f"{ATTACHMENT}_{upload.id.hex}"),
            url=upload_address(await context.sealing.seal(), upload.id, upload.until),
            expires_at=upload.until,
            received=upload.received_at is not None,
        ),
        errors=[],
    )


@strawberry.type
class FileMutations:
    """The mutations that are about files on their way."""

    attachment_upload: AttachmentUploadPayload = strawberry.mutation(
        resolver=_ask,
        description="请求上传一个附件,得到发送内容的地址。传完的附件七天内没有用上即清除。",
        metadata={COST: COMMAND},
    )
