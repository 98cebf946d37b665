"""The query ``inventories``."""

from collections import defaultdict
from collections.abc import Mapping

import strawberry
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.roles import Permission
from xiangmu.access.row_rules import RULES
from xiangmu.api.arguments import PUBLISHED, PolicyKey, find_policy
from xiangmu.api.context import Context, Info
from xiangmu.api.costs import COUNTING
from xiangmu.api.inventories.types import Inventory, Part
from xiangmu.api.schedule.types import Occurrence
from xiangmu.api.stated import StatedPolicy
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no, unit_keys
from xiangmu.db.rhythm import rhythm_of
from xiangmu.plugin.inventories import InventoryStatus
from xiangmu.services.rhythm import due_between


async def inventories(info: Info, policy: PolicyKey) -> list[Inventory]:
    """Every inventory of the policy, with what they see of it."""
    context = info.context
    stated = find_policy(context, policy, PUBLISHED)
    drawn_up = context.catalog.inventories_of(policy)
    if not drawn_up:
        return []
    async with context.database.reading() as connection:
        parts = await _parts(context, connection, stated)
        deliveries = await _deliveries(context, connection, stated, {one.obligation for one in drawn_up})
    return [
        Inventory.of(one, stated, parts.get(one.key, []), deliveries.get(one.obligation, []))
        for one in drawn_up
    ]


async def _parts(
    context: Context, connection: AsyncConnection, stated: StatedPolicy
) -> Mapping[str, list[Part]]:
    """What they see, counted by inventory, state and unit: one statement, and one for the keys of units."""
    columns, rights = t.inventory_item.c, context.rights
    alike = (columns.inventory, columns.status, columns.unit_id)
    statement = (
        select(*alike, func.count(), func.sum(columns.amount_yuan), func.sum(columns.area))
        .where(
            columns.policy == stated.policy.key,
            columns.ended_no.is_(None),
            RULES[t.inventory_item](rights.shape),
        )
        .group_by(*alike)
    )
    units = await unit_keys(connection, stated.policy.jurisdiction)
    found: dict[str, list[Part]] = defaultdict(list)
    for inventory, status, unit, count, yuan, area in await connection.execute(statement, rights.parameters):
        found[inventory].append(
            Part(
                inventory=inventory,
                status=InventoryStatus(status),
                unit=units[unit],
                count=count,
                amount_yuan=int(yuan or 0),
                area=int(area or 0),
            )
        )
    return found


async def _deliveries(
    context: Context, connection: AsyncConnection, stated: StatedPolicy, obligations: set[str]
) -> Mapping[str, list[Occurrence]]:
    """The occurrences by which inventories are handed in, those of other units left out."""
    policy = stated.policy
    sight = context.sights.of(policy.jurisdiction)
    rhythm = await rhythm_of(connection, policy, await head_no(connection))
    due = due_between(
        context.catalog, rhythm, policy.starts, policy.ends, context.clock(), obligations=obligations
    )
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for one in due:
        key, unit = one.occurrence.obligation.key, one.occurrence.unit
        if not unit or sight.of_unit(unit, Permission.READ):
            by = stated.units[unit] if unit else None
            found[key].append(Occurrence.of(policy.key, one, stated.obligations[key], by))
    return found


@strawberry.type
class InventoryQueries:
    """Inventories."""

    inventories: list[Inventory] = strawberry.field(
        resolver=inventories,
        description="一份文件的起底台账:各栏怎样填,起底了多少,处置到哪一步,是否按期报送。",
        metadata=COUNTING,
    )
