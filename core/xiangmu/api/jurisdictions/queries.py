"""The query ``jurisdictions``."""

import strawberry

from xiangmu.api.arguments import AsKnownAt, OnDay
from xiangmu.api.context import Info
from xiangmu.api.jurisdictions.directory import Directory
from xiangmu.api.jurisdictions.types import JurisdictionOverview


async def jurisdictions(
    info: Info, as_of: OnDay = None, as_known_at: AsKnownAt = None
) -> list[JurisdictionOverview]:
    """In the order of the loaded plugins."""
    directory = await Directory.read(info.context, as_of, as_known_at)
    return list(directory.jurisdictions.values())


@strawberry.type
class JurisdictionQueries:
    """Jurisdictions."""

    jurisdictions: list[JurisdictionOverview] = strawberry.field(
        resolver=jurisdictions, description="全部辖区及其已启用的文件。"
    )
