"""What was published before a snapshot could hold more is read, stored and scored as it was then.

``published/`` holds the second quarter of 2023 of 汝州's demonstration as the first format stored it.
"""

from pathlib import Path
from typing import Any

import pytest

from xiangmu.catalog import Catalog, load_catalog
from xiangmu.db.blob import Blob
from xiangmu.domain.fold import fold
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Shift
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


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(["ruzhou"])


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


def facts_in(stored: Seen) -> Facts:
    """The facts that the snapshots were made of."""
    projects = {project.id: project for snapshot in stored.snapshots for project in snapshot.projects}
    of_projects = ("versions", "stages", "starts", "plans", "progress", "listings", "funding")
    of_units = ("meetings", "praises", "criticisms", "harms", "judgements", "ballots")
    told: dict[str, tuple[Any, ...]] = {
        name: tuple(fact for project in projects.values() for fact in getattr(project, name))
        for name in of_projects
    }
    for name in of_units:
        told[name] = tuple(fact for snapshot in stored.snapshots for fact in getattr(snapshot, name))
    admissions = tuple(project.admission for project in projects.values() if project.admission)
    return Facts(**told, admissions=admissions, enrolments=stored.enrolments)
