"""GraphQL types of changes."""

import asyncio
from collections import defaultdict
from collections.abc import Collection
from enum import StrEnum
from typing import Any

import strawberry
from strawberry import Private, field

from xiangmu.api.context import Info
from xiangmu.api.enums import describe
from xiangmu.api.mutations.payloads import ReaderOf
from xiangmu.api.reader.ids import Key
from xiangmu.api.reader.shapes import Typed
from xiangmu.api.reader.types import Node


class Happened(StrEnum):
    """What became of an object, for who asks."""

    CHANGED = "CHANGED"
    LEFT = "LEFT"


class Resync(StrEnum):
    """Why the changes cannot be told one by one."""

    RIGHTS = "RIGHTS"
    TOO_OLD = "TOO_OLD"
    AHEAD = "AHEAD"


describe(
    Happened,
    "一个对象怎样了。",
    {
        Happened.CHANGED: "新出现的,或者有了变动:按标识重新读。手上没有的,连同挂在它下面的一起读",
        Happened.LEFT: "撤去了,或者看不到了:连同挂在它下面的一起去掉",
    },
)
describe(
    Resync,
    "为什么要全部重新读。",
    {
        Resync.RIGHTS: "所看的范围变了:授权、账号或辖区有变动",
        Resync.TOO_OLD: "隔得太久,逐条补不如重新读",
        Resync.AHEAD: "给出的序号比账本还新:数据库是从备份恢复的",
    },
)


class Nodes:
    """The objects of one page: those of a type are read together, once for each place that asks for them."""

    def __init__(self, reader: ReaderOf, named: Collection[tuple[str, Key]]) -> None:
        self._reader = reader
        self._keys: dict[str, list[Key]] = defaultdict(list)
        for name, key in named:
            self._keys[name].append(key)
        self._found: dict[tuple[Any, str], dict[Key, dict[str, Any]]] = {}
        self._turn = asyncio.Lock()

    async def of(self, info: Info, name: str, key: Key) -> Typed | None:
        """The object, where it may be seen still."""
        place = info.path.key, name
        async with self._turn:
            if place not in self._found:
                self._found[place] = await self._reader().rows(info._raw_info, self._keys[name], name)
        row = self._found[place].get(key)
        return None if row is None else Typed(name, row)


async def _node(root: "ChangedObject", info: Info) -> Any:
    return None if root.kind is Happened.LEFT else await root.nodes.of(info, root.type, root.key)


@strawberry.type(description="一个变动了的对象。")
class ChangedObject:
    """An object that changed or left."""

    nodes: Private[Nodes]
    key: Private[Key]
    no: int = field(description="台账序号:变动记在这一号。")
    type: str = field(description="对象的类型,如 Project、Issue。")
    id: strawberry.ID = field(description="对象的标识。")
    kind: Happened = field(description="怎样了。")
    node: Node | None = field(resolver=_node, description="对象现在的样子;看不到了的为空。")


@strawberry.type(description="自一个台账序号以来的变动,从旧到新;一个对象只列一次。")
class Changes:
    """One page."""

    no: int = field(description="补到哪一号:没有下一页(cursor 为空)时记下它,作下一次的 since。")
    cursor: str | None = field(description="还有下一页:以同一 since 带上它(after)再问;没有了为空。")
    view: str = field(description="所看范围的标记:和 no 一起记下,下一次带上(view)。")
    resync: Resync | None = field(description="须丢掉已有的、全部重新读,然后从 no 起接着问;为空则逐条照办。")
    changes: list[ChangedObject] = field(description="变动了的对象。")
