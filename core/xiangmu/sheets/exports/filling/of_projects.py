"""Rows of forms about projects: ledgers, monthly progress, issues, inventories."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from xiangmu.db.issues import Issue
from xiangmu.db.registers import InventoryItem
from xiangmu.plugin.facts import Plan, Progress, StageReached, Started, YearPlan
from xiangmu.sheets.exports.filling.holding import Holding, Row
from xiangmu.sheets.imports.held import HeldProject, all_of, facts_of
from xiangmu.sheets.imports.inventories import CELL, HUNDREDTHS
from xiangmu.sheets.imports.progress import FIGURES
from xiangmu.sheets.imports.projects import ATTRIBUTES, PLANNED, PROFILE, STARTS


async def projects(holding: Holding) -> Mapping[UUID, Row]:
    """Each project with what holds of it today."""
    facts = {of: await holding.facts(facts_of, of) for of in (StageReached, Started, Plan, YearPlan)}
    year = holding.on.year
    found = {}
    for id_, held in (await holding.projects()).by_id.items():
        version = held.on(holding.on)
        row: Row = {name: getattr(version, name) for name in ATTRIBUTES} | {"codes": held.codes}
        row |= {PROFILE + key: content for key, content in (version.profile or {}).items()}
        row |= _happened(held, facts[StageReached].get(id_, []), facts[Started].get(id_, []))
        plans: list[Plan] = facts[Plan].get(id_, [])
        for field, milestone in PLANNED.items():
            own = [plan for plan in plans if plan.milestone is milestone]
            latest = max(own, key=lambda plan: plan.made_on, default=None)
            row[field] = latest.due if latest else None
        planned = (one for one in facts[YearPlan].get(id_, []) if one.year == year)
        row["year_plan_yuan"] = next((one.yuan for one in planned), None)
        found[id_] = row
    return found


def _happened(held: HeldProject, reached: list[StageReached], started: list[Started]) -> Row:
    """The stage that it is in, if that can be seen, and the days on which it started."""
    now = next((one for one in reached if one.stage == held.row["stage"]), None)
    row: Row = {"stage": now.stage, "stage_on": now.on} if now else {}
    for field, kind in STARTS.items():
        row[field] = next((one.on for one in started if one.kind is kind), None)
    return row


async def progress(holding: Holding) -> Mapping[UUID, Row]:
    """Each report of a month."""
    known = (await holding.projects()).by_id
    reports: Mapping[UUID, list[Progress]] = await holding.facts(facts_of, Progress)
    return {
        report.id: _named(known[project])
        | {"month": report.month}
        | {name: getattr(report, name) for name in FIGURES}
        for project, own in reports.items()
        if project in known
        for report in own
    }


async def issues(holding: Holding) -> Mapping[UUID, Row]:
    """Each issue as it was raised."""
    known = (await holding.projects()).by_id
    found: list[Issue] = await holding.facts(all_of, Issue)
    return {
        issue.id: (_named(known[issue.project]) if issue.project in known else {})
        | {"on": issue.raised_on}
        | {
            name: getattr(issue, name)
            for name in ("category", "text", "unit", "raiser", "gravity", "level", "due", "source")
        }
        for issue in found
        if issue.policy == holding.policy
    }


async def inventories(holding: Holding) -> Mapping[UUID, Row]:
    """Each item of the form's inventory."""
    known = (await holding.projects()).by_id
    found: list[InventoryItem] = await holding.facts(all_of, InventoryItem)
    return {
        item.id: (_named(known[item.project]) if item.project in known else {}) | dict(_item(item))
        for item in found
        if (item.policy, item.inventory) == (holding.policy, holding.form.of)
    }


def _item(item: InventoryItem) -> Iterator[tuple[str, Any]]:
    for name in ("name", "unit", "amount_yuan", "cause", "plan", "on"):
        yield name, getattr(item, name)
    if item.area is not None:
        yield "area", Decimal(item.area) / HUNDREDTHS
    for key, content in item.cells.items():
        yield CELL + key, content


def _named(held: HeldProject) -> Row:
    return {"project": held.row["name"], "codes": held.codes}
