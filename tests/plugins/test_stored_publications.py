"""What was published before a snapshot could hold more is read, stored and scored as it was then.

``published/`` holds the second quarter of 2023 of 汝州's demonstration as the first format stored it, and what rules
saw of 灵宝's in December 2020 as the second one did.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from xiangmu.catalog import Catalog, load_catalog
from xiangmu.db.blob import Blob
from xiangmu.domain.fold import fold
from xiangmu.plugin.facts import Facts, Finding, FollowUp, Inspected
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Shift
from xiangmu.plugin.vocabulary import FindingStepKind
from xiangmu.services.results import print_cards
from xiangmu.services.stored import Seen, in_format, pack_seen, unpack_printed, unpack_seen

FOLDER = Path(__file__).parent / "published"
POLICY, QUARTER = "ruzhou-2023", Period.quarter(2023, 2)
SEEN = Blob(
    content=(FOLDER / "area.seen").read_bytes(),
    hash="a0b36f52624bb016bdcfc15c924b2ffeffe65643523968be3e477b9c3294ae3c",
)
PRINTED = Blob(
    content=(FOLDER / "area.printed").read_bytes(),
    hash="83c2e46ede0b25932b1d62e7f1f80b7c8512ea8e938fcd7fc423997001d1cd5c",
)
SECOND = Blob(
    content=(FOLDER / "assessed.seen").read_bytes(),
    hash="30d00eca265ccbac581144c05f6f0e32efd62be18d1d82ee237f70e9f3c1ac00",
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(["ruzhou", "lingbao"])


def seen(catalog: Catalog) -> Seen:
    return unpack_seen(SEEN, catalog.policies[POLICY].readings)


def test_it_is_intact_and_stored_again_as_it_was(catalog: Catalog) -> None:
    assert SEEN.intact and PRINTED.intact
    assert pack_seen(seen(catalog), catalog.policies[POLICY].readings).hash == SEEN.hash


def test_a_reading_added_since_is_stored_only_where_it_was_chosen(catalog: Catalog) -> None:
    readings = catalog.policies[POLICY].readings
    assert "deadline_shift" not in readings().model_dump(mode="json")
    moved = readings(deadline_shift=Shift.NEXT)
    assert moved.model_dump(mode="json")["deadline_shift"] == "NEXT"
    assert readings.model_validate(moved.model_dump(mode="json")) == moved


def test_the_rules_of_today_print_it_as_it_was(catalog: Catalog) -> None:
    assert print_cards(catalog, seen(catalog).snapshots) == unpack_printed(PRINTED)


def test_the_facts_of_then_fold_into_what_was_seen(catalog: Catalog) -> None:
    stored = seen(catalog)
    readings = catalog.policies[POLICY].readings
    board = fold(facts_in(stored), catalog, POLICY, readings(), QUARTER)
    again = Seen(snapshots=board.group("area"), enrolments=stored.enrolments)
    assert pack_seen(in_format(again, 1), readings).hash == SEEN.hash


def test_what_was_stored_before_inspections_were_seen_is_read_and_made_again(catalog: Catalog) -> None:
    policy = catalog.policies["lingbao-2020"]
    stored = unpack_seen(SECOND, policy.readings)
    assert SECOND.intact and pack_seen(stored, policy.readings).hash == SECOND.hash
    facts = facts_in(stored)
    looked_at, found = _inspected(stored)
    facts = replace(facts, inspections=(looked_at,), findings=(found,))
    board = fold(facts, catalog, policy.key, policy.readings(), Period.parse("2020-12"))
    again = Seen(snapshots=board.group("assessed"), enrolments=stored.enrolments)
    assert pack_seen(again, policy.readings).hash != SECOND.hash
    assert pack_seen(in_format(again, 2), policy.readings).hash == SECOND.hash
    assert unpack_seen(pack_seen(again, policy.readings), policy.readings) == again


def _inspected(stored: Seen) -> tuple[Inspected, Finding]:
    """An inspection and a finding that were on record then."""
    snapshot = stored.snapshots[0]
    project, on = snapshot.projects[0].id, date(2020, 12, 24)
    step = FollowUp(id=UUID(int=3), kind=FindingStepKind.REMINDED, on=on, due=date(2021, 1, 8))
    return (
        Inspected(id=UUID(int=1), project=project, policy=snapshot.policy, on=on),
        Finding(
            id=UUID(int=2),
            policy=snapshot.policy,
            unit=snapshot.unit or "",
            project=project,
            category="slow",
            on=on,
            steps=(step,),
        ),
    )


def facts_in(stored: Seen) -> Facts:
    """The facts that the snapshots were made of."""
    projects = {project.id: project for snapshot in stored.snapshots for project in snapshot.projects}
    of_projects = ["versions", "stages", "starts", "plans", "progress", "listings", "funding"]
    of_projects += ["procedures", "assignments"]
    of_units = ("meetings", "praises", "criticisms", "harms", "judgements", "ballots", "assignments")
    told: dict[str, tuple[Any, ...]] = {
        name: tuple(fact for project in projects.values() for fact in getattr(project, name))
        for name in of_projects
    }
    for name in of_units:
        mine = tuple(fact for snapshot in stored.snapshots for fact in getattr(snapshot, name))
        told[name] = told.get(name, ()) + mine
    admissions = tuple(project.admission for project in projects.values() if project.admission)
    return Facts(**told, admissions=admissions, enrolments=stored.enrolments)
