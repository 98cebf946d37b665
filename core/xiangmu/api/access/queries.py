"""The query ``me``."""

from collections.abc import Iterator, Mapping
from uuid import UUID

import strawberry
from sqlalchemy import select

from xiangmu.access.principals import EVERYWHERE, Principal
from xiangmu.access.roles import Permission
from xiangmu.api.access.types import GrantedUnit, Me, MyGrant, MyPermission
from xiangmu.api.context import Context, Info
from xiangmu.api.entities.prefixes import UNIT
from xiangmu.db import tables as t
from xiangmu.db.listed import among


async def me(info: Info) -> Me:
    """One statement for all units that grants are for; none without."""
    principal = info.context.principal
    units = await _units(info.context, {grant.unit for grant in principal.grants if grant.unit})
    return Me(
        principal=principal,
        id=principal.id,
        kind=principal.kind,
        grants=[
            MyGrant(
                role=grant.role,
                jurisdiction=None if grant.jurisdiction == EVERYWHERE else grant.jurisdiction,
                unit=units.get(grant.unit) if grant.unit else None,
                since=grant.since,
                until=grant.until,
            )
            for grant in principal.grants
        ],
        permissions=list(_permissions(principal)),
    )


async def _units(context: Context, wanted: set[UUID]) -> Mapping[UUID, GrantedUnit]:
    if not wanted:
        return {}
    columns = t.unit.c
    statement = select(columns.fact_id, columns.key, columns.title)
    live = statement.where(among(columns.fact_id, wanted), columns.ended_no.is_(None))
    async with context.database.reading() as connection:
        return {
            unit: GrantedUnit(id=_id(unit), key=key, title=title)
            for unit, key, title in await connection.execute(live)
        }


def _permissions(principal: Principal) -> Iterator[MyPermission]:
    for permission in Permission:
        everywhere = principal.everywhere(permission)
        whole, units = principal.jurisdictions(permission), principal.units(permission)
        if everywhere or whole or units:
            yield MyPermission(
                permission=permission,
                everywhere=everywhere,
                jurisdictions=sorted(whole),
                units=[_id(unit) for unit in sorted(units)],
            )


def _id(unit: UUID) -> strawberry.ID:
    return strawberry.ID(f"{UNIT}_{unit.hex}")


@strawberry.type
class AccessQueries:
    """Who asks."""

    me: Me = strawberry.field(resolver=me, description="我是谁,能做什么。没有凭证的也可以问。")
