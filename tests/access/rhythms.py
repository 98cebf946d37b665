"""What each place's rhythm leaves on record, and a sound command of every kind about it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tests.access.attempts import of
from tests.access.realm import MAY, policy_of
from xiangmu.plugin.money import wan
from xiangmu.services.command import Input

FIRST, SECOND = date(2023, 5, 5), date(2023, 6, 5)
"""When the towns' reports are due."""


def figures(project: UUID, name: str, cents: int) -> dict[str, Any]:
    """The figures of a report about one project."""
    moved = {
        "project": str(project),
        "name": name,
        "on": MAY.isoformat(),
        "what": "开工",
        "kind": "STAGE",
        "id": str(project),
        "yuan": wan(500) + cents,
        "claimed": False,
    }
    total = {"title": "开工总投资", "counts": "YUAN", "confirmed": wan(500) + cents, "claimed": 0}
    days = {"first": "2023-05-01", "last": "2023-05-31"}
    return {"format": 1, **days, "projects": 1, "sums": [total], "movements": [moved]}


def handed_in(place: str, unit: str, text: str, told: Mapping[str, Any], due: date = SECOND) -> Input:
    """A report of a town."""
    given = {"policy": policy_of(place), "obligation": "report", "due": due, "unit": unit}
    return of("report_submit", **given, text=text, figures=told, known_no=1)


def waived(place: str, unit: str, text: str) -> Input:
    """What a town need not hand in."""
    given = {"policy": policy_of(place), "obligation": "report", "due": FIRST, "unit": unit}
    return of("occurrence_waive", **given, text=text)


def day_off(place: str, day: date, text: str) -> Input:
    """A day off."""
    return of("workday_decide", jurisdiction=place, day=day, works=False, text=text)


def attempts_of(place: str, unit: str, project: UUID) -> Iterator[tuple[str, Input]]:
    """Commands about a town."""
    told = figures(project, "某项目", 0)
    yield "report_submit", handed_in(place, unit, "都好", told, FIRST)
    yield (
        "occurrence_waive",
        of(
            "occurrence_waive",
            policy=policy_of(place),
            obligation="report",
            due=date(2023, 4, 5),
            unit=unit,
            text="汛",
        ),
    )
