"""Lines that several items have in common: judgements, limits within an item, sums of shares."""

from collections.abc import Iterator
from fractions import Fraction

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Judgement
from xiangmu.plugin.points import ZERO, clamp
from xiangmu.plugin.scoring import JudgementItem, Line, LineKind
from xiangmu_ruzhou.readings import RuzhouSnapshot
from xiangmu_ruzhou.wording import number


def judged(snapshot: RuzhouSnapshot, item: JudgementItem, why: str) -> Iterator[Line]:
    """The points that a person gave on ``item``, or 0 and awaiting; ``why`` a judgement is asked for."""
    given = snapshot.judged(item.key)
    if not given:
        because = f"{why}，由项目办酌情记{item.least}至{item.most}分，尚未认定，暂计0分"
        yield Line(points=ZERO, because=because, awaiting=item)
    for judgement in given:
        because = f"{why}，酌情记{number(judgement.points)}分：{judgement.reason}"
        yield Line(points=judgement.points, because=because, evidence=(judgement_evidence(judgement),))


def unused(snapshot: RuzhouSnapshot, item: JudgementItem, why: str) -> Iterator[Line]:
    """A line of 0 points for each judgement on record that the rule does not use, and why."""
    for judgement in snapshot.judged(item.key):
        because = f"{why}，已录入的酌情{number(judgement.points)}分不采用"
        yield Line(points=ZERO, because=because, evidence=(judgement_evidence(judgement),))


def judgement_evidence(judgement: Judgement) -> Evidence:
    """The judgement, as evidence."""
    return Evidence(kind=EvidenceKind.JUDGEMENT, id=judgement.id, note=judgement.reason)


def held(part: str, points: Fraction, least: int | None, most: int | None) -> Iterator[Line]:
    """A line with what a limit within an item takes from ``points``, or adds to them."""
    excess = clamp(points, least, most) - points
    if excess:
        limit = f"最多{most}分" if excess < 0 else f"最低{least}分"
        because = f"{part}合计{number(points)}分，{limit}，调整{number(excess)}分"
        yield Line(points=excess, because=because, kind=LineKind.LIMIT)
