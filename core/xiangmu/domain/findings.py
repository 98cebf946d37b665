"""When a finding that the unit investigates itself goes up to the city (L3)."""

from collections.abc import Iterator

from xiangmu.plugin.inspections import EscalateWhen
from xiangmu.plugin.value import value


@value
class Grounds:
    """What speaks for it. ``unfixed``: own rectification poor, untrue, or not reported in time."""

    severe: bool
    unfixed: bool
    repeated: bool


def because(grounds: Grounds, when: EscalateWhen) -> str:
    """Why it goes up, in Chinese; "" when it does not."""
    told = "、".join(_told(grounds))
    match when:
        case EscalateWhen.ANY:
            return told
        case EscalateWhen.SEVERE_AND_UNFIXED_OR_REPEAT:
            return told if grounds.repeated or (grounds.severe and grounds.unfixed) else ""


def _told(grounds: Grounds) -> Iterator[str]:
    if grounds.severe:
        yield "情节特别严重"
    if grounds.unfixed:
        yield "自行整改不落实"
    if grounds.repeated:
        yield "同一问题再次发生"
