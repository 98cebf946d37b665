"""Two cards of one unit, line by line: what stays, what changes, what comes and what goes."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from uuid import UUID

from xiangmu.domain.scoring import Scorecard, ScoreLine
from xiangmu.plugin.scoring import LineKind
from xiangmu.plugin.value import value


class LineChange(StrEnum):
    """What becomes of a line."""

    UNCHANGED = "UNCHANGED"
    CHANGED = "CHANGED"
    ADDED = "ADDED"
    REMOVED = "REMOVED"


@value
class LineDifference:
    """One line before and after; at least one of them is there."""

    before: ScoreLine | None
    after: ScoreLine | None

    @property
    def change(self) -> LineChange:
        """What becomes of the line."""
        if self.before is None:
            return LineChange.ADDED
        if self.after is None:
            return LineChange.REMOVED
        return LineChange.UNCHANGED if self.before == self.after else LineChange.CHANGED


Slot = tuple[str, LineKind]
"""Only lines of one item and kind can be the same line."""
Likeness = Callable[[ScoreLine, ScoreLine], int]
"""How much two lines have in common; 0 when they cannot be the same line."""


def differences(before: Scorecard, after: Scorecard) -> tuple[LineDifference, ...]:
    """Every line of both cards once, in the order of ``after``; a line that goes stands where it stood.

    Only lines of one item and kind can be the same line: those that are equal; of the others those whose evidence
    has most facts and projects in common; of the rest those of which one has no evidence, so that it can only have
    spoken of the item as a whole.
    """
    pairs = _pairs(before.lines, after.lines)
    placed: list[tuple[tuple[int, int], LineDifference]] = []
    stood = -1
    for place, line in enumerate(before.lines):
        if place in pairs:
            stood = pairs[place]
            placed.append(((stood, 0), LineDifference(before=line, after=after.lines[stood])))
        else:
            placed.append(((stood, place + 1), LineDifference(before=line, after=None)))
    come = set(range(len(after.lines))) - set(pairs.values())
    placed += (((place, 0), LineDifference(before=None, after=after.lines[place])) for place in come)
    return tuple(difference for _, difference in sorted(placed, key=lambda entry: entry[0]))


def _pairs(before: Sequence[ScoreLine], after: Sequence[ScoreLine]) -> dict[int, int]:
    """The places in ``after`` of the lines that are in both, by their places in ``before``."""
    free: dict[Slot, dict[int, ScoreLine]] = defaultdict(dict)
    for place, line in enumerate(after):
        free[_slot(line)][place] = line
    pairs: dict[int, int] = {}
    for likeness in (_equal, _in_common, _of_the_whole_item):
        for place, line in enumerate(before):
            among = free[_slot(line)]
            if place not in pairs and (found := _likest(line, among, likeness)) is not None:
                pairs[place] = found
                del among[found]
    return pairs


def _slot(line: ScoreLine) -> Slot:
    return line.item, line.kind


def _likest(line: ScoreLine, among: dict[int, ScoreLine], likeness: Likeness) -> int | None:
    """The place of the line that has most in common with ``line``, the first of several."""
    alike = {place: likeness(line, other) for place, other in among.items()}
    best = max(alike, key=lambda place: alike[place], default=None)
    return best if best is not None and alike[best] else None


def _equal(one: ScoreLine, other: ScoreLine) -> int:
    return int(one == other)


def _in_common(one: ScoreLine, other: ScoreLine) -> int:
    return len(set(_marks(one)) & set(_marks(other)))


def _of_the_whole_item(one: ScoreLine, other: ScoreLine) -> int:
    return int(not (one.evidence and other.evidence))


def _marks(line: ScoreLine) -> Iterator[UUID]:
    for evidence in line.evidence:
        yield evidence.id
        if evidence.project is not None:
            yield evidence.project
