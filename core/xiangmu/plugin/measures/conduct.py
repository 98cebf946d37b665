"""What units did."""

from fractions import Fraction

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.measures.base import Measure, Measured
from xiangmu.plugin.snapshot import AnySnapshot
from xiangmu.plugin.vocabulary import MeetingKind


def meetings_held(kind: MeetingKind, *, by: tuple[str, ...] = (), title: str) -> Measure:
    """How many meetings of that kind were held this year; of the whole jurisdiction only those ``by`` these units,
    if any is named: what the city itself has to hold is not the sum of what its counties hold."""

    def formula(snapshot: AnySnapshot) -> Measured:
        held = [m for m in snapshot.meetings if m.kind is kind and (not by or m.unit in by)]
        amount = Fraction(len(held))
        return Measured(
            amount=amount,
            evidence=tuple(
                Evidence(kind=EvidenceKind.MEETING, id=meeting.id, on=meeting.on, note=f"{meeting.on}举办")
                for meeting in held
            ),
            because=f"{title}: {said(amount, Amount.TIMES)}",
        )

    return Measure(title=title, counts=Amount.TIMES, formula=formula)
