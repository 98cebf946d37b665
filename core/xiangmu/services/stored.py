"""The stored form of a publication: what the rules saw and what came out, as compressed canonical JSON."""

from typing import Any

from pydantic import TypeAdapter

from xiangmu.db.blob import Blob, pack, unpack
from xiangmu.domain.ranking import Place
from xiangmu.domain.scoring import Scorecard
from xiangmu.plugin.facts import Enrolment
from xiangmu.plugin.policy import Readings
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.plugin.value import value

FORMAT = 1
"""Of the two values below; a publication says in which format it is stored."""


@value
class Seen:
    """All that the rules looked at for one group, and the enrolments that decided whose project counts where."""

    snapshots: tuple[Snapshot[Any], ...]
    enrolments: tuple[Enrolment, ...]


@value
class Printed:
    """All that came out for one group."""

    cards: tuple[Scorecard, ...]
    places: tuple[Place, ...]


PRINTED = TypeAdapter(Printed)
ENROLMENTS = TypeAdapter(tuple[Enrolment, ...])


def pack_seen(seen: Seen, readings: type[Readings]) -> Blob:
    """``seen`` to be stored; equal content gives the same hash."""
    snapshots = _snapshots(readings).dump_python(seen.snapshots, mode="json")
    enrolments = ENROLMENTS.dump_python(seen.enrolments, mode="json")
    return pack({"snapshots": snapshots, "enrolments": enrolments})


def unpack_seen(blob: Blob, readings: type[Readings]) -> Seen:
    """What was stored. Raises ValueError when it cannot be read."""
    content = unpack(blob)
    return Seen(
        snapshots=_snapshots(readings).validate_python(content["snapshots"]),
        enrolments=ENROLMENTS.validate_python(content["enrolments"]),
    )


def pack_printed(printed: Printed) -> Blob:
    """``printed`` to be stored; equal content gives the same hash."""
    return pack(PRINTED.dump_python(printed, mode="json"))


def unpack_printed(blob: Blob) -> Printed:
    """What was stored. Raises ValueError when it cannot be read."""
    return PRINTED.validate_python(unpack(blob))


def _snapshots(readings: type[Readings]) -> TypeAdapter[tuple[Snapshot[Any], ...]]:
    return TypeAdapter(tuple[Snapshot[readings], ...])  # type: ignore[valid-type]  # known at run time only
