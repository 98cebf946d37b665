"""The query ``changes``."""

from typing import Annotated

import strawberry
from strawberry import argument

from xiangmu.api.changes.reading import ChangesReader
from xiangmu.api.changes.types import Changes
from xiangmu.api.context import Info
from xiangmu.api.costs import COUNTING

Since = Annotated[int, argument(description="台账序号:已经补到这一号。从头读起的为 0。")]
First = Annotated[int, argument(description="一页至多几项,1 到 100。")]
After = Annotated[str | None, argument(description="上一页的 cursor;since 不变。")]
View = Annotated[
    str | None,
    argument(description="上一次所得的 view。统一身份认证的用户必须带上,否则总是要全部重新读。"),
]
Types = Annotated[list[str] | None, argument(description="只要这些类型的对象,如 Project、Issue;不填为全部。")]
DESCRIPTION = "自某个台账序号以来,自己看得到的对象有哪些变动,有哪些撤去了或者看不到了。供离线之后补上。"


def change_queries(changes_reader: ChangesReader) -> type:
    """The class with the query."""

    async def changes(
        info: Info, since: Since, first: First, after: After = None, view: View = None, types: Types = None
    ) -> Changes:
        return await changes_reader.read(info.context, changes_reader.asked(since, first, after, view, types))

    field = strawberry.field(resolver=changes, description=DESCRIPTION, metadata=COUNTING)
    return strawberry.type(type("ChangeQueries", (), {"changes": field}))
