"""What a mutation answers: what its command was about, its place in the ledger, warnings and errors."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import strawberry
from strawberry import Private, field

from xiangmu.api.context import Info
from xiangmu.api.entities.commands import COMMAND, Command
from xiangmu.api.mutations.errors import UserError
from xiangmu.api.reader.entity import Entity
from xiangmu.api.reader.ids import Key
from xiangmu.api.reader.reader import Reader
from xiangmu.api.reader.shapes import Typed
from xiangmu.plugin.value import value
from xiangmu.services.command import Input, Receipt

ReaderOf = Callable[[], Reader]
"""The reader of the schema, which is there once the schema is."""


@value
class Done:
    """A command that was carried out."""

    data: Input
    receipt: Receipt


@value
class Named:
    """What an entity is called, and how its ids begin."""

    name: str
    prefix: str


def named(entity: Entity) -> Named:
    """The names of an entity."""
    return Named(name=entity.name, prefix=entity.id.prefix)


@value
class Gives:
    """A field of a payload that shows a row: of the entity ``of``, with the key ``key``."""

    name: str
    type: Any
    of: Callable[[Done], Named]
    description: str
    key: Callable[[Done], Key]

    def shown_id(self, done: Done) -> str:
        """The id of the row."""
        key = self.key(done)
        return f"{self.of(done).prefix}_{key.hex if isinstance(key, UUID) else key}"


@value
class Tells:
    """A field of a payload that shows something else; ``tell`` works it out."""

    name: str
    type: Any
    description: str
    tell: Callable[[Done], Any]

    def shown_id(self, done: Done) -> str:
        """What it tells, which is an id where a command is about it."""
        return str(self.tell(done))


@strawberry.interface(description="变更的结果。有 errors 时什么也没有记入台账,所涉的对象为空。")
class MutationPayload:
    """What every mutation answers."""

    done: Private[tuple[Done, ...]]
    warnings: list[UserError] = field(description="值得留意之处,不妨碍记入。")
    errors: list[UserError] = field(description="问题;有任何一个就什么也不记入。")


@strawberry.interface(description="一条命令的结果。")
class CommandPayload(MutationPayload):
    """What a mutation of one command answers."""

    no: int | None = field(description="台账序号;没有记入的为空。")
    replayed: bool = field(description="是否为重发的请求:此前已经记入,这里是第一次的结果,不再给出提醒。")


RECEIPT = Gives(
    name="receipt",
    type=Command,
    of=lambda _: named(COMMAND),
    description="记入的台账记录;没有记入的为空。",
    key=lambda done: done.receipt.no,
)


def payload_type(name: str, description: str, shown: Sequence[Gives | Tells], reader: ReaderOf) -> type:
    """The payload of one command."""
    namespace: dict[str, Any] = {
        part.name: _row(part, reader) if isinstance(part, Gives) else _told(part)
        for part in (*shown, RECEIPT)
    }
    return strawberry.type(type(name, (CommandPayload,), namespace), description=description)


def rows_field(type_: Any, description: str, keys: Callable[[Done], Sequence[Key]], reader: ReaderOf) -> Any:
    """A field with the rows of all commands of a batch, each once."""

    async def resolve(root: MutationPayload, info: Info) -> Any:
        wanted = list(dict.fromkeys(key for done in root.done for key in keys(done)))
        rows = await reader().rows(info._raw_info, wanted)
        return [rows[key] for key in wanted if key in rows]

    return field(resolver=resolve, graphql_type=list[type_], description=description)


def _row(part: Gives, reader: ReaderOf) -> Any:
    async def resolve(root: MutationPayload, info: Info) -> Any:
        for done in root.done:
            key, entity = part.key(done), part.of(done).name
            row = (await reader().rows(info._raw_info, [key], entity)).get(key)
            return None if row is None else Typed(entity, row)
        return None

    return field(resolver=resolve, graphql_type=part.type | None, description=part.description)


def _told(part: Tells) -> Any:
    def resolve(root: MutationPayload) -> Any:
        return next(map(part.tell, root.done), None)

    return field(resolver=resolve, graphql_type=part.type | None, description=part.description)
