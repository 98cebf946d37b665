"""How an entry of a library stands after its steps."""

from collections.abc import Sequence
from datetime import date

from xiangmu.plugin.libraries import LibraryRules, LibraryStatus, LibraryStep, LibraryStepKind
from xiangmu.plugin.value import value

OPEN = (LibraryStatus.UNDER_REVIEW, LibraryStatus.RETURNED)
_GOING_ON = (LibraryStepKind.SUBMITTED, LibraryStepKind.PASSED)
_REACHES = {
    LibraryStepKind.RETURNED: LibraryStatus.RETURNED,
    LibraryStepKind.REJECTED: LibraryStatus.REJECTED,
    LibraryStepKind.MOVED: LibraryStatus.MOVED,
    LibraryStepKind.WITHDRAWN: LibraryStatus.WITHDRAWN,
}


@value
class Standing:
    """``awaits`` is the step to be taken next, "" when none is; ``closed_on`` None while it is under way or in."""

    status: LibraryStatus
    awaits: str
    round: int
    admitted_on: date | None
    closed_on: date | None


def standing(rules: LibraryRules, steps: Sequence[LibraryStep]) -> Standing:
    """What the steps, in their order, come to: a return opens the first step again, the last step passed admits."""
    last = steps[-1]
    following = rules.after(last.step) if last.kind in _GOING_ON else None
    status = _REACHES.get(last.kind, LibraryStatus.UNDER_REVIEW if following else LibraryStatus.ADMITTED)
    awaits = rules.steps[0].key if status is LibraryStatus.RETURNED else following.key if following else ""
    final = rules.steps[-1].key
    admitted = (one.on for one in steps if one.kind is LibraryStepKind.PASSED and one.step == final)
    return Standing(
        status=status,
        awaits=awaits,
        round=last.round,
        admitted_on=next(admitted, None),
        closed_on=last.on if status not in (*OPEN, LibraryStatus.ADMITTED) else None,
    )
