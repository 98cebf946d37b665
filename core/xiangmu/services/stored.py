"""The stored form of a publication: what the rules saw and what came out, as compressed canonical JSON."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from xiangmu.db.blob import Blob, pack, unpack
from xiangmu.domain.ranking import Place, Prize
from xiangmu.domain.scoring import Scorecard
from xiangmu.plugin.facts import DuplicateRuling, Enrolment, GoalRevision
from xiangmu.plugin.policy import Readings
from xiangmu.plugin.scoring import Shortfall
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.plugin.value import value

FORMAT = 3
"""Of the two values below; a publication says in which format it is stored.

In the first one, rules did not see codes, year plans, procedures, duties, readings and promises yet; in the second
one no inspections and findings.
"""


@value
class Seen:
    """All that the rules looked at for one group, and what decided whose project counts where and for which goal."""

    snapshots: tuple[Snapshot[Any], ...]
    enrolments: tuple[Enrolment, ...]
    rulings: tuple[DuplicateRuling, ...] = ()
    revisions: tuple[GoalRevision, ...] = ()


@value
class PrintedBoard:
    """A board by a measure of its own."""

    key: str
    places: tuple[Place, ...]


@value
class Reported:
    """A unit on an accountability list."""

    unit: str
    shortfalls: tuple[Shortfall, ...]


@value
class PrintedReport:
    """An accountability list."""

    key: str
    units: tuple[Reported, ...]


@value
class Printed:
    """All that came out for one group; only a year has prizes."""

    cards: tuple[Scorecard, ...]
    places: tuple[Place, ...]
    boards: tuple[PrintedBoard, ...] = ()
    reports: tuple[PrintedReport, ...] = ()
    prizes: tuple[Prize, ...] = ()


PRINTED = TypeAdapter(Printed)
DECIDING: Mapping[str, TypeAdapter[Any]] = {
    "enrolments": TypeAdapter(tuple[Enrolment, ...]),
    "rulings": TypeAdapter(tuple[DuplicateRuling, ...]),
    "revisions": TypeAdapter(tuple[GoalRevision, ...]),
}
FIRST = frozenset({"enrolments"})
"""What the first format stored even when there was none of it."""


def pack_seen(seen: Seen, readings: type[Readings]) -> Blob:
    """``seen`` to be stored; equal content gives the same hash."""
    deciding = {
        name: adapter.dump_python(getattr(seen, name), mode="json")
        for name, adapter in DECIDING.items()
        if name in FIRST or getattr(seen, name)
    }
    snapshots = _snapshots(readings).dump_python(seen.snapshots, mode="json")
    return pack({"snapshots": snapshots, **deciding})


def unpack_seen(blob: Blob, readings: type[Readings]) -> Seen:
    """What was stored. Raises ValueError when it cannot be read."""
    content = unpack(blob)
    return Seen(
        snapshots=_snapshots(readings).validate_python(content["snapshots"]),
        **{
            name: adapter.validate_python(content[name])
            for name, adapter in DECIDING.items()
            if name in content
        },
    )


def in_format(seen: Seen, number: int) -> Seen:
    """As much of ``seen`` as format ``number`` stores."""
    if number >= FORMAT:
        return seen
    narrowed = _in_first if number == 1 else _in_second
    return replace(seen, snapshots=tuple(map(narrowed, seen.snapshots)))


def _in_second(snapshot: Snapshot[Any]) -> Snapshot[Any]:
    projects = (replace(project, inspections=()) for project in snapshot.projects)
    return replace(snapshot, projects=tuple(projects), findings=())


def _in_first(snapshot: Snapshot[Any]) -> Snapshot[Any]:
    second = _in_second(snapshot)
    projects = (
        replace(project, codes=(), year_plans=(), procedures=(), assignments=())
        for project in second.projects
    )
    return replace(second, projects=tuple(projects), indicators=(), assignments=(), commitments=())


def pack_printed(printed: Printed) -> Blob:
    """``printed`` to be stored; equal content gives the same hash."""
    return pack(PRINTED.dump_python(printed, mode="json"))


def unpack_printed(blob: Blob) -> Printed:
    """What was stored. Raises ValueError when it cannot be read."""
    return PRINTED.validate_python(unpack(blob))


def _snapshots(readings: type[Readings]) -> TypeAdapter[tuple[Snapshot[Any], ...]]:
    return TypeAdapter(tuple[Snapshot[readings], ...])  # type: ignore[valid-type]  # known at run time only
