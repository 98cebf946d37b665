"""Events told apart by their matter: several reports, criticisms or findings on one matter are one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from xiangmu.plugin.facts import Criticism, Harm, Praise
from xiangmu.plugin.periods import Period

E = TypeVar("E", Praise, Criticism, Harm)


def matters(period: Period, events: Iterable[E]) -> Iterator[tuple[E, ...]]:
    """The events of each matter that first came up in ``period``, earliest first."""
    found: dict[str, list[E]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (e.on, e.id)):
        found[event.matter].append(event)
    return (tuple(same) for same in found.values() if same[0].on in period)
