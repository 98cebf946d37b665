"""Commands (台账记录): who recorded something, when and why."""

from datetime import datetime

import strawberry
from strawberry import field

from xiangmu.access import field_rules
from xiangmu.api.entities.codecs import INSTANT
from xiangmu.api.reader.entity import Column, Direction, Entity, Id, Order
from xiangmu.api.reader.filters import instants, one_of
from xiangmu.api.reader.types import Node
from xiangmu.db import tables as t

_C = t.command.c

COMMAND = Entity(
    name="Command",
    title="台账记录",
    table=t.command,
    fields={
        "id": Id(prefix="cmd", column=_C.no),
        "no": Column(column=_C.no),
        "recordedAt": Column(column=_C.recorded_at, codec=INSTANT),
        "principal": Column(column=_C.principal, nullable=True, shown=field_rules.recorder),
        "kind": Column(column=_C.kind),
        "subject": Column(column=_C.subject),
        "reason": Column(column=_C.reason),
        "scope": Column(column=_C.scope),
        "hash": Column(column=_C.hash),
    },
    filters={
        "jurisdiction": one_of(str, _C.scope, "辖区的键"),
        "principal": one_of(str, _C.principal, "由谁记入"),
        "kind": one_of(str, _C.kind, "命令的种类"),
        "subject": one_of(str, _C.subject, "所涉事项"),
        "recordedAt": instants(_C.recorded_at, "记入的时刻。"),
    },
    orders={"NO": Order(by=_C.no, description="序号")},
    order=(("NO", Direction.DESC),),
)


@strawberry.type(description="台账的一条记录:谁在什么时候做了什么。记入之后不改。")
class Command(Node):
    """A command."""

    no: int = field(description="台账序号,从1起连续。")
    recorded_at: datetime = field(description="记入的时刻。")
    principal: str | None = field(description="由谁记入;无权查看的为空,自己记入的总看得到。")
    kind: str = field(description="命令的种类,如 stage_record。")
    subject: str = field(description="所涉事项的标识或键。")
    reason: str = field(description="所写的理由;没有写的为空文本。")
    scope: str = field(description="辖区的键。")
    hash: str = field(description="本条及此前全部记录的校验值。")
