"""What is left behind in the libraries of a world, and what may be done about it."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from tests.access.attempts import of
from tests.access.realm import JUNE, MAY, policy_of
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.plugin.libraries import ReviewResult
from xiangmu.services.command import Input


def rejected(place: str, project: UUID, told: str) -> tuple[Input, Input]:
    """A project that was submitted and rejected."""
    about = {"project": project, "policy": policy_of(place), "reviewer": told, "text": told}
    return (
        of("library_submit", **about, library="planning", on=MAY),
        of("library_review", **about, step="city", result="REJECTED", on=JUNE),
    )


def returned(place: str, project: UUID, told: str) -> tuple[Input, Input]:
    """A project that was submitted and returned."""
    submitted, reviewed = rejected(place, project, told)
    return submitted, reviewed.model_copy(update={"result": ReviewResult.RETURNED})


def again(place: str, project: UUID, told: str) -> Input:
    """One that was returned is submitted again."""
    return of("library_resubmit", project=project, policy=policy_of(place), reviewer=told, text=told, on=JUNE)


def listed(place: str, told: str) -> Input:
    """What the statistics office has: for those who read for it."""
    lines = ({"name": told, "place": told}, {"name": told})
    return of("statistics_list_enter", policy=policy_of(place), month=MAY, on=JUNE, lines=lines)


async def part_of(database: Database, project: UUID) -> UUID:
    """The project that was split off."""
    columns = t.project_origin.c
    async with database.reading() as connection:
        found = await connection.scalar(select(columns.project_id).where(columns.origin_id == project))
    return UUID(str(found))


def about_filed(place: str, project: UUID) -> Mapping[str, Input]:
    """A command of every kind about a project that was submitted."""
    given: dict[str, dict[str, Any]] = {
        "library_withdraw": {"on": JUNE, "text": "不报了"},
        "library_review": {"on": JUNE, "step": "city", "result": "PASSED", "reviewer": "市发改委"},
        "library_resubmit": {"on": JUNE, "text": "已补正"},
        "library_correct": {"library": "planning", "text": "更正"},
    }
    return {kind: of(kind, project=project, policy=policy_of(place), **more) for kind, more in given.items()}


def attempts_of(
    things: Mapping[tuple[str, str], UUID], place: str
) -> Iterator[tuple[str, Input, str, UUID, UUID]]:
    """Each with the unit, the entry and the project: what is rejected, reviewed and returned."""
    for unit, kinds in (
        ("town1", ("library_correct",)),
        ("bureau", ("library_withdraw", "library_review")),
        ("town2", ("library_resubmit",)),
    ):
        name = "part" if unit == "town2" else unit
        entry, project = things[place, f"{name}/filed"], things[place, f"{name}/filed project"]
        for kind in kinds:
            yield kind, about_filed(place, project)[kind], unit, entry, project
