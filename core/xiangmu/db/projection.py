"""The table ``project``: what each project is by its facts, written with them and rebuilt from them."""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select, union
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog.names import fold_name
from xiangmu.db import tables as t
from xiangmu.db.kinds import State
from xiangmu.db.pages import pages
from xiangmu.plugin.vocabulary import STAGE_ORDER, Stage

Cells = Mapping[str, Any]
COPIED = ("name", "unit_id", "kind", "sector", "total_yuan", "place", "sample", "profile")
"""Columns that come from the version in force."""


def project_row(versions: Collection[Cells], stages: Iterable[Cells]) -> dict[str, Any]:
    """The project's row, from all its version rows ever recorded (at least one) and its stage rows.

    In force is the last version confirmed; of a project that nobody has confirmed yet, the last one claimed.
    """
    live = [version for version in versions if version["ended_no"] is None] or list(versions)
    ranked = sorted(live, key=lambda v: (_standing(v), v["effective"], v["no"], v["row_id"]))
    in_force = ranked[-1]
    return {
        "id": in_force["project_id"],
        "jurisdiction": in_force["jurisdiction"],
        "name_folded": fold_name(in_force["name"]),
        "stage": current_stage(stages),
        "version": len(versions),
        **{column: in_force[column] for column in COPIED},
    }


def current_stage(stages: Iterable[Cells]) -> str:
    """Where a project stands by its confirmed live stage rows; "" before the first."""
    reached = {
        Stage(event["stage"]): event["occurred_on"]
        for event in sorted(stages, key=lambda s: s["occurred_on"])
        if event["state"] == State.CONFIRMED and event["ended_no"] is None
    }
    if Stage.TERMINATED in reached:
        return str(Stage.TERMINATED)
    stopped, resumed = reached.get(Stage.SUSPENDED), reached.get(Stage.RESUMED)
    if stopped and not (resumed and resumed >= stopped):
        return str(Stage.SUSPENDED)
    return next((str(stage) for stage in reversed(STAGE_ORDER) if stage in reached), "")


async def refresh(connection: AsyncConnection, projects: Collection[UUID]) -> None:
    """Write the rows of ``projects`` anew from their facts."""
    if not projects:
        return
    await connection.execute(_upsert(connection.dialect.name), await _folded(connection, projects))


async def differences(connection: AsyncConnection) -> AsyncIterator[tuple[UUID, tuple[str, ...]]]:
    """Projects whose stored row is not what their facts say, with the columns that differ."""
    every = union(select(t.project.c.id), select(t.project_version.c.project_id)).subquery()
    async for page in pages(connection, select(every).order_by(every.c.id)):
        projects = [project for (project,) in page]
        stored_rows = await connection.execute(select(t.project).where(t.project.c.id.in_(projects)))
        stored = {row["id"]: dict(row) for row in stored_rows.mappings()}
        folded = {row["id"]: row for row in await _folded(connection, projects)}
        for project in projects:
            if differing := _differing(stored.get(project), folded.get(project)):
                yield project, differing


def _standing(version: Cells) -> int:
    order = (State.REJECTED, State.CLAIMED, State.CONFIRMED)
    return order.index(State(version["state"]))


def _differing(stored: Cells | None, folded: Cells | None) -> tuple[str, ...]:
    if stored is None or folded is None:
        return ("id",)
    return tuple(column for column in folded if stored[column] != folded[column])


async def _folded(connection: AsyncConnection, projects: Collection[UUID]) -> list[dict[str, Any]]:
    by_project: dict[UUID, tuple[list[Cells], list[Cells]]] = defaultdict(lambda: ([], []))
    for place, table in enumerate((t.project_version, t.stage_event)):
        of_these = select(table).where(table.c.project_id.in_(projects))
        for cells in (await connection.execute(of_these)).mappings():
            by_project[cells["project_id"]][place].append(dict(cells))
    return [
        project_row(of_versions, of_stages) for of_versions, of_stages in by_project.values() if of_versions
    ]


def _upsert(dialect: str) -> postgresql.Insert | sqlite.Insert:
    insert = postgresql.insert(t.project) if dialect == "postgresql" else sqlite.insert(t.project)
    changed = {column.name: insert.excluded[column.name] for column in t.project.c if column.name != "id"}
    return insert.on_conflict_do_update(index_elements=["id"], set_=changed)
