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


@value
class Later:
    """The fields of projects and of snapshots that came with a format."""

    of_project: tuple[str, ...]
    of_unit: tuple[str, ...]


LATER: Mapping[int, Later] = {
    2: Later(
        of_project=("codes", "year_plans", "procedures", "assignments"),
        of_unit=("indicators", "assignments", "commitments"),
    ),
    3: Later(of_project=("inspections",), of_unit=("findings",)),
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
    later = [format_ for format_ in LATER if number < format_]
    of_project = {name: () for format_ in later for name in LATER[format_].of_project}
    of_unit = {name: () for format_ in later for name in LATER[format_].of_unit}
    return replace(
        seen,
        snapshots=tuple(
            replace(
                snapshot,
                projects=tuple(replace(project, **of_project) for project in snapshot.projects),
                **of_unit,
            )
            for snapshot in seen.snapshots
        ),
    )


def pack_printed(printed: Printed) -> Blob:
    """``printed`` to be stored; equal content gives the same hash."""
    return pack(PRINTED.dump_python(printed, mode="json"))


def unpack_printed(blob: Blob) -> Printed:
    """What was stored. Raises ValueError when it cannot be read."""
    return PRINTED.validate_python(unpack(blob))


def _snapshots(readings: type[Readings]) -> TypeAdapter[tuple[Snapshot[Any], ...]]:
    return TypeAdapter(tuple[Snapshot[readings], ...])  # type: ignore[valid-type]  # known at run time only
