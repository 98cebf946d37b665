"""Files (附件): photos and documents that belong to what is recorded."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry
from sqlalchemy import Double, Table, and_
from strawberry import field

from xiangmu.access import field_rules
from xiangmu.access.attachments import key_of
from xiangmu.access.roles import Permission
from xiangmu.api.context import Context
from xiangmu.api.entities.codecs import INSTANT
from xiangmu.api.entities.facts import Recorded, live, recorded
from xiangmu.api.entities.prefixes import ATTACHMENT as PREFIX
from xiangmu.api.reader.codecs import Codec
from xiangmu.api.reader.entity import Column, Computed, Direction, Environment, Many, Order, Through
from xiangmu.api.reader.expressions import Written, bytewise
from xiangmu.api.reader.filters import one_of
from xiangmu.db import tables as t
from xiangmu.services.addresses import Fetched, file_address

_A, _L = t.attachment.c, t.attachment_link.c
_MICRO = 1_000_000


class in_degrees(Written[float]):  # noqa: N801  # reads as the SQL that it is
    """Millionths of a degree as degrees."""

    type = Double()
    sqlite = "{0} / 1000000.0"
    postgresql = "CAST({0} AS DOUBLE PRECISION) / 1000000"


_DEGREES = Codec(leaf="Float", read=lambda micro: micro / _MICRO, show=in_degrees)


async def _addresses(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[str]:
    """An address for each, of the file as it is for those who may know where a picture was taken."""
    context: Context = environment.context
    seal, now = await context.sealing.seal(), context.clock()
    return [
        file_address(
            seal,
            Fetched(file=file, whole=context.principal.may(Permission.INSPECT, jurisdiction)),
            now,
        )
        for file, jurisdiction in needs
    ]


def _place(column: Any) -> Column:
    return Column(column=column, codec=_DEGREES, shown=field_rules.place_of_picture)


ATTACHMENT = recorded(
    "Attachment",
    "附件",
    PREFIX,
    t.attachment,
    {
        "name": Column(column=_A.name),
        "type": Column(column=_A.type),
        "size": Column(column=_A.size),
        "sha256": Column(column=_A.sha256),
        "takenAt": Column(column=_A.taken_at, codec=INSTANT),
        "latitude": _place(_A.latitude),
        "longitude": _place(_A.longitude),
        "url": Computed(type="String!", needs=(_A.fact_id, _A.jurisdiction), fill=_addresses),
    },
    filters={"type": one_of(str, _A.type, "内容类型,如 image/jpeg")},
    orders={"NAME": Order(by=bytewise(_A.name), description="文件名")},
    order=(("RECORDED", Direction.ASC),),
)


def attachments_of(owner: Table) -> Many:
    """The files that belong to a row of ``owner``, which is one of ``OWNERS``."""
    belongs = and_(live(t.attachment_link), _L.owner_kind == owner.name)
    return Many(
        to="Attachment",
        on=_L.owner_id,
        key=owner.c[key_of(owner)],
        through=Through(to=_L.attachment_id, where=belongs),
    )


@strawberry.type(description="附件:照片或文件。谁上传的,见台账记录。")
class Attachment(Recorded):
    """A file."""

    name: str = field(description="文件名。")
    type: str = field(description="内容类型,按内容判定,如 image/jpeg。")
    size: int = field(description="字节数。")
    sha256: str = field(description="内容的 SHA-256,小写十六进制。")
    taken_at: datetime | None = field(
        description="拍摄时刻,照片自带的;没有写明时区的按北京时间。没有的为空。"
    )
    latitude: float | None = field(description="拍摄地点的纬度(WGS 84),照片自带的;没有的和无权查看的为空。")
    longitude: float | None = field(description="拍摄地点的经度(WGS 84),照片自带的;没有的和无权查看的为空。")
    url: str = field(
        description="下载地址,相对于本服务,十分钟内有效,不必带凭证。无权查看拍摄地点的人,得到的照片里也没有地点。"
    )
