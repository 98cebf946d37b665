"""GraphQL type of jurisdictions."""

from typing import Annotated, Optional

import strawberry
from strawberry import field

from xiangmu.api.policies.types import Policy


@strawberry.type(description="辖区概况:使用本系统的一级政府,和它所施行的文件。")
class JurisdictionOverview:
    """A government."""

    key: str = field(description="辖区的键,如 ruzhou。")
    title: str = field(description="辖区名称。")
    division_code: str | None = field(description="行政区划代码;没有的为空。")
    parent: Optional[Annotated["JurisdictionOverview", strawberry.lazy(__name__)]] = field(  # noqa: UP045  # not defined yet, so no "|"
        description="上级辖区;没有或未加载的为空。"
    )
    policies: list[Policy] = field(description="在所问日期已启用的文件。")
