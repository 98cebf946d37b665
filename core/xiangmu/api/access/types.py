"""GraphQL types of who asks and what they may do."""

from datetime import date
from typing import Annotated

import strawberry
from strawberry import Parent, Private, argument, field

from xiangmu.access.principals import Principal, PrincipalKind
from xiangmu.api.arguments import UnitName
from xiangmu.api.context import Info
from xiangmu.api.entities.roles import Permission, Role
from xiangmu.api.enums import describe
from xiangmu.catalog.names import find_unit
from xiangmu.db.ids import unit_id

describe(
    PrincipalKind,
    "凭什么知道是谁。",
    {
        PrincipalKind.SYSTEM: "系统自己",
        PrincipalKind.ANONYMOUS: "没有凭证",
        PrincipalKind.ACCOUNT: "登录的账号",
        PrincipalKind.TOKEN: "供程序使用的令牌",
        PrincipalKind.OIDC: "统一身份",
    },
)


@strawberry.type(description="授权所限的单位。")
class GrantedUnit:
    """A unit that a grant is for."""

    id: strawberry.ID = field(description="标识。")
    key: str = field(description="单位的键。")
    title: str = field(description="单位名称。")


@strawberry.type(description="我的一项授权。")
class MyGrant:
    """A grant in force."""

    role: Role = field(description="角色。")
    jurisdiction: str | None = field(description="辖区的键;平台管理员为空。")
    unit: GrantedUnit | None = field(description="只限这个单位;空为整个辖区。")
    since: date | None = field(description="起日;空为不限。")
    until: date | None = field(description="止日,含当日;空为不限。")


@strawberry.type(description="我的一项权限,在哪些地方。")
class MyPermission:
    """A permission, and where it holds."""

    permission: Permission = field(description="权限。")
    everywhere: bool = field(description="是否在所有辖区。")
    jurisdictions: list[str] = field(description="在整个辖区的,辖区的键。")
    units: list[strawberry.ID] = field(description="只限单位的,单位的标识。")


def _may(
    root: Parent["Me"],
    info: Info,
    permission: Annotated[Permission, argument(description="权限。")],
    jurisdiction: Annotated[str, argument(description="辖区的键。")],
    unit: Annotated[UnitName | None, argument(description="单位的键、名称或别名;不填为整个辖区。")] = None,
) -> bool:
    if unit is None:
        return root.principal.may(permission, jurisdiction)
    stated = info.context.catalog.jurisdictions.get(jurisdiction)
    units = info.context.catalog.city(jurisdiction).units.units if stated else ()
    found = find_unit(units, unit)
    key = found.key if found else unit
    return root.principal.may(permission, jurisdiction, unit_id(jurisdiction, key))


@strawberry.type(description="我:凭所带凭证认出的人。")
class Me:
    """Whoever asks."""

    principal: Private[Principal]
    id: str = field(description="台账中记作由谁记入的编号。")
    kind: PrincipalKind = field(description="凭什么知道是谁。")
    grants: list[MyGrant] = field(description="现在有效的授权。")
    permissions: list[MyPermission] = field(description="各项权限及其范围;没有的不列。")
    may: bool = field(resolver=_may, description="在一个辖区或单位是否有一项权限。")
