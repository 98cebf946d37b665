"""Rows of forms about units: the units themselves, and their tasks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from xiangmu.db import tables as t
from xiangmu.plugin.facts import GoalRevision
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.targets import Target
from xiangmu.services.amounts import write_amount
from xiangmu.services.goals import parts_of
from xiangmu.sheets.exports.filling.holding import Holding, Row
from xiangmu.sheets.imports.held import all_of
from xiangmu.sheets.imports.tasks import GOAL, goal_of
from xiangmu.sheets.imports.units import OWN


async def units(holding: Holding) -> Mapping[UUID, Row]:
    """Each unit with its further names."""
    columns = t.unit_alias.c
    live = (columns.jurisdiction == holding.jurisdiction, columns.ended_no.is_(None))
    aliases: dict[UUID, list[str]] = defaultdict(list)
    for unit, alias in await holding.connection.execute(
        select(columns.unit_id, columns.alias).where(*live).order_by(columns.no, columns.alias)
    ):
        aliases[unit].append(alias)
    return {
        row["fact_id"]: {name: row[name] for name in OWN if name != "aliases"}
        | {"aliases": tuple(aliases[row["fact_id"]])}
        for row in holding.units.rows.values()
    }


async def tasks(holding: Holding) -> Iterator[Row]:
    """The goals in force: a row for each target, or one for each unit where targets stand in columns."""
    revisions: list[GoalRevision] = await holding.facts(all_of, GoalRevision)
    own = [one for one in revisions if one.policy == holding.policy]
    targets = [
        (target, goal)
        for target in holding.catalog.targets_of(holding.policy)
        if holding.form.of in ("", target.group) and (goal := goal_of(own, target, holding.on)) is not None
    ]
    if any(column.field == "goal" for column in holding.form.columns):
        return iter(
            {"unit": target.unit, "group": target.group, "target": target.key, "goal": _number(target, goal)}
            for target, goal in targets
        )
    rows: dict[tuple[str, str], Row] = {}
    for target, goal in targets:
        row = rows.setdefault((target.group, target.unit), {"unit": target.unit, "group": target.group})
        # money is written in the form's own unit
        row[GOAL + target.key] = goal if _is_money(target) else _number(target, goal)
    return iter(rows.values())


def _is_money(target: Target) -> bool:
    return target.measure.counts is Amount.YUAN


def _number(target: Target, goal: int) -> Decimal:
    counts = target.measure.counts
    return Decimal(write_amount(goal, counts, parts_of(counts)))
