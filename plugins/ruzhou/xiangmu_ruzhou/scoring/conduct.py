"""RZ-28, RZ-30 and RZ-31: praise, verified harm and criticism, 2 points for each matter (reading R12)."""

from collections.abc import Iterator
from fractions import Fraction

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Criticism, Harm, Praise
from xiangmu.plugin.policy import Switch
from xiangmu.plugin.scoring import Line, ScoringRule, Section
from xiangmu.plugin.vocabulary import CriticismKind, HarmKind, PraiseSource, Verifier
from xiangmu_ruzhou.readings import RuzhouSnapshot
from xiangmu_ruzhou.scoring.matters import matters

PER_MATTER = 2
PRAISES = {PraiseSource.HIGHER_MEDIA: "上级媒体表扬", PraiseSource.CITY_LEADER_WRITTEN: "市主要领导批示表扬"}
CRITICISMS = {
    CriticismKind.CIRCULATED: "被通报批评",
    CriticismKind.INTERVIEW: "被约谈",
    CriticismKind.MONTHLY_BULLETIN: "被月度通报点名",
}
VERIFIERS = {Verifier.DISCIPLINE: "纪委监委", Verifier.POLICE: "公安机关"}


def praise(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """+2 for each matter praised by higher media or in writing by the city's main leaders."""
    for events in matters(snapshot.period, snapshot.praises):
        evidence = tuple(_praised(event) for event in events)
        yield _line(events[0].matter, PER_MATTER, evidence)


def harm(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """−2 for each harm to the business environment that 纪委监委 or 公安 verified."""
    verified = (
        event
        for event in snapshot.harms
        if event.kind is HarmKind.BUSINESS_ENVIRONMENT and event.verified_by in VERIFIERS
    )
    for events in matters(snapshot.period, verified):
        evidence = tuple(_verified(event) for event in events)
        yield _line(events[0].matter, -PER_MATTER, evidence)


def criticism(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """−2 for each matter criticised or talked about; a name in the monthly bulletin only if the office says so."""
    naming_counts = snapshot.readings.monthly_naming_counts is Switch.ON
    counting = (
        event
        for event in snapshot.criticisms
        if naming_counts or event.kind is not CriticismKind.MONTHLY_BULLETIN
    )
    for events in matters(snapshot.period, counting):
        evidence = tuple(_criticised(event) for event in events)
        yield _line(events[0].matter, -PER_MATTER, evidence)


def _line(matter: str, points: int, evidence: tuple[Evidence, ...]) -> Line:
    said = "、".join(each.note for each in evidence)
    once = "，同一事项只计一次" if len(evidence) > 1 else ""
    verb = "加" if points > 0 else "扣"
    because = f"{matter}：{said}{once}，{verb}{abs(points)}分"
    return Line(points=Fraction(points), because=because, evidence=evidence)


def _praised(event: Praise) -> Evidence:
    note = f"{event.on}{PRAISES[event.source]}"
    return Evidence(kind=EvidenceKind.PRAISE, id=event.id, on=event.on, note=note)


def _verified(event: Harm) -> Evidence:
    note = f"{event.on}由{VERIFIERS[event.verified_by]}查实破坏营商环境"
    return Evidence(kind=EvidenceKind.HARM, id=event.id, on=event.on, note=note)


def _criticised(event: Criticism) -> Evidence:
    note = f"{event.on}{CRITICISMS[event.kind]}"
    return Evidence(kind=EvidenceKind.CRITICISM, id=event.id, on=event.on, note=note)


PRAISE = ScoringRule(
    key="praise",
    title="受表扬加分",
    clause="RZ-28",
    section=Section.BONUS,
    formula=praise,
)
HARM = ScoringRule(
    key="harm",
    title="破坏营商环境减分",
    clause="RZ-30",
    section=Section.DEDUCTION,
    formula=harm,
)
CRITICISM = ScoringRule(
    key="criticism",
    title="通报批评、约谈减分",
    clause="RZ-31",
    section=Section.DEDUCTION,
    formula=criticism,
)
