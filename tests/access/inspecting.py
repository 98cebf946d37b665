"""What inspections leave behind in a world, and what may be done about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from tests.access.attempts import of
from tests.access.realm import JUNE, MAY, policy_of
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.services.command import Input
from xiangmu.services.findings.letters import LetterIssue
from xiangmu.services.findings.raising import FindingRaise
from xiangmu.services.inspections import InspectionOpen, InspectionRecord
from xiangmu.services.visits import VisitRecord


def opened(place: str, unit: str, project: UUID, told: str) -> Input:
    """An inspection; ``told`` is for those alone who know where it goes."""
    team = ({"unit": unit, "post": told},)
    given = {"inspection_kind": "special", "manner": "COVERT", "since": MAY, "team": team, "text": told}
    return InspectionOpen.model_validate({"policy": policy_of(place), "projects": (project,), **given})


def looked_at(inspection: UUID, project: UUID, on: date, told: str) -> Input:
    """What was found on site."""
    answers = ({"item": "started", "answer": "PROBLEM", "text": told},)
    given = {"inspection": inspection, "project": project, "on": on, "answers": answers, "text": told}
    return InspectionRecord.model_validate(given)


def found(place: str, unit: str, project: UUID, on: date, told: str) -> tuple[Input, Input, Input]:
    """Something that the unit is to look into, something that contradicts facts, and a visit."""
    given = {"policy": policy_of(place), "unit": unit, "project": project, "on": on, "text": told}
    return (
        FindingRaise.model_validate(given | {"category": "inaction"}),
        FindingRaise.model_validate(given | {"category": "false_start"}),
        VisitRecord(project=project, post=told, on=on, seen=told, promised=told),
    )


def reminded(finding: UUID, told: str) -> Input:
    """A letter whose deadline has passed."""
    due = date(2023, 6, 10)
    return LetterIssue(finding=finding, number=told, on=JUNE, due=due, target=told, sender=told)


async def dispute_of(database: Database, finding: UUID) -> tuple[UUID, UUID]:
    """The first dispute of a finding, with the fact."""
    columns = t.disputed_fact.c
    statement = (
        select(columns.fact_id, columns.disputed_id)
        .where(columns.finding_id == finding)
        .order_by(columns.kind, columns.fact_id)
    )
    async with database.reading() as connection:
        row = (await connection.execute(statement)).first()
    assert row
    return row[0], row[1]


def about_findings(finding: UUID) -> Mapping[str, Input]:
    """A command of every kind about a finding."""
    on = {"on": date(2023, 6, 20)}
    given: dict[str, dict[str, Any]] = {
        "letter_issue": {
            "number": "另一号",
            "due": date(2023, 7, 20),
            "target": "办结",
            "sender": "办公室",
            **on,
        },
        "finding_report": {"text": "已查", **on},
        "finding_judge": {"verdict": "POOR", "text": "逾期未报", **on},
        "finding_interview": {"post": "镇长", "text": "限期", **on},
        "finding_escalate": {},
    }
    return {kind: of(kind, finding=finding, **more) for kind, more in given.items()}
