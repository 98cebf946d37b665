"""The query ``policies``."""

from typing import Annotated

import strawberry
from strawberry import argument

from xiangmu.api.arguments import AsKnownAt, OnDay
from xiangmu.api.context import Info
from xiangmu.api.errors import not_found, quoted
from xiangmu.api.jurisdictions.directory import Directory
from xiangmu.api.policies.types import Policy


async def policies(
    info: Info,
    jurisdiction: Annotated[str | None, argument(description="辖区的键;不填为全部辖区。")] = None,
    key: Annotated[str | None, argument(description="文件的键;不填为全部文件。")] = None,
    as_of: OnDay = None,
    as_known_at: AsKnownAt = None,
) -> list[Policy]:
    """In the order of the loaded plugins, enabled or not."""
    if jurisdiction is not None and jurisdiction not in info.context.catalog.jurisdictions:
        raise not_found("jurisdiction", f"没有辖区{quoted(jurisdiction)}")
    if key is not None and key not in info.context.stated:
        raise not_found("key", f"没有文件{quoted(key)}")
    directory = await Directory.read(info.context, as_of, as_known_at)
    return [
        policy
        for policy in directory.policies.values()
        if jurisdiction in (None, policy.jurisdiction.key) and key in (None, policy.key)
    ]


@strawberry.type
class PolicyQueries:
    """Policies."""

    policies: list[Policy] = strawberry.field(
        resolver=policies, description="全部文件:条款、分组、目标任务、得分表、榜、奖项和口径。"
    )
